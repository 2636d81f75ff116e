/**
 * JSON-stat 2.0 (json-stat.org): a dataset an indicator, its figures as one array over year, area,
 * dimensions and measure.
 */

import { join } from 'node:path';
import { noticesOf } from '../../sheet/index.ts';
import { type FigureRow, type FigureTable, namedAreas, readYear } from '../figure-table.ts';
import { type TextFile, writeText } from '../text-file.ts';
import { wordFor } from '../words.ts';
import { type ExportJob, perIndicator } from '../writer.ts';

interface Area {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
}

interface Axis {
  readonly id: string;
  readonly members: readonly string[];
  readonly at: ReadonlyMap<string, number>;
}

export const jsonStat = perIndicator(
  'json-stat',
  'JSON-stat 2.0',
  (code) => [`${code}.json`],
  async (job, table) => {
    const areas = await readAreas(job, table);
    const measures = await measuresOf(job, table);
    const axes = [
      axis('time_period', table.years.map(String)),
      axis(
        'ref_area',
        areas.map(({ code }) => code),
      ),
      ...table.sheet.dimensions.map(({ name, members }) => axis(name, ['total', ...members])),
      axis('measure', measures),
    ];
    await writeText(join(job.folder, `${table.code}.json`), async (file) => {
      const head = JSON.stringify(describe(job, table, axes, areas));
      file.write(`${head.slice(0, -1)},"value":[`);
      const statuses = await writeValues(file, job, table, axes);
      file.write(`],"status":{${statuses.join(',')}}}\n`);
    });
  },
);

function axis(id: string, members: readonly string[]): Axis {
  return { id, members, at: new Map(members.map((member, i) => [member, i])) };
}

/**
 * Year by year, each cell at its place; a combination that the cube does not have is null. Gives
 * what is to be said of cells without a value.
 */
async function writeValues(
  file: TextFile,
  { release }: ExportJob,
  table: FigureTable,
  [, ...inner]: readonly Axis[],
): Promise<string[]> {
  const measures = inner.at(-1)?.members ?? [];
  const keys = inner.slice(0, -1);
  const size = keys.reduce((product, { members }) => product * members.length, measures.length);
  const statuses: string[] = [];
  for (const [i, year] of table.years.entries()) {
    const values: (number | null)[] = new Array(size).fill(null);
    for (const row of await readYear(release, table, year)) {
      const cell = keys.reduce((place, key) => place * key.members.length + placeOf(key, row), 0) * measures.length;
      for (const [m, measure] of measures.entries()) {
        const value = row[measure] ?? null;
        if (value !== null) values[cell + m] = Number(value);
        // A value that is not there for another reason (no interval, no standardised value) has no
        // status.
        else if (row.obs_status !== 'A') statuses.push(`"${i * size + cell + m}":"${row.obs_status}"`);
      }
    }
    file.write(`${i === 0 ? '' : ','}${values.map((value) => (value === null ? 'null' : String(value))).join(',')}`);
  }
  return statuses;
}

function placeOf({ id, at }: Axis, row: FigureRow): number {
  const place = at.get(String(row[id]));
  if (place === undefined) throw new Error(`${id} has no member for a cell`);
  return place;
}

function describe({ release, words }: ExportJob, table: FigureTable, axes: readonly Axis[], areas: readonly Area[]) {
  const { code, texts, source, sheet, language } = table;
  const named = new Map(areas.map(({ code, name }) => [code, name]));
  const labelOf = (id: string, member: string) => {
    if (id === 'ref_area') return named.get(member) ?? member;
    return id === 'measure' ? wordFor(words.columns, member) : wordFor(words.members, member);
  };
  const dimension = axes.map(({ id, members }) => [
    id,
    {
      label: id === 'measure' ? words.measure : wordFor(words.columns, id),
      category: {
        index: members,
        label: Object.fromEntries(members.map((member) => [member, labelOf(id, member)])),
        ...(id === 'ref_area' && { child: childrenOf(areas) }),
        ...(id === 'measure' && { unit: Object.fromEntries(members.map((one) => [one, unitOf(one, texts.unit)])) }),
      },
    },
  ]);
  return {
    version: '2.0',
    class: 'dataset',
    label: texts.title,
    source,
    updated: release.manifest.created,
    note: [...noticesOf(texts), texts.description, texts.method].filter((text) => text !== ''),
    id: axes.map(({ id }) => id),
    size: axes.map(({ members }) => members.length),
    role: { time: ['time_period'], geo: ['ref_area'], metric: ['measure'] },
    dimension: Object.fromEntries(dimension),
    extension: {
      code,
      release: release.manifest.release,
      language,
      metadata_date: sheet.metadata_date,
      synthetic: sheet.synthetic === true,
      ...(sheet.illustrative && { illustrative: sheet.illustrative }),
      ...(texts.publisher !== null && { publisher: texts.publisher }),
      area_level: Object.fromEntries(areas.map(({ code, level }) => [code, level])),
      status: { label: words.obsStatus },
    },
  };
}

/**
 * JSON-stat asks for the decimals of every unit: how many places a figure is shown with; values are
 * as they are.
 */
function unitOf(measure: string, label: string): object {
  const isCount = measure === 'numerator' || measure === 'denominator';
  return { ...(measure === 'obs_value' && { label }), decimals: isCount ? 0 : 2 };
}

/** The areas below each that are shown themselves. */
function childrenOf(areas: readonly Area[]): Record<string, string[]> {
  const shown = new Set(areas.map(({ code }) => code));
  const children: Record<string, string[]> = {};
  for (const { code, parent } of areas) {
    if (parent === null || !shown.has(parent)) continue;
    children[parent] ??= [];
    children[parent].push(code);
  }
  return children;
}

/** Coarsest level first. */
async function readAreas({ release }: ExportJob, { relation, levels, language }: FigureTable): Promise<Area[]> {
  const rows =
    await release.engine.query(`SELECT DISTINCT shown.ref_area, shown.area_name, shown.area_level, area.parent
FROM ${relation} AS shown
LEFT JOIN ${namedAreas(language)} AS area ON area.ref_area = shown.ref_area
ORDER BY ALL`);
  const areas = rows.map((row) => ({
    code: String(row.ref_area),
    name: String(row.area_name),
    level: String(row.area_level),
    parent: row.parent === null ? null : String(row.parent),
  }));
  return levels.flatMap((level) => areas.filter((area) => area.level === level));
}

/** Numerator and value always; others where the indicator has them at all. */
async function measuresOf({ release }: ExportJob, { relation, columns }: FigureTable): Promise<string[]> {
  const names = columns.filter(({ role }) => role === 'figure').map(({ name }) => name);
  const [counted = {}] = await release.engine.query(
    `SELECT ${names.map((name) => `COUNT(${name}) AS ${name}`).join(', ')} FROM ${relation}`,
  );
  return names.filter((name) => ['numerator', 'obs_value'].includes(name) || Number(counted[name]) > 0);
}
