/**
 * The report on a delivery as one self-contained page with small charts, to be passed on: no
 * script, no file beside it.
 */
import type { Compared, DeliveryReport, SourceReport } from '../refresh/index.ts';
import { changeOf, percent } from './print-delivery.ts';

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}
table{border-collapse:collapse;margin:1rem 0;font-size:14px}th,td{border-bottom:1px solid #ddd;padding:.2rem .7rem;text-align:left}
td.n{text-align:right;font-variant-numeric:tabular-nums}.fail{color:#a40000;font-weight:600}.warning,.accepted{color:#8a5a00}
figure{display:inline-block;margin:1rem 2rem 1rem 0;vertical-align:top}figcaption{font-size:13px}svg text{font:10px system-ui,sans-serif}
@media print{body{margin:0}}`;

/** HTML in English; every text of the delivery is escaped. */
export function printDeliveryPage(report: DeliveryReport): string {
  const { years, sources, problems, gates, inventory } = report;
  const title = `Delivery of ${years.map(({ year }) => year).join(', ')}`;
  const synthetic = years.some((one) => one.synthetic === true);
  const others = inventory.filter(({ use }) => use !== 'read');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body>
<h1>${escapeHtml(title)}</h1>
${synthetic ? '<p><strong>Synthetic data: invented people and claims.</strong></p>' : ''}
<h2>Problems</h2>
${problems.length === 0 ? '<p>None.</p>' : `<ul>${problems.map((one) => `<li class="fail">${escapeHtml(one)}</li>`).join('')}</ul>`}
<h2>Checks and gates</h2>
${table(
  ['Outcome', 'Check or gate', 'Of', 'Finding'],
  gates.map(({ gate, subject, outcome, message }) => [
    `<span class="${outcome}">${outcome}</span>`,
    ...[gate, subject, message].map(escapeHtml),
  ]),
)}
${sources.map(printSource).join('\n')}
<h2>Files that are not read</h2>
${
  others.length === 0
    ? '<p>None.</p>'
    : table(
        ['Source', 'Year', 'Use', 'File'],
        others.map(({ source, year, use, path }) => [source, String(year), use, path].map(escapeHtml)),
      )
}
<p>Counts of 1 to 4 are left out.</p>
</body>
</html>
`;
}

function printSource({ source, year, files, rows, persons, columns, breakdowns }: SourceReport): string {
  const counts = [
    ['Files', String(files), ''],
    ['Rows', count(rows), changeOf(rows)],
  ];
  if (persons !== null) counts.push(['Persons', count(persons), changeOf(persons)]);
  return `<section>
<h2>${escapeHtml(source)} ${year}</h2>
${table(['', String(year), `since ${year - 1}`], counts)}
${breakdowns.map(({ by, members }) => chart(`Rows by ${by}: ${year} (dark) and ${year - 1}`, members)).join('')}
${table(
  ['Column', 'Read from', 'Type', 'Delivered as', 'Filled', 'Outside domain'],
  columns.map((one) =>
    [
      one.column,
      one.from ?? '(constant)',
      one.type,
      one.delivered.join(', ') || '(not delivered)',
      percent(one.filled),
      percent(one.outside),
    ].map(escapeHtml),
  ),
)}
</section>`;
}

/** Two bars a member: the year, and the year before it. */
function chart(title: string, members: readonly (Compared & { readonly member: string })[]): string {
  const [height, width] = [90, 26];
  const most = Math.max(1, ...members.flatMap(({ count: now, before }) => [now ?? 0, before ?? 0]));
  const bars = members.map((one, i) => {
    const bar = (value: number | null, x: number, fill: string) => {
      const tall = ((value ?? 0) / most) * height;
      return `<rect x="${i * width + x}" y="${(height - tall).toFixed(1)}" width="10" height="${tall.toFixed(1)}" fill="${fill}"/>`;
    };
    const label = `<text x="${i * width + 12}" y="${height + 12}" text-anchor="middle">${escapeHtml(one.member)}</text>`;
    return `<g><title>${escapeHtml(one.member)}: ${count(one)} ${changeOf(one)}</title>${bar(one.before, 1, '#bbb')}${bar(one.count, 12, '#2b5c8a')}${label}</g>`;
  });
  return `<figure><figcaption>${escapeHtml(title)}</figcaption><svg role="img" aria-label="${escapeHtml(title)}" width="${members.length * width + 4}" height="${height + 18}">${bars.join('')}</svg></figure>`;
}

/** Cells are HTML already. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) =>
    row.map((cell) => `<td${/^[-+]?[\d.,]+( %)?$/.test(cell) ? ' class="n"' : ''}>${cell}</td>`).join('');
  return `<table><thead><tr>${head.map((one) => `<th>${escapeHtml(one)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table>`;
}

function count({ count: value }: Compared): string {
  return value?.toLocaleString('en-GB') ?? 'fewer than 5';
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
