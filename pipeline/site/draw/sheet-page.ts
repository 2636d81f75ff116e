/**
 * The whole description of an indicator: definition, calculation, codes with their dates,
 * interpretation.
 */
import { LANGUAGES, type Language, type Sheet, type SheetCode } from '../../sheet/index.ts';
import { fill } from '../texts/fill.ts';
import { html, type Markup } from './html.ts';
import { sheetTexts } from './indicator-view.ts';
import { drawPage, type PageContext, printDay } from './page.ts';

/** Draws the sheet; one that is not in the language of the page is in French and marked so. */
export function drawSheetPage(context: PageContext, sheet: Sheet, codes: ReadonlySet<string>): string {
  const { texts, language } = context;
  const { texts: said, language: own } = sheetTexts({ sheet }, language);
  const row = (name: string, value: Markup | string | false) =>
    value === false || value === '' ? html`` : html`<dt>${name}</dt><dd>${value}</dd>`;
  const list = (items: readonly string[]): Markup | false =>
    items.length > 0 && html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  const equivalents = said.equivalents.map(({ name, label }) =>
    codes.has(name)
      ? html`<li><a href="../../${name}/index.html">${label}</a> (${name})</li>`
      : html`<li>${label} (${name})</li>`,
  );
  const body = html`<p><a href="../index.html">← ${said.title}</a></p><h1${own !== language && html` lang="${own}"`}>${said.title}</h1>
${own !== language && html`<p class="notice">${texts.fallback}</p>`}
<div${own !== language && html` lang="${own}"`}>${said.illustrative !== undefined && html`<p class="notice">${said.illustrative}</p>`}<dl class="sheet">${row(texts.definition, said.description)}${row(texts.calculation, said.method)}${row(texts.unit, said.unit)}${row(texts.code, said.formerly ? `${sheet.code} (${said.formerly})` : sheet.code)}${row(texts.status, said.status)}${row(texts.levels, said.levels.join(', '))}${row(texts.dimensions, said.dimensions.join(', '))}${row(texts.interpretations, list(said.interpretations))}${row(texts.remarks, list(said.remarks))}${row(texts.update, said.update)}${row(texts.availableFrom, String(sheet.available_from))}${row(texts.metadataDate, printDay(sheet.metadata_date, language))}${row(texts.sourceVariables, list(said.source_variables.map(({ name, label }) => `${label} (${name})`)))}${row(texts.equivalents, equivalents.length > 0 && html`<ul>${equivalents}</ul>`)}</dl></div>
<section id="codes">${sheet.code_lists.map((one, i) => drawCodes(context, one.codes, said.code_lists[i]?.label ?? one.name, said.code_lists[i]?.confidence ?? null, LANGUAGES[own]))}</section>`;
  return drawPage(context, {
    path: `${sheet.code}/sheet/index.html`,
    title: said.title,
    description: said.description,
    body,
    kind: 'sheet',
  });
}

/** Draws the page of a code that an indicator had before: where its figures are now. */
export function drawFormerPage(context: PageContext, sheet: Sheet, former: string): string {
  const { texts: said } = sheetTexts({ sheet }, context.language);
  return drawPage(context, {
    path: `${former}/index.html`,
    title: former,
    description: said.title,
    body: html`<h1>${former}</h1><p><a href="../${sheet.code}/index.html">${said.title} (${sheet.code})</a>: ${said.formerly ?? ''}</p>`,
    kind: 'sheet',
  });
}

function drawCodes(
  { texts }: PageContext,
  codes: readonly SheetCode[],
  label: string,
  confidence: string | null,
  words: Language | undefined,
): Markup {
  return html`<h2>${texts.codes}: ${label}</h2>${confidence !== null && html`<p class="note">${confidence}</p>`}
<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table class="figures"><caption>${label}</caption><thead><tr><th scope="col">${texts.code}</th><th scope="col">${texts.codeLabel}</th><th scope="col">${texts.validity}</th></tr></thead><tbody>${codes.map(
    ({ code, label: meaning, valid_from, valid_to, confidence: sourced }) =>
      html`<tr><th scope="row">${code}</th><td>${meaning ?? ''}${sourced !== null && sourced !== 'label' && html` <span class="quiet">${words?.meaning[sourced] ?? ''}</span>`}</td><td>${printValidity(texts, valid_from, valid_to)}</td></tr>`,
  )}</tbody></table></div>`;
}

function printValidity(texts: PageContext['texts'], from: string | null, to: string | null): string {
  if (from === null && to === null) return texts.always;
  return [from !== null && fill(texts.from, { from }), to !== null && fill(texts.until, { to })]
    .filter(Boolean)
    .join(' ');
}
