/**
 * Decides what a release is made of: cubes that are new, cubes that are carried over from the
 * current release, cubes that are not published any more.
 */
import { Failure, hashValue } from '../base/index.ts';
import {
  type Catalogue,
  type Indicator,
  isReleased,
  levelsOf,
  perturbationOf,
  type Unreleased,
  whyUnreleased,
} from '../catalogue/index.ts';
import { indicatorOf, type Protection, policyOf, thresholdOf } from '../disclosure/index.ts';
import { type Item, mapDateOf } from '../plan/index.ts';
import { type CubeRecord, cubeFolder, readRecord } from '../run/index.ts';
import type { ReleasedCube, ReleaseManifest } from './manifest.ts';
import { type PublishedCube, publishedCubes } from './published-cubes.ts';
import { currentRelease, readReleaseManifest } from './releases.ts';

export interface ReleasePlan {
  /** The current release; null before the first. */
  readonly previous: ReleaseManifest | null;
  /** To be protected anew, from `work/cubes`, by year. */
  readonly fresh: ReadonlyMap<number, readonly CubeRecord[]>;
  readonly carried: readonly ReleasedCube[];
  /**
   * Of those that are carried over under another code, as they were published: by their new path.
   */
  readonly renamed: ReadonlyMap<string, ReleasedCube>;
  readonly unpublished: readonly Item[];
}

/**
 * Plans a release. Refuses a cube that was not computed (data), one that is to be published without
 * a policy, and one that was protected by another policy and cannot be protected anew (disclosure),
 * or whose form is not that of the catalogue any more (data).
 */
export function planRelease(
  catalogue: Catalogue,
  dataRoot: string,
  named: readonly Item[],
  protection: Protection,
): ReleasePlan {
  const current = currentRelease(dataRoot);
  const previous = current === null ? null : readReleaseManifest(dataRoot, current);
  const records = new Map(named.map((item) => [keyOf(item), recordOf(catalogue, dataRoot, item)]));
  const years = new Set(named.map(({ year }) => year));
  const carried: ReleasedCube[] = [];
  const unpublished: Item[] = [];
  const renamed = new Map<string, ReleasedCube>();
  const carry = ({ cube, published }: PublishedCube) => {
    // It is of this release: its file has another name and another footer.
    carried.push(cube);
    if (cube !== published) renamed.set(cube.path, published);
  };
  for (const known of previous === null ? [] : publishedCubes(catalogue, previous)) {
    const { cube } = known;
    if (records.has(keyOf(cube))) continue;
    if (!isPublished(catalogue, cube)) {
      unpublished.push({ code: cube.code, year: cube.year });
      continue;
    }
    refuseOtherShape(catalogue, cube);
    if (!isSamePolicy(catalogue, previous, cube, ruleOf(catalogue, cube.code, protection)))
      records.set(keyOf(cube), recordOfProtected(dataRoot, cube));
    else if (years.has(cube.year)) {
      // With new cubes beside it, it is protected with them; where what it was made of is gone, the
      // audit decides.
      const record = readRecord(dataRoot, cube.code, cube.year);
      if (record?.fingerprint.whole === cube.fingerprint.whole) records.set(keyOf(cube), record);
      else carry(known);
    } else carry(known);
  }
  const fresh = new Map<number, CubeRecord[]>();
  for (const record of [...records.values()].sort((a, b) => compareItems(a.cube, b.cube))) {
    thresholdOf(catalogue, record.cube.code);
    fresh.set(record.cube.year, [...(fresh.get(record.cube.year) ?? []), record]);
  }
  if (records.size + carried.length === 0) throw new Failure('data', 'there is no cube to release.');
  return { previous, fresh, carried, renamed, unpublished };
}

function isSamePolicy(
  catalogue: Catalogue,
  previous: ReleaseManifest | null,
  { code, entity, protection }: ReleasedCube,
  rule: string,
): boolean {
  const [then, now] = [previous?.policy.disclosure[entity], policyOf(catalogue, code)];
  return protection.rule === rule && JSON.stringify(then) === JSON.stringify(now);
}

/**
 * The rule that an indicator is published by: the method that changes its figures, or what
 * suppresses all others.
 */
