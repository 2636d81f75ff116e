/**
 * What a reader may take along: files of the indicator, the statement behind the table, the
 * citation.
 */
import type { IndicatorFigures } from '../read/read-figures.ts';
import { html, type Markup } from './html.ts';
import { type PageContext, writeCitation } from './page.ts';
import type { IndicatorView } from './view.ts';

/** Links to the files of the indicator; buttons appear with the script. */
export function drawDownloads({ texts }: PageContext, figures: IndicatorFigures, view: IndicatorView): Markup {
  const api = `../../api/v1/${view.code}`;
  const newest = figures.years.at(-1);
  return html`<section class="data"><h2>${texts.data}</h2>
<p class="buttons" id="buttons" hidden><button type="button" id="csv">${texts.downloadView}</button> <button type="button" id="svg">${texts.downloadMap}</button> <button type="button" id="png">${texts.downloadPng}</button> <button type="button" id="link">${texts.copyLink}</button> <button type="button" id="print">${texts.print}</button></p>
<ul class="files"><li><a href="${api}.csv" download>CSV</a></li><li><a href="${api}.json" download>JSON-stat</a></li>${figures.years.map((year) => html`<li><a href="${api}/${year}.parquet" download>Parquet ${year}</a></li>`)}<li><a href="embed/index.html">${texts.embed}</a></li></ul>
<details><summary>${texts.sql}</summary><p class="note">${texts.sqlNote}</p><pre><code id="sql">${writeSql(view, newest ?? 0)}</code></pre></details></section>`;
}

/** The statement that returns the table of a view. */
function writeSql(view: IndicatorView, year: number): string {
  const groups = view.dimensions.map(({ name }) => `\n  AND ${name} = 'total'`).join('');
  return `SELECT area_name.name, cube.*
FROM ${view.code} AS cube
JOIN area_name USING (ref_area)
WHERE time_period = ${year}
  AND area_level = '${view.levels.at(-1) ?? 'country'}'${groups}
  AND area_name.language = '${view.language === 'nl' ? 'nl' : 'fr'}'
ORDER BY obs_value DESC NULLS LAST`;
}

/** Citation, licence and contact as far as they are declared. */
export function drawCitation(context: PageContext, view: IndicatorView): Markup {
  const { texts, source, language } = context;
  const contact = source.publisher?.contact(language) ?? null;
  return html`<section class="citation"><h2>${texts.citation}</h2><p>${writeCitation(context, view.title, view.code)}</p>${drawLicence(context)}${contact !== null && html`<p>${texts.contact}: ${contact}</p>`}</section>`;
}

/** The licence, or that there is none. */
export function drawLicence({ texts, licence }: PageContext): Markup {
  if (licence === null) return html`<p>${texts.noLicence}</p>`;
  return /^https?:/.test(licence)
    ? html`<p>${texts.licence}: <a href="${licence}">${licence}</a></p>`
    : html`<p>${texts.licence}: ${licence}</p>`;
}
