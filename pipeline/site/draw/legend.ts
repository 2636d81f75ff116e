/** The legend of a map, and the class that an area is painted in. */
import { CLASSES, classOf } from '../shape/classes.ts';
import { compareArea } from '../shape/compare.ts';
import { areasAt, referenceOf, type Slice, shownOf, stateOf, TOTAL } from '../shape/figures.ts';
import { formatBreak } from '../shape/format.ts';
import { html, type Markup } from './html.ts';
import { type Choice, type Drawing, printSuppressed, VERDICTS } from './view.ts';

/**
 * Classes of `site.css`: c0 to c5 for values, below, same, above, q suppressed, m nobody, x no such
 * area.
 */
export function paintOf(
  { view, index }: Pick<Drawing, 'view' | 'index'>,
  slice: Slice,
  choice: Choice,
  area: number,
): string {
  const state = stateOf(slice, area);
  if (state === 'suppressed') return 'q';
  if (state === 'empty') return 'm';
  const { value } = shownOf(slice, area, choice.show);
  if (state === 'none' || value === null) return 'x';
  if (choice.colour === 'compare') {
    const reference = shownOf(slice, referenceOf(index, choice.reference, area), choice.show).value;
    if (reference === null) return 'x';
    const { confidence, show } = choice;
    const sharePer = view.kind === 'share' ? view.per : null;
    return compareArea(slice, area, { value: reference, confidence, show, sharePer }) ?? 'x';
  }
  return `c${classOf(value, breaksOf({ view }, choice))}`;
}

function breaksOf({ view }: Pick<Drawing, 'view'>, { colour, group, level }: Choice): readonly number[] {
  const breaks = view.breaks[group]?.[level] ?? view.breaks[TOTAL]?.[level];
  return colour === 'compare' ? [] : (breaks?.[colour] ?? []);
}

/** What the colours of a map mean; signs that it does not use are left out. */
export function drawLegend(drawing: Drawing, slice: Slice, choice: Choice): Markup {
  const { view, texts, index } = drawing;
  const used = new Set(areasAt(index, choice.level).map((area) => paintOf(drawing, slice, choice, area)));
  const item = (paint: string, text: string) =>
    html`<li><svg class="key" viewBox="0 0 22 14" aria-hidden="true"><rect class="${paint}" width="22" height="14"/></svg>${text}</li>`;
  const items: Markup[] = [];
  if (choice.colour === 'compare') for (const verdict of VERDICTS) items.push(item(verdict, texts[verdict]));
  else {
    const breaks = breaksOf(drawing, choice);
    const said = breaks.map((limit) => formatBreak(limit, view.language));
    const unit = view.unit === '%' ? '\u00a0%' : '';
    if (used.has('c0')) items.push(item('c0', `${texts.zero}${unit}`));
    for (let i = 0; i <= breaks.length; i += 1) {
      const paint = `c${1 + Math.round((i * (CLASSES - 1)) / Math.max(breaks.length, 1))}`;
      if (breaks.length === 0) items.push(item(paint, `> ${texts.zero}${unit}`));
      else if (i === 0) items.push(item(paint, `< ${said[0]}${unit}`));
      else if (i === breaks.length) items.push(item(paint, `≥ ${said.at(-1)}${unit}`));
      else items.push(item(paint, `${said[i - 1]} – ${said[i]}${unit}`));
    }
  }
  if (used.has('q')) items.push(item('q', `${texts.suppressed} (${printSuppressed(drawing)})`));
  if (used.has('m')) items.push(item('m', texts.empty));
  if (used.has('x')) items.push(item('x', texts.noValue));
  return html`<ul class="legend">${items}</ul>`;
}
