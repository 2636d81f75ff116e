/**
 * What a year will cost, from the sizes of its sources alone: rows and bytes read, rows made,
 * memory held at the same time.
 */
import type { Catalogue } from '../catalogue/index.ts';
import { layOut } from './emit/layout.ts';
import { type CollectStep, type MemberStep, memberTable, type WindowStep, type YearPlan } from './plan.ts';
import type { Statement } from './statement.ts';
import { inYear, piecesOf, windowRelation } from './year-shift.ts';

/** A source of a year: its rows, and what each column takes in its files. */
export interface SourceSize {
  readonly rows: number;
  /** By logical name, in bytes. */
  readonly bytes: Readonly<Record<string, number>>;
}

export type Sizes = Readonly<Record<string, SourceSize>>;

/** The sizes of all that a year reads, those of other years by the names that it reads them by. */
export function sizesFor({ year, reads }: YearPlan, byYear: ReadonlyMap<number, Sizes>): Sizes {
  const own = byYear.get(year) ?? {};
  const found = reads.flatMap((input): [string, SourceSize][] => {
    const size = byYear.get(input.year)?.[input.source];
    return size === undefined ? [] : [[inYear(input.source, input.year - year), size]];
  });
  return { ...own, ...Object.fromEntries(found) };
}

export interface Estimate {
  /** Rows made; null: as few as there are cells. */
  readonly rows: number | null;
  readonly bytesRead: number;
  /** Bytes held while the statement runs, tables that later statements need included. */
  readonly memory: number;
}

/**
 * Practices that somebody's claims are of, and one for claims without: measured on synthetic
 * claims, 2.1.
 */
const PARTS = 2.2;
/**
 * Of a group while it is made: its hash, its place in the table, and twice the width of what is
 * held of it.
 */
const GROUP_BYTES = 40;
const STATE_BYTES = 16;
const VALUE_BYTES = 8;
/** A short text as the engine holds it. */
const TEXT_BYTES = 16;
/** What the engine takes for itself, and for reading. */
const BASE_BYTES = 200e6;
/**
 * How far beyond the limit a part may be: until there, what the engine spills costs less than
 * another pass over the claims (docs/explanation/performance.md).
 */
const SPILLED = 2.5;

/**
 * Gives the estimate of a statement that reads a source or holds members; null for the small ones.
 */
export function estimateStatement(
  catalogue: Catalogue,
  plan: YearPlan,
  statement: Statement,
  sizes: Sizes,
): Estimate | null {
  const bytesRead = statement.scans === undefined ? 0 : bytesOf(sizes[statement.scans], statement.sql);
  const isIt = (table: string) => statement.role === 'table' && statement.writes === table;
  for (const step of plan.computation) {
    if (step.kind === 'collect' && isIt(step.table) && statement.scans !== undefined)
      return { rows: groupsOf(catalogue, step, sizes), bytesRead, memory: memoryOfCollect(catalogue, step, sizes) };
    if (step.kind === 'window' && isIt(inYear(windowRelation(step.entity), step.shift)))
      return { rows: membersOf(catalogue, step, sizes), bytesRead, memory: memoryOfWindows(catalogue, step, sizes) };
    if (step.kind === 'member' && isIt(inYear(memberTable(step.entity), step.shift)))
      return { rows: membersOf(catalogue, step, sizes), bytesRead, memory: memoryOfMembers(catalogue, step, sizes) };
  }
  return statement.scans === undefined ? null : { rows: null, bytesRead, memory: BASE_BYTES };
}

/**
 * Into how many parts the members of an entity are partitioned, so that no step is far beyond the
 * limit, in bytes.
 */
export function partitionsFor(
  catalogue: Catalogue,
  plan: YearPlan,
  entity: string,
  sizes: Sizes,
  limit: number,
): number {
  const room = limit * SPILLED;
  return Math.max(1, Math.ceil((memoryFor(catalogue, plan, sizes, entity) - BASE_BYTES) / room));
}

