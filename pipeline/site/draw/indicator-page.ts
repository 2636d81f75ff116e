/** The page of an indicator: map, panel, tables, plots, data, method; complete without a script. */
import type { IndicatorFigures } from '../read/read-figures.ts';
import { areasAt, countLevel, type LevelCount, referenceOf, TOTAL } from '../shape/figures.ts';
import { formatNumber } from '../shape/format.ts';
import type { MapPaths } from '../shape/geometry.ts';
import { fill } from '../texts/fill.ts';
import { drawControls } from './controls.ts';
import { drawCitation, drawDownloads } from './data-section.ts';
import { describeDataset } from './dataset.ts';
import { drawHow } from './how.ts';
import { html, type Markup } from './html.ts';
import { defaultChoice, sheetTexts } from './indicator-view.ts';
import { drawLegend } from './legend.ts';
import { drawAreas, HATCH } from './map.ts';
import { drawPage, type PageContext } from './page.ts';
import { drawPanel, printLimits } from './panel.ts';
import { drawCaterpillar, drawFunnel } from './plots.ts';
import { rankingLead } from './ranking-lead.ts';
import { drawTable } from './table.ts';
import { type Choice, type Drawing, drawIllustrative, type IndicatorView, printWithUnit } from './view.ts';

/**
 * Draws the page of an indicator in a language. `paths` is null where the release has no
 * boundaries.
 */
export function drawIndicatorPage(
  context: PageContext,
  figures: IndicatorFigures,
  view: IndicatorView,
  paths: MapPaths | null,
): string {
  const { texts, index, language } = context;
  const drawing: Drawing = { view, index, texts, root: '../' };
  const choice = defaultChoice(figures, index);
  const slice = figures.slice(choice.year);
  const said = sheetTexts(figures, language);
  const counts = view.levels.map((level) => countLevel(index, slice, level));
  const areas = areasAt(index, choice.level);
  const path = `${view.code}/index.html`;
  const body = html`${HATCH}<h1${said.language !== language && html` lang="${said.language}"`}>${view.title}</h1>
<p class="lead"${said.language !== language && html` lang="${said.language}"`}>${said.texts.description}</p>
${drawIllustrative(view)}<p class="headline">${headline(drawing, choice, figures)}</p>
${drawControls(drawing, choice, counts)}
<p id="unknown" class="notice" hidden></p>
<div class="main"><section class="picture" aria-label="${texts.level}">
<figure id="map">${paths === null ? html`<p class="notice">${texts.noMap}</p>` : drawAreas(drawing, paths, slice, choice)}</figure>
<div id="legend">${drawLegend(drawing, slice, choice)}</div>
<div id="level-why">${drawLevelWhy(drawing, choice, counts)}</div>
${drawSuppressionWhy(drawing, figures)}
</section>
<section id="panel" class="panel" aria-live="polite">${drawPanel(drawing, choice, (year, group) => figures.slice(year, group))}</section></div>
${drawHow(context, figures, drawing, choice)}
<section class="tables"><h2 id="ranking-title">${fill(texts.ranking, { level: texts[choice.level], year: choice.year })}</h2>
<p id="ranking-lead" class="note">${rankingLead(drawing, counts, choice.level)}</p>
${view.hasIntervals && html`<p class="note">${texts.rankNote}</p>`}
<div class="scroll tall" tabindex="0" role="region" aria-labelledby="ranking-title">${drawTable(drawing, { slice, areas, show: 'value', sort: 'value', caption: `${view.title}, ${texts[choice.level]}, ${choice.year}, ${texts.everybody}`, id: 'ranking' })}</div>
${choice.level === 'municipality' || choice.level === 'arrondissement' ? drawCoarser(drawing, figures, choice) : html``}</section>
<section id="sectors" class="scroll" tabindex="0" role="region" aria-label="${texts.sector}" hidden></section>
${drawPlots(drawing, choice, slice, areas)}
${drawDownloads(context, figures, view)}
${drawCitation(context, view)}
<section><h2>${texts.method}</h2><p${said.language !== language && html` lang="${said.language}"`}>${said.texts.method}</p><p><a href="sheet/index.html">${texts.sheet}</a></p></section>`;
  const config = {
    page: 'indicator',
    view,
    choice,
    root: '../../',
    isSynthetic: context.source.isSynthetic,
    changes: changesOf(context, view.code),
  };
  return drawPage(context, {
    path,
    title: view.title,
    description: said.texts.description,
    body,
    kind: 'indicator',
    config,
    data: [`data/common-${language}.js`, `data/${view.code}/total.js`],
    linked: describeDataset(context, figures, view),
  });
}

