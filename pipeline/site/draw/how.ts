/**
 * How a figure came about: the words of the sheet with the numbers in them, down to hashes and the
 * command.
 */
import type { IndicatorFigures } from '../read/read-figures.ts';
import { formatNumber } from '../shape/format.ts';
import { fill } from '../texts/fill.ts';
import { howCommand, howSentence } from './how-sentence.ts';
import { html, type Markup } from './html.ts';
import { acceptedFor, sheetTexts } from './indicator-view.ts';
import type { PageContext } from './page.ts';
import type { Choice, Drawing } from './view.ts';

const SOURCES = {
  wilson: 'E. B. Wilson, JASA 22, 1927',
  byar: 'N. E. Breslow, N. E. Day, IARC, 1987; A. J. Dobson et al., 1991',
} as const;

/** The panel; the browser keeps its first sentence and its command in step with what is chosen. */
export function drawHow(context: PageContext, figures: IndicatorFigures, drawing: Drawing, choice: Choice): Markup {
  const { source, texts, language } = context;
  const { manifest } = source;
  const { sheet } = figures;
  const cube = manifest.cubes.find(({ code, year }) => code === sheet.code && year === choice.year);
  if (cube === undefined) return html``;
  const slice = figures.slice(choice.year);
  const said = sheetTexts(figures, language);
  const inputs = manifest.inputs[cube.fingerprint.inputs] ?? [];
  const number = (value: number) => formatNumber(value, language);
  const isValid = ({ valid_from, valid_to }: { valid_from: string | null; valid_to: string | null }) =>
    (valid_from ?? '0') <= `${choice.year}-12-31` && (valid_to ?? '9') > `${choice.year}-01-01`;
  const codes = new Set(sheet.code_lists.flatMap((list) => list.codes.filter(isValid).map(({ code }) => code)));
  const file = manifest.files.find(({ path }) => path === cube.path);
  const method = sheet.measure.kind === 'share' ? 'wilson' : 'byar';
  const gates = manifest.gates.filter(({ subject }) => subject.includes(String(choice.year)));
  const accepted = acceptedFor(source, sheet.code, [choice.year]);
  return html`<details id="how" class="how"><summary>${texts.how}</summary>
<p id="how-sum">${howSentence(drawing, choice, slice)}</p>
<p${said.language !== language && html` lang="${said.language}"`}>${said.texts.method}</p>
<ul>${figures.hasIntervals && html`<li>${fill(texts.howInterval, { method: texts[method], source: SOURCES[method] })}</li>`}${figures.hasStandardised && html`<li>${texts.howStd}</li>`}
${codes.size > 0 && html`<li><a href="sheet/index.html#codes">${fill(texts.howCodes, { n: number(codes.size), year: choice.year })}</a></li>`}
<li>${fill(texts.howMap, { vintage: cube.vintage })}</li>
<li>${fill(texts.howInputs, { n: number(inputs.length), hash: '' })}<code>${cube.fingerprint.inputs}</code></li>
<li>${fill(texts.howRun, { run: cube.run, hash: cube.catalogue.slice(0, 16) })}</li>
<li>${fill(texts.howFirst, { release: cube.release })}</li>
<li>${fill(texts.howFile, { path: cube.path, hash: '' })}<code>${file?.sha256 ?? ''}</code></li>
<li>${fill(texts.howGates, { n: number(gates.length) })}</li>${accepted.map(({ gate, subject, reason }) => html`<li>${fill(texts.howAccepted, { gate, subject, reason: reason ?? '' })}</li>`)}</ul>
<p>${texts.howCommand}</p><pre><code id="how-command">${howCommand(drawing, choice)}</code></pre></details>`;
}