/** Bytes that a year holds at most, of all its entities or of one. */
export function memoryFor(catalogue: Catalogue, plan: YearPlan, sizes: Sizes, entity?: string): number {
  const needs = plan.computation.map((step) => {
    if (!('entity' in step) || (entity !== undefined && step.entity !== entity)) return 0;
    if (step.kind === 'collect') return memoryOfCollect(catalogue, step, sizes);
    if (step.kind === 'window') return memoryOfWindows(catalogue, step, sizes);
    return step.kind === 'member' ? memoryOfMembers(catalogue, step, sizes) : 0;
  });
  return Math.max(BASE_BYTES, ...needs);
}

/** The columns that a statement names, by their bytes in the files. */
function bytesOf(size: SourceSize | undefined, sql: string): number {
  const named = Object.entries(size?.bytes ?? {}).filter(([name]) => new RegExp(`\\b${name}\\b`).test(sql));
  return named.reduce((sum, [, bytes]) => sum + bytes, 0);
}

/** Members of the entity's register, partitioned. */
function membersOf(
  catalogue: Catalogue,
  { entity, partition }: Pick<CollectStep, 'entity' | 'partition'>,
  sizes: Sizes,
): number {
  const register = catalogue.relations[catalogue.entities[entity]?.relation ?? '']?.reads ?? [];
  const rows = register.flatMap((name) => sizes[name]?.rows ?? []);
  return Math.ceil(Math.max(0, ...rows) / (partition?.of ?? 1));
}

function groupsOf(catalogue: Catalogue, step: CollectStep, sizes: Sizes): number {
  const members = membersOf(catalogue, step, sizes);
  const claims = (sizes[inYear(step.source, step.shift)]?.rows ?? 0) / (step.partition?.of ?? 1);
  return Math.ceil(Math.min(claims, step.by === null ? members : PARTS * members));
}

function widthOf(catalogue: Catalogue, step: CollectStep): number {
  const { words, plain } = layOut(catalogue, step, true);
  return words.length + plain.length + 1;
}

/** Groups in the making, and the table that they become. */
function memoryOfCollect(catalogue: Catalogue, step: CollectStep, sizes: Sizes): number {
  const width = widthOf(catalogue, step);
  const perGroup = GROUP_BYTES + STATE_BYTES * width + VALUE_BYTES * (width + 2);
  return BASE_BYTES + groupsOf(catalogue, step, sizes) * perGroup;
}

/** What was collected of every year, and all years while they are grouped. */
function memoryOfWindows(catalogue: Catalogue, step: WindowStep, sizes: Sizes): number {
  const tables = step.collects.map(
    (collect) => groupsOf(catalogue, collect, sizes) * VALUE_BYTES * (widthOf(catalogue, collect) + 2),
  );
  const pieces = step.variables.flatMap((name) => piecesOf(catalogue, name));
  const columns = new Set(pieces.map(({ variable, shift }) => inYear(variable, shift))).size;
  const perMember = GROUP_BYTES + (STATE_BYTES + VALUE_BYTES) * (columns + 2);
  return BASE_BYTES + tables.reduce((sum, bytes) => sum + bytes, 0) + membersOf(catalogue, step, sizes) * perMember;
}

/**
 * What was collected and the relations made of it; both as the hash tables that they are joined by;
 * and the members.
 */
function memoryOfMembers(catalogue: Catalogue, step: MemberStep, sizes: Sizes): number {
  const members = membersOf(catalogue, step, sizes);
  const collected = step.collects.map((collect) => ({
    groups: groupsOf(catalogue, { ...collect, ...(step.partition && { partition: step.partition }) }, sizes),
    width: widthOf(catalogue, collect),
  }));
  const width = collected.reduce((sum, found) => sum + found.width, 0);
  const tables = collected.reduce((sum, found) => sum + found.groups * VALUE_BYTES * (found.width + 2), 0);
  const relations = new Set(step.related.map(({ relation }) => relation)).size;
  const perMember =
    GROUP_BYTES +
    STATE_BYTES * width +
    (relations + 1) * GROUP_BYTES +
    VALUE_BYTES * (2 * width + 2 * step.related.length + 1) +
    TEXT_BYTES * step.columns.length;
  return BASE_BYTES + tables + members * perMember;
}
