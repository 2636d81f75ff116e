import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../pipeline/engine/index.ts';
import { openDuckDB } from '../../../pipeline/engine/index.ts';
import { planRun, selectIndicators } from '../../../pipeline/plan/index.ts';
import type { RunEvent } from '../../../pipeline/run/event.ts';
import { parallelYears, withLanes } from '../../../pipeline/run/lanes.ts';
import { yearsAtOnceOf } from '../../../pipeline/run/partitions.ts';
import { makeDataRoot } from '../../support/data-root.ts';
import { shippedCatalogue } from '../../support/shipped-catalogue.ts';

const step = (year: number): RunEvent => ({ kind: 'step', year, done: 0, total: 1, label: 'x', share: 0 });
const skipped = (year: number): RunEvent => ({ kind: 'skipped', code: 'x', year, reason: 'reported' });

/** Engines that only note that they were stopped. */
function engines(count: number): { readonly lanes: Engine[]; readonly stopped: number[] } {
  const stopped: number[] = [];
  const lanes = Array.from({ length: count }, (_, i) => ({ interrupt: () => stopped.push(i) }) as unknown as Engine);
  return { lanes, stopped };
}

const later = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

describe('parallelYears', () => {
  it('gives the results of the years in their order, and reports what was found in it, whichever ends first', async () => {
    const reported: RunEvent[] = [];
    const { lanes, stopped } = engines(2);
    const results = await parallelYears(
      lanes,
      [2021, 2022, 2023],
      (event) => reported.push(event),
      async (_, year, notify) => {
        notify(skipped(year));
        // The first year takes longest.
        await later(year === 2021 ? 60 : 5);
        notify(step(year));
        notify(skipped(year));
        return year * 10;
      },
    );
    expect(results).toEqual([20210, 20220, 20230]);
    expect(reported.flatMap((event) => (event.kind === 'skipped' ? [event.year] : []))).toEqual([
      2021, 2021, 2022, 2022, 2023, 2023,
    ]);
    expect(reported.flatMap((event) => (event.kind === 'step' ? [event.year] : []))).toEqual([2022, 2023, 2021]);
    expect(stopped).toEqual([]);
  });

  it('never has more years under way than engines', async () => {
    let now = 0;
    let most = 0;
    await parallelYears(
      engines(3).lanes,
      [1, 2, 3, 4, 5, 6, 7],
      () => {},
      async () => {
        now += 1;
        most = Math.max(most, now);
        await later(5);
        now -= 1;
      },
    );
    expect(most).toBe(3);
  });

  it('reports what was found of every year before it throws, also of one that did not end', async () => {
    const reported: number[] = [];
    const work = parallelYears(
      engines(2).lanes,
      [2021, 2022],
      (event) => event.kind === 'skipped' && reported.push(event.year),
      async (_, year, notify) => {
        notify(skipped(year));
        await later(year === 2021 ? 30 : 5);
        throw new Error(`of ${year}`);
      },
    );
    await expect(work).rejects.toThrow('of 2022');
    expect(reported).toEqual([2021, 2022]);
  });

  it('stops the others at the first failure, begins no further year, and throws when nothing runs any more', async () => {
    const { lanes, stopped } = engines(2);
    const begun: number[] = [];
    let ended = false;
    const work = parallelYears(
      lanes,
      [1, 2, 3, 4],
      () => {},
      async (_, year) => {
        begun.push(year);
        if (year === 1) {
          await later(5);
          throw new Error('the first');
        }
        await later(40);
        ended = true;
        throw new Error('interrupted');
      },
    );
    await expect(work).rejects.toThrow('the first');
    expect({ begun, stopped, ended }).toEqual({ begun: [1, 2], stopped: [1], ended: true });
  });
});

describe('withLanes', () => {
  const open = (threads: number) =>
    openDuckDB({ threads, memoryLimit: '900MB', tempDirectory: `${makeDataRoot()}/tmp` });

  it('shares out threads and memory, and gives every lane a folder of its own to spill to', async () => {
    const engine = await open(5);
    const options = await withLanes(engine, 3, undefined, async (lanes) => lanes.map((lane) => lane.options));
    engine.close();
    expect(options.map(({ threads }) => threads)).toEqual([1, 2, 2]);
    expect(options.map(({ memoryLimit }) => memoryLimit)).toEqual(['300MB', '300MB', '300MB']);
    expect(new Set(options.map(({ tempDirectory }) => tempDirectory)).size).toBe(3);
  });

  it('takes the engine that is there for one lane', async () => {
    const engine = await open(2);
    expect(await withLanes(engine, 1, undefined, async (lanes) => lanes[0] === engine)).toBe(true);
    engine.close();
  });
});

describe('yearsAtOnceOf', () => {
  const catalogue = shippedCatalogue();
  const years = [2021, 2022, 2023];
  const plan = planRun(catalogue, selectIndicators(catalogue, [], years));
  const atOnce = (people: number, threads: number, memoryLimit: string) => {
    const source = (rows: number) => ({ rows, bytes: {} });
    const ofYear = { health_care: source(9 * people), population: source(people), practitioner: source(people / 200) };
    const options = { threads, memoryLimit, tempDirectory: 'tmp' };
    return yearsAtOnceOf(catalogue, plan, new Map(years.map((year) => [year, ofYear])), options);
  };

  it('is bounded by threads, by years, and by what fits into the memory', () => {
    expect(atOnce(100_000, 1, '12GB')).toBe(1);
    expect(atOnce(100_000, 2, '12GB')).toBe(2);
    expect(atOnce(100_000, 8, '12GB')).toBe(3);
    expect(atOnce(11_600_000, 8, '12GB')).toBe(1);
    expect(atOnce(11_600_000, 8, '72GB')).toBe(2);
    expect(atOnce(100_000, 8, '100MB')).toBe(1);
  });
});
