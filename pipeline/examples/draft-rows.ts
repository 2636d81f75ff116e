/** Rows of a draft: each column drawn by itself from its shape, areas from the reference. */
import type {
  Catalogue,
  CollectedVariable,
  ColumnCondition,
  Source,
  SourceColumn,
  TestRow,
} from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { printName, printText } from '../query/index.ts';
import { type ColumnShape, countLike, FEWEST_ROWS, freeNumbers, readShape } from './column-shape.ts';
import type { Draw } from './draw.ts';

export const MEMBERS = 6;
export const CLAIMS = 14;
const AREAS = 3;
/** Of the claims, how many bear a code, or a number, that the indicator looks for. */
const LOOKED_FOR = 0.7;
const ATTEMPTS = 50;

/** A drawer gives a value of its column, anew at each call. */
export type Drawers = Readonly<Record<string, () => string | null>>;

/** A row for each owner; a combination that a few rows of the delivery have is drawn again. */
export async function drawRows(
  engine: Engine,
  source: string,
  key: string,
  owners: readonly string[],
  drawers: Drawers,
): Promise<TestRow[]> {
  const rows: TestRow[] = [];
  for (const owner of owners) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const values = Object.fromEntries(Object.entries(drawers).map(([name, next]) => [name, next()]));
      const filled = Object.values(values).filter((value) => value !== null).length;
      // One value alone is frequent, or comes from the reference.
      const alike = filled < 2 ? 0 : await countLike(engine, source, values);
      if (alike > 0 && alike < FEWEST_ROWS) continue;
      rows.push({ [key]: owner, ...values });
      break;
    }
  }
  return rows;
}

/** People of a register: areas from the reference, everything else from the shape of its column. */
export async function registerDrawers(
  engine: Engine,
  draw: Draw,
  source: Source,
  key: string,
  units: readonly string[],
): Promise<Drawers> {
  const drawers: Record<string, () => string | null> = {};
  for (const column of Object.values(source.columns).filter(({ name }) => name !== key)) {
    const shape = await readShape(engine, source.name, column);
    // What a register says in letters is where somebody lives.
    drawers[column.name] =
      column.type === 'VARCHAR' ? draw.orEmpty(shape.empty, () => draw.one(units)) : byShape(draw, column, shape);
  }
  return drawers;
}

/**
 * Claims: the columns that the indicator reads, and no other, by the shape of the claims that bear
 * its codes.
 */
export async function eventDrawers(
  engine: Engine,
  draw: Draw,
  catalogue: Catalogue,
  source: Source,
  collected: readonly CollectedVariable[],
  key: string,
  year: number,
): Promise<Drawers> {
  const mine = collected.filter((variable) => variable.source === source.name);
  const codes = new Set(mine.flatMap((variable) => codesOf(catalogue, variable.codes)));
  const conditions = mine.flatMap(({ where }) => where);
  const summed = mine.flatMap(({ value }) => [
    value.column,
    ...(value.kind === 'sum' ? [value.since ?? []].flat() : []),
  ]);
  const wanted = new Set([
    source.date,
    ...(codes.size > 0 ? [source.code] : []),
    ...conditions.map(({ column }) => column),
    ...summed,
    ...mine.flatMap(({ by }) => by ?? []),
  ]);
  const within = codes.size > 0 ? `WHERE ${printName(source.code ?? '')} IN (${[...codes].join(', ')})` : '';
  await engine.execute(`CREATE OR REPLACE VIEW looked_for AS SELECT * FROM ${printName(source.name)} ${within}`);

  const drawers: Record<string, () => string | null> = {};
  for (const column of Object.values(source.columns).filter(({ name }) => wanted.has(name) && name !== key)) {
    const { name, type } = column;
    const isAmount = type.startsWith('DECIMAL');
    const asked = conditions.filter((condition) => condition.column === name);
    const isCode = name === source.code || asked.length > 0;
    const from = name === source.code ? source.name : 'looked_for';
    const shape = await readShape(engine, from, column, isAmount ? { perKey: key } : { isCode });
    if (type === 'DATE') drawers[name] = () => draw.dayOf(draw.weighted(shape.frequent) ?? `${year}-07`);
    else if (name === source.code) drawers[name] = mostly(draw, shape, (value) => codes.has(Number(value)));
    else if (asked.length > 0 && !summed.includes(name))
      drawers[name] = mostly(draw, shape, (value) => asked.some((condition) => holds(catalogue, condition, value)));
    else if (isAmount) drawers[name] = byShape(draw, column, { ...shape, points: shape.points.map(shareOfSum) });
    else if (summed.includes(name)) drawers[name] = byShape(draw, column, shape);
    else {
      const numbers = await freeNumbers(engine, [{ source: source.name, column: name }], 3);
      drawers[name] = draw.orEmpty(shape.empty, () => draw.one(numbers));
    }
  }
  return drawers;
}

/** What a member has in a year, over the claims that a member has in a draft. */
function shareOfSum(sum: number): number {
  return (sum * MEMBERS) / CLAIMS;
}

/**
 * Mostly what the indicator looks for, as often as it is found; else something else that is
 * frequent.
 */
function mostly(draw: Draw, shape: ColumnShape, isLookedFor: (value: string) => boolean): () => string | null {
  const inside = shape.frequent.filter(([value]) => isLookedFor(value));
  const outside = shape.frequent.filter(([value]) => !isLookedFor(value));
  return draw.orEmpty(shape.empty, () => {
    const [first, second] = draw.share() < LOOKED_FOR ? [inside, outside] : [outside, inside];
    return draw.weighted(first) ?? draw.weighted(second);
  });
}

function holds(catalogue: Catalogue, condition: ColumnCondition, found: string): boolean {
  const value = Number(found);
  switch (condition.kind) {
    case 'equals':
      return value === condition.value;
    case 'differs_from':
      return value !== condition.value;
    case 'between':
    case 'months':
      return value >= condition.low && value <= condition.high;
    case 'in':
      return codesOf(catalogue, condition.codeList).includes(value) || isListed(catalogue, condition.codeList, found);
  }
}

function isListed({ codeLists }: Catalogue, list: string, found: string): boolean {
  const texts = codeLists[list]?.texts ?? [];
  return texts.some(({ text }) => (text.endsWith('*') ? found.startsWith(text.slice(0, -1)) : found === text));
}

function codesOf({ codeLists }: Catalogue, name: string | undefined): number[] {
  return name === undefined ? [] : (codeLists[name]?.codes ?? []).map(({ code }) => code);
}

function byShape(draw: Draw, { type, inTests }: SourceColumn, shape: ColumnShape): () => string | null {
  const places = Number(/DECIMAL\(\d+,(\d)\)/.exec(type)?.[1] ?? 0);
  return draw.orEmpty(shape.empty, () => {
    if (shape.points.length > 0) return draw.between(shape.points).toFixed(places);
    const drawn = draw.weighted(shape.frequent) ?? (inTests === undefined ? null : String(inTests));
    return drawn !== null && type === 'DATE' ? `${drawn}-01` : drawn;
  });
}

/** A few areas of the finest kind that the entity is located by, from the reference alone. */
export async function drawUnits(engine: Engine, draw: Draw, level: string): Promise<string[]> {
  const rows = await engine.query(
    `SELECT DISTINCT unit FROM area_closure WHERE area_level = ${printText(level)} ORDER BY unit`,
  );
  const units = rows.map(({ unit }) => String(unit)).filter((unit) => (level === 'sector') === unit.length > 5);
  return Array.from({ length: AREAS }, () => draw.one(units));
}