/** `Belgium, 2023: 1.20 % (95%: 1.18 – 1.22). 564 of 565 municipalities show a figure.` */
function headline(drawing: Drawing, choice: Choice, figures: IndicatorFigures): Markup {
  const { index, texts, view } = drawing;
  const slice = figures.slice(choice.year);
  const [value, lower, upper] = [slice.v[0] ?? null, slice.lo?.[0] ?? null, slice.hi?.[0] ?? null];
  const limits = lower === null || upper === null ? '' : ` (${printLimits(drawing, lower, upper)})`;
  const said =
    value === null
      ? texts.suppressed
      : `${printWithUnit(drawing, value)}${view.unit === '%' ? '' : ` ${view.unit}`}${limits}`;
  const first = figures.years[0];
  const before = first === undefined || first === choice.year ? null : (figures.slice(first).v[0] ?? null);
  return html`${index.names[0] ?? ''}, ${choice.year} <b>${said}</b>${before !== null && html` <span class="quiet">${first} ${printWithUnit(drawing, before)}</span>`}`;
}

/** Why the map does not show a finer level. */
function drawLevelWhy(drawing: Drawing, { level }: Choice, counts: readonly LevelCount[]): Markup {
  const { texts, view } = drawing;
  const finer = counts[counts.findIndex((one) => one.level === level) + 1];
  if (finer === undefined || finer.areas === 0 || finer.suppressed === 0) return html``;
  const number = (value: number) => formatNumber(value, view.language);
  const said = fill(texts.levelWhy, {
    shown: texts[level],
    finer: texts[finer.level],
    suppressed: number(finer.suppressed),
    areas: number(finer.areas),
    zero: number(finer.shown - finer.positive),
  });
  return html`<p class="note">${said}</p>`;
}

/** The explanation that stands wherever something may be suppressed. */
function drawSuppressionWhy({ texts, view }: Drawing, { sectors }: IndicatorFigures): Markup {
  const number = (value: number) => formatNumber(value, view.language);
  const onSectors =
    sectors === null
      ? null
      : fill(texts.unpublishedSectors, { shown: number(sectors.shown), areas: number(sectors.areas) });
  return html`<details class="why" id="suppression"><summary>${texts.suppressedTitle}</summary><p>${fill(texts.suppressedText, { threshold: view.threshold ?? '' })}</p>${onSectors !== null && html`<p>${onSectors}</p>`}</details>`;
}

/** Country, regions and provinces, which are few and have a figure almost always. */
function drawCoarser(drawing: Drawing, figures: IndicatorFigures, { year }: Choice): Markup {
  const { index, texts, view } = drawing;
  const caption = fill(texts.coarser, { year });
  const areas = index.levels.flatMap((level, area) =>
    ['country', 'region', 'province'].includes(level) && view.levels.includes(level) ? [area] : [],
  );
  const table = drawTable(drawing, { slice: figures.slice(year), areas, show: 'value', sort: 'value', caption });
  return html`<details><summary>${caption}</summary><div class="scroll" tabindex="0" role="region" aria-label="${caption}">${table}</div></details>`;
}

function drawPlots(
  drawing: Drawing,
  choice: Choice,
  slice: Parameters<typeof drawCaterpillar>[1]['slice'],
  areas: readonly number[],
): Markup {
  const { texts, view, index } = drawing;
  if (!view.hasIntervals) return html``;
  const comparator = referenceOf(index, choice.reference, choice.area);
  const area = index.names[comparator] ?? '';
  const [caterpillar, funnel] = [fill(texts.caterpillar, { area }), fill(texts.funnel, { area })];
  const request = {
    slice,
    areas,
    show: choice.show,
    reference: slice.v[comparator] ?? null,
    selected: choice.area,
  };
  return html`<section class="plots"><h2>${texts.plots}</h2><div class="two">
<figure><div id="caterpillar">${drawCaterpillar(drawing, { ...request, label: caterpillar })}</div><figcaption>${caterpillar}</figcaption></figure>
${view.kind === 'share' ? html`<figure><div id="funnel">${drawFunnel(drawing, { ...request, label: funnel })}</div><figcaption>${funnel}</figcaption></figure>` : html`<p class="note">${texts.noFunnel}</p>`}</div></section>`;
}

/**
 * Values of the previous release, by year, then `area group`: what the browser says beside a
 * changed figure.
 */
function changesOf({ source, index }: PageContext, code: string) {
  const { from, cells } = source.changes;
  if (from === null) return null;
  const at = new Map(index.codes.map((one, i) => [one, i]));
  const years = cells
    .filter((one) => one.code === code)
    .map(({ year, rows, keys }) => {
      const entries = rows.flatMap((row) => {
        const area = at.get(String(row[1]));
        const members = row.slice(2, keys.length).map(String);
        const group = members.every((member) => member === TOTAL) ? TOTAL : members.join('|');
        return area === undefined ? [] : [[`${area} ${group}`, row[keys.length]] as const];
      });
      return [year, Object.fromEntries(entries)] as const;
    });
  return years.length === 0 ? null : { from, years: Object.fromEntries(years) };
}
