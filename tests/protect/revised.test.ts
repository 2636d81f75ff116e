/** A published year whose figures are corrected: what an exhaustive attacker on both releases knows, who assumes the least revision. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { givingAway } from '../../pipeline/release/hold-back.ts';
import { LINKED } from '../../pipeline/release/index.ts';
import type { EarlierCube } from '../../pipeline/release/protection.ts';
import { readRevision } from '../../pipeline/release/read-revision.ts';
import { makeCatalogue, open, quickly } from '../refresh/small-country.ts';
import { makeDataRoot } from '../support/data-root.ts';
import {
  disclosed,
  explaining,
  type Leaves,
  leastRevisions,
  type ReleasedCell,
  sumOf,
  worldsOf,
} from './least-revision.ts';

const CODE = 'cube_013_021';
const YEAR = 2022;
const PEOPLE = 40;
/** Two municipalities of Antwerp, and one of Brussels. */
const MUNICIPALITIES = ['11001', '11002', '21001'] as const;
const SEXES = ['1', '2'] as const;
const LEAVES = MUNICIPALITIES.length * SEXES.length;

function tinyCatalogue(): Catalogue {
  const file = makeCatalogue((document) => {
    quickly(document);
    document.disclosure.beneficiary = { threshold: 5, method: 'linked', sparse: 1 };
  });
  const geo = join(dirname(file), 'data', 'reference', 'geo');
  for (const name of ['municipalities.csv', 'statistical_sectors_2011.csv']) {
    const [head = '', ...rows] = readFileSync(join(geo, name), 'utf8').split('\n');
    const kept = rows.filter((row) => MUNICIPALITIES.some((code) => row.startsWith(code)));
    writeFileSync(join(geo, name), `${[head, ...kept].join('\n')}\n`);
  }
  const catalogue = open(file);
  const { [CODE]: indicator } = catalogue.indicators;
  if (indicator === undefined) throw new Error(`no ${CODE}`);
  return {
    ...catalogue,
    indicators: { [CODE]: { ...indicator, dimensions: ['sex'], standard: null } },
    invariants: {},
  };
}

let engine: Engine;
let catalogue: Catalogue;
/** By level and area, the municipalities in it. */
const AREAS: readonly (readonly [string, string, readonly number[]])[] = [
  ['country', '01000', [0, 1, 2]],
  ['region', '02000', [0, 1]],
  ['region', '04000', [2]],
  ['province', '10000', [0, 1]],
  ['arrondissement', '11000', [0, 1]],
  ['arrondissement', '21000', [2]],
  ['municipality', '11001', [0]],
  ['municipality', '11002', [1]],
  ['municipality', '21001', [2]],
];
beforeAll(async () => {
  catalogue = tinyCatalogue();
  engine = await openDuckDB({ threads: 1, memoryLimit: '500MB', tempDirectory: join(makeDataRoot(), 'tmp') });
});
afterAll(() => engine.close());

/** Which leaves a cell adds up, in the order of the rows. */
const CELLS = AREAS.flatMap(([level, area, places]) =>
  ['total', ...SEXES].map((sex) => ({
    level,
    area,
    sex,
    of: places.flatMap((place) => SEXES.flatMap((one, i) => (sex === 'total' || sex === one ? [place * 2 + i] : []))),
  })),
);

/** The cube as it would be computed. */
async function compute(relation: string, leaves: Leaves): Promise<void> {
  const members = catalogue.dimensions.sex?.members ?? [];
  const rows = CELLS.map(({ level, area, sex, of }) => {
    const count = sumOf(leaves, of);
    const member = sex === 'total' ? sex : members[Number(sex) - 1];
    const whole = of.length * PEOPLE;
    return `(${YEAR}, '${level}', '${area}', '${member}', ${count}, ${whole}, ${count / whole}, ${count})`;
  });
  await engine.execute(
    `CREATE OR REPLACE TABLE ${relation} AS
SELECT *, 'A' AS obs_status, MAP {1::BIGINT: numerator_members::BIGINT} AS members_by_events, NULL::BIGINT AS least_stratum
FROM (VALUES ${rows.join(', ')}) AS cube (time_period, area_level, ref_area, sex, numerator, denominator, obs_value, numerator_members)`,
  );
}

/** Publishes it beside what was published before: the relation, and what it shows. */
async function publish(name: string, leaves: Leaves, earlier: readonly EarlierCube[]) {
  const cube = { code: CODE, relation: `computed_${name}` };
  await compute(cube.relation, leaves);
  const masks = await LINKED.protect({ engine, catalogue, year: YEAR, cubes: [cube], before: () => earlier });
  const keys = 'time_period, area_level, ref_area, sex';
  await engine.execute(
    `CREATE OR REPLACE TABLE released_${name} AS
SELECT ${keys}, CASE WHEN mask.conf_status = 'F' THEN numerator END AS numerator,
  CASE WHEN mask.conf_status = 'F' THEN denominator END AS denominator,
  CASE WHEN mask.conf_status = 'F' THEN obs_value END AS obs_value,
  CASE WHEN mask.conf_status = 'F' THEN 'A' ELSE 'Q' END AS obs_status, mask.conf_status
FROM ${cube.relation} JOIN ${masks[CODE]} AS mask USING (${keys})`,
  );
  const members = catalogue.dimensions.sex?.members ?? [];
  const rows = await engine.query(`SELECT area_level, ref_area, sex, numerator, conf_status FROM released_${name}`);
  const shown = CELLS.map(({ level, area, sex, of }): ReleasedCell => {
    const member = sex === 'total' ? sex : members[Number(sex) - 1];
    const row = rows.find((one) => one.area_level === level && one.ref_area === area && one.sex === member);
    return { of, shown: row?.numerator == null ? null : Number(row.numerator), status: String(row?.conf_status) };
  });
  const version: EarlierCube = { relation: `released_${name}`, few: 4, audited: true, fingerprint: name };
  return { cube, version, shown };
}

