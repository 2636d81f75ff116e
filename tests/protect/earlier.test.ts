/**
 * What earlier releases of a year have disclosed: whatever is suppressed later is known, and cells
 * that they disclosed are out of reach.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { LINKED, type Protection } from '../../pipeline/disclosure/index.ts';
import type { ReleaseAudit } from '../../pipeline/release/index.ts';
import type { Cell } from '../oracle/index.ts';
import { deliver } from '../refresh/small-country.ts';
import { readParquet, readSupport } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { CODES, catalogueWith, computed, copyOf, pathOf, publish, YEAR } from './scene.ts';

const _SHARE = 'cube_013_021';
const withPolicy = (policy: object) =>
  catalogueWith((document) => {
    document.disclosure.beneficiary = { threshold: 5, ...policy };
  });

let linked: Catalogue;
let base: string;
beforeAll(async () => {
  linked = catalogueWith();
  base = await computed(linked);
});

const released = (root: string, code: string, release = 'current') =>
  readParquet(`${root}/releases/${release}/${pathOf(code)}`);
const isShown = ({ obs_status }: Cell) => obs_status !== 'Q';

/** Publishes, and gives what the audit found before. */
async function audited(catalogue: Catalogue, root: string, codes: readonly string[], rest = {}): Promise<ReleaseAudit> {
  const found: ReleaseAudit[] = [];
  await publish(catalogue, root, codes, { onAudit: (audit) => found.push(audit), ...rest });
  const [audit] = found;
  if (audit === undefined) throw new Error('nothing was audited');
  return audit;
}

describe('a stricter policy', () => {
  it('shows nothing that is small now, and counts what was shown before as out', async () => {
    const root = copyOf(base);
    await publish(linked, root);
    const audit = await audited(withPolicy({ threshold: 8 }), root, CODES, { quarter: '2025Q1' });
    expect(audit).toMatchObject({ safe: true, years: [{ shown: 0, exactlyDisclosed: 0, tooNarrow: 0, unproven: 0 }] });
    let before = 0;
    for (const code of CODES) {
      const support = await readSupport(base, code, YEAR);
      const [then, now] = [await released(root, code, '2024Q4'), await released(root, code)];
      for (const [i, { numerator_members: persons }] of support.entries()) {
        const isSensitive = typeof persons === 'number' && persons >= 1 && persons < 8;
        if (!isSensitive) continue;
        expect(now[i]?.obs_status).toBe('Q');
        before += Number(isShown(then[i] ?? {}));
      }
    }
    expect(before).toBeGreaterThan(0);
    expect(audit.years[0]?.previouslyDisclosed).toBeGreaterThan(0);
  });
});

describe('a release after one with primary suppression alone', () => {
  it('is published: what that one disclosed stays disclosed, and the rest is protected', async () => {
    const root = copyOf(base);
    await publish(withPolicy({ method: 'primary' }), root);
    const audit = await audited(linked, root, CODES, { quarter: '2025Q1' });
    expect(audit).toMatchObject({ safe: true, years: [{ shown: 0 }] });
    expect(audit.years[0]?.previouslyDisclosed).toBeGreaterThan(0);
    for (const code of CODES) {
      const [then, now] = [await released(root, code, '2024Q4'), await released(root, code)];
      const taken = now.filter((row, i) => isShown(then[i] ?? {}) && !isShown(row));
      expect(taken, code).toEqual([]);
    }
  });
});

describe('the audit of a release', () => {
  /** Suppresses as if nothing had been published before. */
  const forgetful: Protection = {
    rule: 'linked',
    protect: ({ before: _, ...year }) => LINKED.protect(year),
  };

  /** What is dear is another: other cells are suppressed for the sake of the small. */
  const dearSectors = () => {
    const levels = { country: 1, region: 1, province: 1, arrondissement: 1, municipality: 1, sector: 1000 };
    return withPolicy({ costs: { levels, total: 1 } });
  };

  it('knows what a previous release showed, though the new one suppresses it', async () => {
    const root = copyOf(base);
    await publish(dearSectors(), root);
    const again = publish(linked, root, CODES, { quarter: '2025Q1', protection: forgetful });
    await expect(again).rejects.toMatchObject({
      exitCode: 6,
      message: expect.stringMatching(/[1-9]\d* of \d+ sensitive cells can be disclosed exactly/),
    });
    expect(await audited(linked, root, CODES, { quarter: '2025Q1' })).toMatchObject({ safe: true });
  });

  it('knows it also of a release that is not the current one', async () => {
    const root = copyOf(base);
    await publish(dearSectors(), root);
    const other = 'stat_003_007';
    const indicators = Object.fromEntries(Object.entries(linked.indicators).filter(([code]) => code === other));
    await publish({ ...linked, indicators }, root, [other], { quarter: '2025Q1' });
    const again = publish(linked, root, CODES, { quarter: '2025Q2', protection: forgetful });
    await expect(again).rejects.toMatchObject({ exitCode: 6 });
    expect(await audited(linked, root, CODES, { quarter: '2025Q2' })).toMatchObject({ safe: true });
  });
});

it('another delivery is published if its disclosure is accepted, and its statuses disclose nothing', async () => {
  const root = copyOf(base);
  await publish(linked, root);
  await deliver(root, YEAR, { people: 6_000, claims: 'HASH(i, code, m) % 100 < 50' });
  await runPipeline(linked, root, { codes: CODES, years: [YEAR] });
  await expect(publish(linked, root, CODES, { quarter: '2025Q1' })).rejects.toMatchObject({
    exitCode: 6,
    message: expect.stringContaining('earlier releases show'),
    help: expect.stringContaining('--accept revision:'),
  });
  const accept = [{ gate: 'revision', reason: 'the first delivery was of another country' }];
  expect(await audited(linked, root, CODES, { quarter: '2025Q1', accept })).toMatchObject({ safe: true });
  const statusesIn = async (release: string) => {
    const rows = await Promise.all(CODES.map((code) => released(root, code, release)));
    return new Set(rows.flat().map(({ conf_status }) => conf_status));
  };
  expect(await statusesIn('2024Q4')).toEqual(new Set(['F', 'A', 'D']));
  expect(await statusesIn('current')).toEqual(new Set(['F', 'D']));
});
