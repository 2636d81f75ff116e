/**
 * The page of an indicator: controls, map, panel, table and plots follow one choice, which the
 * address says.
 */
import { howCommand, howSentence } from '../draw/how-sentence.ts';
import { html } from '../draw/html.ts';
import { drawLegend } from '../draw/legend.ts';
import { drawPanel } from '../draw/panel.ts';
import { drawCaterpillar, drawFunnel } from '../draw/plots.ts';
import { rankingLead } from '../draw/ranking-lead.ts';
import { drawSectors } from '../draw/sectors.ts';
import { type Choice, type Drawing, type IndicatorView, nameGroup, nameReference, printValue } from '../draw/view.ts';
import { areasAt, countLevel, type MapLevel, referenceOf, type Slice, shownOf, TOTAL } from '../shape/figures.ts';
import { fill } from '../texts/fill.ts';
import { Figures } from './figures.ts';
import { AtlasMap } from './map.ts';
import { common, find, offerAreas, saveFile } from './page.ts';
import { readAddress, type Sort, type Viewed, writeAddress } from './permalink.ts';
import { toPng, writePicture } from './picture.ts';
import { updateRanking, writeCsv } from './ranking.ts';

export interface IndicatorConfig {
  readonly page: 'indicator';
  readonly view: IndicatorView;
  readonly choice: Choice;
  readonly root: string;
  readonly isSynthetic: boolean;
  /** Values of the previous release by year, then `area group`. */
  readonly changes: {
    readonly from: string;
    readonly years: Readonly<Record<string, Readonly<Record<string, number>>>>;
  } | null;
}

/** Starts the page. */
export function startIndicator(config: IndicatorConfig): void {
  const { view, root } = config;
  const { index, texts } = common();
  const drawing: Drawing = { view, index, texts, root: '../' };
  const initial: Viewed = { ...config.choice, sort: 'value' };
  const figures = new Figures(root, view.code, view.per);
  let viewed = initial;
  const initialWhy = find('level-why')?.innerHTML ?? '';
  const map = AtlasMap.of(drawing, root, initial.level, (area) => change({ area }));
  const sliceOf = (year: number, group: string) => figures.slice(year, group);

  /** Takes what the address says. */
  const follow = () => {
    const { viewed: read, unknown } = readAddress(location.search, view, index, initial);
    viewed = read;
    const notice = find('unknown');
    if (notice !== null) {
      notice.hidden = unknown.length === 0;
      notice.textContent = unknown.length === 0 ? '' : fill(texts.notFound, { what: unknown.join(', ') });
    }
    showControls(viewed, drawing);
    void render();
  };

  function change(what: Partial<Viewed>): void {
    const isNewArea = what.area !== undefined && what.area !== viewed.area;
    viewed = { ...viewed, ...what };
    const address = writeAddress(viewed, view, index, initial);
    if (isNewArea) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    showControls(viewed, drawing);
    void render();
  }

  async function render(): Promise<void> {
    const now = viewed;
    if (now.group !== TOTAL) await figures.loadGroups([now.year]);
    const slice = figures.slice(now.year, now.group);
    if (slice === undefined || now !== viewed) return;
    await map?.paint(now, slice);
    if (now !== viewed) return;
    setMarkup('legend', drawLegend(drawing, slice, now).markup);
    void drawSectorsOf(now);
    drawRest(now);
    // What is far down the page waits until what is looked at is there.
    setTimeout(() => {
      if (now === viewed) drawBelow(now, slice);
    });
    if (view.dimensions.length > 0) {
      await figures.loadGroups(now.group === TOTAL ? [now.year] : view.years);
      if (now === viewed) drawRest(now);
    }
  }

  /** The sectors of the chosen municipality, where they show a figure. */
  async function drawSectorsOf(now: Viewed): Promise<void> {
    const section = find('sectors');
    if (section === null) return;
    const code = index.codes[now.area] ?? '';
    const isShown = view.sectors.municipalities.includes(code);
    section.hidden = !isShown;
    if (!isShown) return;
    const found = await figures.loadSectors(code);
    const arrondissement = index.codes[index.parents[now.area] ?? -1] ?? '';
    const paths = view.sectors.drawn.includes(code) ? await figures.loadSectorPaths(arrondissement, code) : undefined;
    if (now === viewed) setMarkup('sectors', drawSectors(drawing, now, found, paths).markup);
  }

  function drawRest(now: Viewed): void {
    setMarkup('panel', drawPanel(drawing, now, sliceOf).markup + changed(now));
  }

  /** What the figure was in the previous release. */
  function changed({ year, group, area }: Viewed): string {
    const before = config.changes?.years[year]?.[`${area} ${group}`];
    if (before === undefined) return '';
    const said = fill(texts.changedWas, { before: printValue(drawing, before), release: config.changes?.from ?? '' });
    return `<p class="notice">${said}</p>`;
  }

  const captionOf = ({ level, year, group }: Viewed) =>
    `${view.title}, ${texts[level]}, ${year}, ${nameGroup(drawing, group)}`;

  function drawBelow(now: Viewed, slice: Slice): void {
    const level = texts[now.level];
    const count = countLevel(index, slice, now.level);
    setText('ranking-title', fill(texts.ranking, { level, year: now.year }));
    setText('ranking-lead', rankingLead(drawing, [count], now.level));
    updateRanking(drawing, now, slice, captionOf(now));
    setText('how-sum', howSentence(drawing, now, slice));
    setText('how-command', howCommand(drawing, now));
    const isDefault = now.level === initial.level && now.year === initial.year && now.group === TOTAL;
    setMarkup(
      'level-why',
      count.shown > 0 ? (isDefault ? initialWhy : '') : html`<p class="notice">${texts.withheldText}</p>`.markup,
    );
    for (const option of document.querySelectorAll<HTMLOptionElement>('#level option')) {
      const one = option.value as MapLevel;
      const { areas, shown } = countLevel(index, slice, one);
      option.textContent = areas > 0 && shown === 0 ? fill(texts.withheldLevel, { level: texts[one] }) : texts[one];
    }
    const comparator = referenceOf(index, now.reference, now.area);
    const area = index.names[comparator] ?? '';
    const reference = shownOf(slice, comparator, now.show).value;
    const request = { slice, areas: areasAt(index, now.level), show: now.show, reference, selected: now.area };
    const [caterpillar, funnel] = [fill(texts.caterpillar, { area }), fill(texts.funnel, { area })];
    setMarkup('caterpillar', drawCaterpillar(drawing, { ...request, label: caterpillar }).markup);
    setMarkup('funnel', drawFunnel(drawing, { ...request, label: funnel }).markup);
    for (const [id, text] of [
      ['caterpillar', caterpillar],
      ['funnel', funnel],
    ] as const) {
      const said = find(id)?.parentElement?.querySelector('figcaption');
      if (said) said.textContent = text;
    }
  }

  listen(view, change, () => viewed);
  const search = find<HTMLInputElement>('find');
  if (search !== null) offerAreas(search, root, view.language, (area) => change({ area }));
  const source = `${view.code}, ${view.release}${config.isSynthetic ? `, ${texts.synthetic}` : ''}${view.illustrative === null ? '' : `. ${view.illustrative}`}`;
  const name = () => {
    const { year, level, group } = viewed;
    return [view.code, year, level, ...(group === TOTAL ? [] : group.split('|'))].join('-').replaceAll('+', '');
  };
  const picture = () => {
    const lines = [...document.querySelectorAll('#legend li')].map((item) => item.textContent ?? '');
    return writePicture(captionOf(viewed), lines, source);
  };
  onClick('csv', () => {
    const slice = figures.slice(viewed.year, viewed.group);
    if (slice !== undefined) saveFile(`${name()}.csv`, 'text/csv', writeCsv(drawing, viewed, slice, source));
  });
  onClick('svg', () => {
    const svg = picture();
    if (svg !== null) saveFile(`${name()}.svg`, 'image/svg+xml', svg);
  });
  onClick('png', () => {
    const svg = picture();
    if (svg !== null) void toPng(svg).then((png) => png !== null && saveFile(`${name()}.png`, 'image/png', png));
  });
  onClick('print', () => print());
  onClick('link', (button) => {
    const address = new URL(writeAddress(viewed, view, index, initial), location.href).href;
    void navigator.clipboard?.writeText(address).then(() => {
      button.textContent = texts.copied;
    });
  });
  for (const id of ['controls', 'buttons']) find(id)?.removeAttribute('hidden');
  addEventListener('popstate', follow);
  follow();
}

