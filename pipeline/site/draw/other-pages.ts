/** Pages of data, of comparison, of a map to embed, and of the choice of a language. */
import type { IndicatorFigures } from '../read/read-figures.ts';
import { stateOf } from '../shape/figures.ts';
import type { MapPaths } from '../shape/geometry.ts';
import { fill } from '../texts/fill.ts';
import { type SiteLanguage, TEXTS } from '../texts/index.ts';
import { drawLicence } from './data-section.ts';
import type { IndicatorCard } from './home-page.ts';
import { html } from './html.ts';
import { defaultChoice } from './indicator-view.ts';
import { drawLegend } from './legend.ts';
import { drawAreas, HATCH } from './map.ts';
import { drawPage, type PageContext } from './page.ts';
import { type Drawing, drawIllustrative, type IndicatorView, printCell } from './view.ts';

/** All files that a reader may take along. */
export function drawDataPage(context: PageContext, cards: readonly IndicatorCard[]): string {
  const { texts, language, source } = context;
  const rows = cards.map(({ view }) => {
    const api = `../../api/v1/${view.code}`;
    return html`<tr><th scope="row"><a href="../${view.code}/index.html">${view.title}</a></th><td>${view.code}</td><td><a href="${api}.csv" download>CSV</a> · <a href="${api}.json" download>JSON-stat</a> · ${view.years.map((year) => html`<a href="${api}/${year}.parquet" download>Parquet ${year}</a> `)}</td></tr>`;
  });
  const body = html`<h1>${texts.dataPage}</h1><p class="lead">${texts.dataLead}</p>${drawLicence(context)}${source.isSynthetic && html`<p class="notice">${texts.syntheticBanner}</p>`}
<div class="scroll" tabindex="0" role="region" aria-label="${texts.dataPage}"><table class="figures"><caption>${texts.dataPage}</caption><thead><tr><th scope="col">${texts.indicator}</th><th scope="col">${texts.code}</th><th scope="col">${texts.download}</th></tr></thead><tbody>${rows}</tbody></table></div>
<p class="note">${texts.api} <a href="../../api/v1/index.json">api/v1/index.json</a> · <a href="../../dcat.jsonld">dcat.jsonld</a> · <a href="../../manifest.json">manifest.json</a></p>
<section><h2>${texts.sql}</h2><p class="note">${texts.sqlNote}</p><pre><code>SELECT * FROM total
JOIN area_name USING (ref_area)
WHERE area_level = 'province' AND language = '${language === 'nl' ? 'nl' : 'fr'}'</code></pre></section>`;
  return drawPage(context, {
    path: 'data/index.html',
    title: texts.dataPage,
    description: texts.dataLead,
    body,
    kind: 'data',
  });
}

/** Two to six areas, or two indicators: drawn by the script alone. */
export function drawComparePage(context: PageContext, cards: readonly IndicatorCard[]): string {
  const { texts, language } = context;
  const options = cards.map(({ view }) => html`<option value="${view.code}">${view.title} (${view.code})</option>`);
  const body = html`${HATCH}<h1>${texts.comparePage}</h1><p class="lead">${texts.compareLead}</p>
<noscript><p class="notice">${texts.needsScript}</p></noscript>
<form id="compare" class="controls" hidden><p><label for="first">${texts.indicator}</label><select id="first">${options}</select></p><p><label for="second">${texts.second}</label><select id="second"><option value="">${texts.noValue}</option>${options}</select></p><p><label for="add">${texts.add}</label><input id="add" list="areas" autocomplete="off" placeholder="${texts.searchHint}"><datalist id="areas"></datalist></p></form>
<p id="unknown" class="notice" hidden></p><ul id="chosen" class="chips"></ul><div id="comparison" aria-live="polite"></div>`;
  return drawPage(context, {
    path: 'compare/index.html',
    title: texts.comparePage,
    description: texts.compareLead,
    body,
    kind: 'compare',
    config: { page: 'compare', root: '../../', language, views: cards.map(({ view }) => ({ ...view, breaks: {} })) },
    data: [`data/common-${language}.js`],
  });
}

/** A map with its legend and source, to be shown inside other pages; it links to the whole page. */
export function drawEmbedPage(
  context: PageContext,
  figures: IndicatorFigures,
  view: IndicatorView,
  paths: MapPaths | null,
): string {
  const { texts, index, source } = context;
  const drawing: Drawing = { view, index, texts, root: '../../' };
  const choice = defaultChoice(figures, index);
  const slice = figures.slice(choice.year);
  const said = printCell(drawing, stateOf(slice, 0), slice.v[0] ?? null);
  const body = html`${HATCH}<h1><a href="../index.html" target="_blank" rel="noopener">${view.title}</a></h1>
<p class="note">${texts[choice.level]}, ${choice.year}. ${index.names[0] ?? ''}: ${said}</p>
<figure>${paths === null ? html`<p class="notice">${texts.noMap}</p>` : drawAreas(drawing, paths, slice, choice)}</figure>${drawLegend(drawing, slice, choice)}${drawIllustrative(view)}
<p class="note">${view.code}, ${source.publisher?.name(context.language) ?? texts.noPublisher}, ${source.manifest.release}</p>`;
  return drawPage(context, {
    path: `${view.code}/embed/index.html`,
    title: view.title,
    description: fill(texts.ranking, { level: texts[choice.level], year: choice.year }),
    body,
    kind: 'embed',
    isEmbedded: true,
  });
}

/** The first page of the site: a link for every language. */
export function drawLanguagePage(languages: readonly SiteLanguage[], isSynthetic: boolean): string {
  const page = html`<!doctype html>
<html lang="${languages[0] ?? 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${languages.map((language) => TEXTS[language].site).join(' · ')}</title>
<link rel="icon" href="logo.svg" type="image/svg+xml">
<link rel="stylesheet" href="site.css">
</head>
<body class="languages-page"><main id="content"><img src="logo.svg" alt="" width="72" height="72">
<h1>${TEXTS[languages[0] ?? 'en'].site}</h1>
<ul>${languages.map((language) => html`<li><a href="${language}/index.html" lang="${language}" hreflang="${language}"><b>${TEXTS[language].language}</b><span>${TEXTS[language].site}</span></a></li>`)}</ul>
${isSynthetic && languages.map((language) => html`<p class="banner" lang="${language}">${TEXTS[language].syntheticBanner}</p>`)}</main></body>
</html>
`;
  return page.markup;
}