export function ruleOf(catalogue: Catalogue, code: string, { rule }: Protection): string {
  return perturbationOf(policyOf(catalogue, code))?.method ?? rule;
}

/**
 * What the rows and columns of a cube are: all years of an indicator stand in one table, which has
 * one form and one map.
 */
export function shapeOf(catalogue: Catalogue, code: string, year: number): string {
  const indicator = indicatorOf(catalogue, code);
  const members = indicator.dimensions.map((name) => [name, catalogue.dimensions[name]?.members]);
  return hashValue([members, levelsOf(indicator, year), mapDateOf(catalogue, year)]);
}

/** Whether the catalogue publishes an indicator in a year. */
export function isPublished(catalogue: Catalogue, { code, year }: Item): boolean {
  const indicator = catalogue.indicators[code];
  return indicator !== undefined && isReleased(catalogue, indicator) && year >= indicator.availableFrom;
}

/** Whether a published cube has the rows and columns that the catalogue gives it now. */
export function hasShape(catalogue: Catalogue, { code, year, shape }: ReleasedCube): boolean {
  return shape === shapeOf(catalogue, code, year);
}

function refuseOtherShape(catalogue: Catalogue, cube: ReleasedCube): void {
  if (hasShape(catalogue, cube)) return;
  const { code, year } = cube;
  throw new Failure(
    'data',
    `${code} of ${year} was published with other dimensions, members, levels or municipalities than the catalogue has now, and cannot be released beside them.`,
    { help: 'publish it again with `cubes refresh --changed`.' },
  );
}

/** By code, then year. */
export function compareItems(a: Item, b: Item): number {
  return (a.code < b.code ? -1 : Number(a.code > b.code)) || a.year - b.year;
}

function recordOf(catalogue: Catalogue, dataRoot: string, { code, year }: Item): CubeRecord {
  const indicator = catalogue.indicators[code];
  const why = indicator === undefined ? null : whyUnreleased(catalogue, indicator);
  if (indicator !== undefined && why !== null) throw refuseUnreleased(indicator, why);
  const record = indicator === undefined ? undefined : readRecord(dataRoot, code, year);
  if (record !== undefined) return record;
  throw new Failure(
    'data',
    `${code} of ${year} cannot be released: no record in ${cubeFolder(code, year)} states how it was computed.`,
    {
      help: `compute it with \`cubes run ${code} --years ${year}\`.`,
    },
  );
}

function refuseUnreleased({ code, measure }: Indicator, why: Unreleased): Failure {
  const computed = '`cubes run` computes it for those who may see unprotected figures.';
  const finding: Readonly<Record<Unreleased, string>> = {
    declared: 'the catalogue declares `released: false`',
    'no rule': `disclosure control has no rule for what figures of a ${measure.kind} disclose`,
    changed: `a ${measure.kind}${measure.pooled === undefined ? '' : ' of several years'} can be suppressed, but not rounded or given noise, as the policy of ${measure.entity} asks`,
    alone:
      'it adds up years, and no released indicator shows the same figures year by year at its levels and dimensions',
  };
  const help: Readonly<Record<Unreleased, string>> = {
    declared: `leave it out; ${computed}`,
    'no rule': `leave it out; ${computed}`,
    changed: `leave it out, or declare \`method: linked\`; ${computed}`,
    alone: `leave it out, or add an indicator with the same measure less \`pooled_years\`; ${computed}`,
  };
  return new Failure('disclosure', `${code} cannot be released: ${finding[why]}.`, { help: help[why] });
}

/** The unprotected cube behind a released one, where it is still there. */
function recordOfProtected(dataRoot: string, { code, year, fingerprint, protection }: ReleasedCube): CubeRecord {
  const record = readRecord(dataRoot, code, year);
  if (record?.fingerprint.whole === fingerprint.whole) return record;
  const threshold =
    protection.threshold === null ? 'nothing is suppressed' : `fewer than ${protection.threshold} are suppressed`;
  throw new Failure(
    'disclosure',
    `${code} of ${year} was published by another policy (${protection.rule}: ${threshold}), and the cube behind it is not in ${cubeFolder(code, year)} any more.`,
    { help: `compute it again with \`cubes run ${code} --years ${year}\`, then release again.` },
  );
}

function keyOf({ code, year }: Item): string {
  return `${code} ${year}`;
}
