/** The controls of an indicator: they appear with the script, which is what they need. */
import { CONFIDENCES } from '../shape/compare.ts';
import type { LevelCount } from '../shape/figures.ts';
import { fill } from '../texts/fill.ts';
import { html, type Markup } from './html.ts';
import { type Choice, type Drawing, nameReference } from './view.ts';

/** A form that is hidden until the script shows it. */
export function drawControls({ view, texts, index }: Drawing, choice: Choice, counts: readonly LevelCount[]): Markup {
  const [first, last] = [view.years[0] ?? 0, view.years.at(-1) ?? 0];
  const option = (value: string | number, text: string, isChosen = false) =>
    html`<option value="${value}"${isChosen && html` selected`}>${text}</option>`;
  const levels = view.levels.map((level) => {
    const count = counts.find((one) => one.level === level);
    const isWithheld = count !== undefined && count.areas > 0 && count.shown === 0;
    const name = isWithheld ? fill(texts.withheldLevel, { level: texts[level] }) : texts[level];
    return option(level, name, level === choice.level);
  });
  const references = index.levels.flatMap((level, area) =>
    ['country', 'region', 'province'].includes(level) && view.levels.includes(level) ? [area] : [],
  );
  const ofEach = (['region', 'province'] as const).filter((level) => view.levels.includes(level));
  return html`<form id="controls" class="controls" hidden>
<p class="slider"><label for="year">${texts.year} <output id="year-shown" for="year">${choice.year}</output></label><input id="year" type="range" min="0" max="${view.years.length - 1}" step="1" value="${view.years.length - 1}" aria-valuetext="${choice.year}"${first === last && html` disabled`}></p>
${view.dimensions.map(
  ({ name, label, members }) =>
    html`<p><label for="d-${name}">${label}</label><select id="d-${name}" data-dimension="${name}">${option('total', texts.total)}${members.map((member) => option(member.name, member.label))}</select></p>`,
)}
<p><label for="level">${texts.level}</label><select id="level">${levels}</select></p>
${view.hasStandardised && html`<p><label for="show">${texts.show}</label><select id="show">${option('value', texts.value)}${option('std', texts.std)}</select></p>`}
<p><label for="colour">${texts.colour}</label><select id="colour">${option('quantiles', texts.quantiles)}${option('steps', texts.steps)}${view.hasIntervals && option('compare', fill(texts.compareWith, { area: nameReference({ index, texts }, choice.reference) }))}</select></p>
${view.kind === 'share' && view.hasIntervals && html`<p id="confidence-row" hidden><label for="confidence">${texts.confidence}</label><select id="confidence">${CONFIDENCES.map((one) => option(one, `${one} %`))}</select></p>`}
<p><label for="with">${texts.reference}</label><select id="with">${references.map((area) => option(area, index.names[area] ?? '', area === choice.reference))}${ofEach.map((level) => option(level, nameReference({ index, texts }, level)))}</select></p>
<p><label for="find">${texts.findArea}</label><input id="find" list="areas" autocomplete="off" placeholder="${texts.searchHint}"><datalist id="areas"></datalist></p>
<p><label for="sort">${texts.sortBy}</label><select id="sort">${option('value', texts.sortValue)}${view.hasStandardised && option('std', texts.sortStd)}${option('name', texts.sortName)}</select></p>
</form>`;
}