function setMarkup(id: string, markup: string): void {
  const element = find(id);
  if (element !== null) element.innerHTML = markup;
}

function setText(id: string, text: string): void {
  const element = find(id);
  if (element !== null) element.textContent = text;
}

function onClick(id: string, act: (button: HTMLElement) => void): void {
  const button = find(id);
  button?.addEventListener('click', () => act(button));
}

/** Brings the controls to what is chosen. */
function showControls(viewed: Viewed, { view, index, texts }: Drawing): void {
  const set = (id: string, value: string | number) => {
    const control = find<HTMLSelectElement>(id);
    if (control !== null) control.value = String(value);
  };
  set('year', view.years.indexOf(viewed.year));
  find('year')?.setAttribute('aria-valuetext', String(viewed.year));
  setText('year-shown', String(viewed.year));
  const members = viewed.group.split('|');
  for (const [i, { name }] of view.dimensions.entries())
    set(`d-${name}`, viewed.group === TOTAL ? TOTAL : (members[i] ?? TOTAL));
  set('level', viewed.level);
  set('show', viewed.show);
  set('colour', viewed.colour);
  set('confidence', viewed.confidence);
  set('with', viewed.reference);
  set('sort', viewed.sort);
  const row = find('confidence-row');
  if (row !== null) row.hidden = viewed.colour !== 'compare';
  const option = document.querySelector('#colour option[value="compare"]');
  if (option !== null)
    option.textContent = fill(texts.compareWith, { area: nameReference({ index, texts }, viewed.reference) });
}

/** Lets the controls change what is chosen. */
function listen(view: IndicatorView, change: (what: Partial<Viewed>) => void, current: () => Viewed): void {
  const on = (id: string, read: (value: string) => Partial<Viewed>, event = 'change') => {
    const control = find<HTMLSelectElement>(id);
    control?.addEventListener(event, () => change(read(control.value)));
  };
  on('year', (value) => ({ year: view.years[Number(value)] ?? current().year }), 'input');
  on('level', (value) => ({ level: value as MapLevel }));
  on('show', (value) => ({ show: value as Viewed['show'] }));
  on('colour', (value) => ({ colour: value as Viewed['colour'] }));
  on('confidence', (value) => ({ confidence: Number(value) as Viewed['confidence'] }));
  on('with', (value) => ({ reference: value === 'region' || value === 'province' ? value : Number(value) }));
  on('sort', (value) => ({ sort: value as Sort }));
  for (const [i, { name }] of view.dimensions.entries())
    on(`d-${name}`, (value) => {
      const { group } = current();
      const members = group === TOTAL ? view.dimensions.map(() => TOTAL) : group.split('|');
      members[i] = value;
      return { group: members.every((member) => member === TOTAL) ? TOTAL : members.join('|') };
    });
}
