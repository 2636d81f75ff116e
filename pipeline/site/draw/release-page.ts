/**
 * The page of the release: what changed, what was accepted, how people are protected, inputs, how
 * to verify it.
 */
import { textsOf } from '../../export/index.ts';
import type { LevelDiff } from '../../release/index.ts';
import { MAP_LEVELS, type MapLevel } from '../shape/figures.ts';
import { formatNumber } from '../shape/format.ts';
import { fill } from '../texts/fill.ts';
import { html, type Markup } from './html.ts';
import { drawPage, type PageContext, printDay } from './page.ts';

/** Draws what the manifest and `changes.json` say. */
export function drawReleasePage(context: PageContext): string {
  const { texts, language, source } = context;
  const { manifest } = source;
  const lead = fill(texts.releaseLead, { release: manifest.release, date: printDay(manifest.created, language) });
  const accepted = manifest.accepted.map(
    ({ gate, subject, reason }) => html`<li>${fill(texts.howAccepted, { gate, subject, reason: reason ?? '' })}</li>`,
  );
  const policies = Object.entries(manifest.policy.disclosure).map(([entity, policy]) =>
    policy.kind === 'threshold'
      ? html`<li>${fill(texts.policyThreshold, { entity, threshold: policy.threshold })}</li>`
      : html`<li>${fill(texts.policyNone, { entity })}</li>`,
  );
  const inputs = [
    ...new Map(
      Object.values(manifest.inputs)
        .flat()
        .map((file) => [file.path, file]),
    ).values(),
  ];
  const body = html`<h1>${texts.releasePage}</h1><p class="lead">${lead}</p>
<section><h2>${source.changes.from === null ? texts.releasePage : fill(texts.changes, { release: source.changes.from })}</h2>${drawChanges(context)}</section>
<section><h2>${texts.accepted}</h2>${accepted.length === 0 ? html`<p>${texts.noneAccepted}</p>` : html`<ul>${accepted}</ul>`}</section>
<section id="policy"><h2>${texts.policy}</h2><ul>${policies}</ul><p>${fill(texts.suppressedText, { threshold: source.threshold ?? '' })}</p>${drawSuppression(context)}</section>
<section><h2>${texts.verify}</h2><p>${texts.verifyText}</p><pre><code>cubes verify ${manifest.release}</code></pre><p>manifest.json, SHA-256 <code>${source.manifestHash}</code>. <a href="../../manifest.json">manifest.json</a></p></section>
<section><h2>${texts.inputs}</h2><details><summary>${formatNumber(inputs.length, language)}</summary><div class="scroll" tabindex="0" role="region" aria-label="${texts.inputs}"><table class="figures"><caption>${texts.inputs}</caption><thead><tr><th scope="col">${texts.file}</th><th scope="col" class="num">${texts.bytes}</th><th scope="col">SHA-256</th></tr></thead><tbody>${inputs.map(({ path, bytes, sha256 }) => html`<tr><th scope="row">${path}</th><td class="num">${formatNumber(bytes, language)}</td><td><code>${sha256}</code></td></tr>`)}</tbody></table></div></details></section>`;
  return drawPage(context, {
    path: 'release/index.html',
    title: texts.releasePage,
    description: lead,
    body,
    kind: 'release',
  });
}

function drawChanges(context: PageContext): Markup {
  const { texts, language, source } = context;
  const { changes } = source;
  if (changes.from === null) return html`<p>${texts.firstRelease}</p>`;
  const items = (what: readonly { readonly code: string; readonly year: number }[]) =>
    what.map(({ code, year }) => `${titleOf(context, code)} ${year}`).join(', ');
  const number = (value: number) => formatNumber(value, language);
  const rows = changes.figures.filter(({ changed }) => changed > 0);
  const levelName = (level: string) =>
    MAP_LEVELS.includes(level as MapLevel) ? texts[level as MapLevel] : texts.sector;
  const largest = ({ largest: one }: LevelDiff) =>
    one === null
      ? ''
      : `${Object.values(one.cell).join(' ')}: ${texts.before} ${plain(one.before)}, ${texts.after} ${plain(one.after)}`;
  const plain = (value: number) => formatNumber(value, language, Number.isInteger(value) ? 0 : 2);
  const isNothing = rows.length + changes.added.length + changes.removed.length === 0;
  return html`${changes.added.length > 0 && html`<p>${fill(texts.added, { what: items(changes.added) })}</p>`}${changes.removed.length > 0 && html`<p>${fill(texts.removed, { what: items(changes.removed) })}</p>`}${isNothing && html`<p>${texts.noChanges}</p>`}${
    rows.length > 0 &&
    html`<div class="scroll" tabindex="0" role="region" aria-label="${texts.changedCells}"><table class="figures"><caption>${texts.changedCells}</caption><thead><tr><th scope="col">${texts.indicator}</th><th scope="col" class="num">${texts.year}</th><th scope="col">${texts.level}</th><th scope="col" class="num">${texts.changedCells}</th><th scope="col">max</th></tr></thead><tbody>${rows.map((one) => html`<tr><th scope="row"><a href="../${one.code}/index.html?year=${one.year}">${titleOf(context, one.code)}</a></th><td class="num">${one.year}</td><td>${levelName(one.level)}</td><td class="num">${number(one.changed)} / ${number(one.cells)}</td><td>${largest(one)}</td></tr>`)}</tbody></table></div>`
  }`;
}

function titleOf({ source, language }: PageContext, code: string): string {
  const sheet = source.sheets.find((one) => one.code === code);
  return sheet === undefined ? code : textsOf(sheet, language === 'de' ? 'fr' : language).title;
}

/** Cells by level and why they are suppressed, of all years. */
function drawSuppression({ texts, language, source }: PageContext): Markup {
  const number = (value: number) => formatNumber(value, language);
  const rows = source.manifest.suppression.flatMap(({ entity, year, levels }) =>
    levels.map(({ level, cells, sensitive, secondary, withheld }) => {
      const name = level === 'sector' ? texts.sector : texts[level];
      return html`<tr><th scope="row">${entity} ${year}</th><td>${name}</td><td class="num">${number(cells)}</td><td class="num">${number(sensitive)}</td><td class="num">${number(secondary)}</td><td class="num">${number(withheld)}</td></tr>`;
    }),
  );
  return html`<details><summary>${texts.suppression}</summary><div class="scroll" tabindex="0" role="region" aria-label="${texts.suppression}"><table class="figures"><caption>${texts.suppression}</caption><thead><tr><th scope="col">${texts.year}</th><th scope="col">${texts.level}</th><th scope="col" class="num">${texts.cells}</th><th scope="col" class="num">${texts.sensitive}</th><th scope="col" class="num">${texts.secondary}</th><th scope="col" class="num">${texts.withheld}</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}