interface Outcome {
  readonly isHeld: boolean;
  readonly disclosed: readonly string[];
}

/** Publishes one delivery after the other; what is disclosed is so whether or not the revision is held back. */
async function revise(first: Leaves, second: Leaves): Promise<Outcome> {
  const before = await publish('first', first, []);
  const after = await publish('second', second, [before.version]);
  const policy = catalogue.disclosure.beneficiary;
  if (policy?.kind !== 'threshold') throw new Error('no policy');
  const revision = await readRevision({
    engine,
    catalogue,
    policy,
    cube: after.cube,
    staged: after.version.relation,
    earlier: [before.version],
  });
  if (revision === undefined) throw new Error('no revision');
  const isHeld = givingAway(new Map([[CODE, revision]])).length > 0;
  const alone = (leaves: Leaves, worlds: readonly Leaves[]) =>
    disclosed(
      CELLS,
      [leaves, leaves],
      worlds.map((world) => [world, world] as const),
    );
  // Most of whom a first release tells as D are not sensitive: the attacker takes all of them to be so, where that is true and tells nothing by itself.
  const trusting = worldsOf(before.shown, LEAVES, { trustsD: true, most: PEOPLE });
  const isTrusty = trusting.some((world) => world.join() === first.join()) && alone(first, trusting).length === 0;
  const worlds = [
    isTrusty ? trusting : worldsOf(before.shown, LEAVES, { trustsD: false, most: PEOPLE }),
    worldsOf(after.shown, LEAVES, { trustsD: false, most: PEOPLE }),
  ] as const;
  expect([...alone(first, worlds[0]), ...alone(second, worlds[1])]).toEqual([]);
  const pairs = leastRevisions(worlds[0], explaining(worlds[1], before.shown, after.shown));
  return { isHeld, disclosed: disclosed(CELLS, [first, second], pairs) };
}

describe('a correction by one person', () => {
  it('of a cell shown as 5 is held back, as the attacker would know that 4 are left', async () => {
    const outcome = await revise([5, 20, 20, 20, 20, 20], [4, 20, 20, 20, 20, 20]);
    expect(outcome.isHeld).toBe(true);
    expect(outcome.disclosed).not.toEqual([]);
  });

  it('of a cell shown as 0 is held back, as the attacker would know that it is 1', async () => {
    const outcome = await revise([0, 20, 20, 20, 20, 20], [1, 20, 20, 20, 20, 20]);
    expect(outcome.isHeld).toBe(true);
    expect(outcome.disclosed).not.toEqual([]);
  });

  it('of a sensitive cell to 5 changes no status that would say so', async () => {
    const outcome = await revise([4, 20, 20, 20, 20, 20], [5, 20, 20, 20, 20, 20]);
    expect(outcome).toEqual({ isHeld: false, disclosed: [] });
  });

  it('of figures that nobody hides behind is published', async () => {
    const outcome = await revise([9, 20, 20, 20, 20, 20], [10, 20, 20, 20, 20, 20]);
    expect(outcome).toEqual({ isHeld: false, disclosed: [] });
  });
});

describe('corrections by chance', () => {
  /** A generator of whole numbers below a bound, the same in every run. */
  const drawing = (seed: number) => {
    let state = seed;
    return (bound: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((state / 2_147_483_648) * bound);
    };
  };

  it('that are not held back disclose nothing, and some of those that are would', { timeout: 120_000 }, async () => {
    const draw = drawing(7);
    const [found, heldFor, published]: [string[], number[], number[]] = [[], [], []];
    for (let round = 0; round < Number(process.env.ROUNDS ?? 60); round += 1) {
      const first = Array.from({ length: LEAVES }, () => (draw(3) === 0 ? draw(6) : 5 + draw(8)));
      const second = [...first];
      for (let change = 0; change <= draw(2); change += 1) {
        const leaf = draw(LEAVES);
        second[leaf] = Math.max(0, (second[leaf] ?? 0) + draw(7) - 3);
      }
      const outcome = await revise(first, second);
      if (outcome.isHeld) heldFor.push(outcome.disclosed.length);
      else {
        published.push(round);
        if (outcome.disclosed.length > 0) found.push(`${first} -> ${second}: ${outcome.disclosed.join(', ')}`);
      }
    }
    expect(found).toEqual([]);
    expect(published.length).toBeGreaterThan(10);
    expect(heldFor.filter((cells) => cells > 0).length).toBeGreaterThan(5);
  });
});
