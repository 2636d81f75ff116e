/** Partitions: the steps of an entity's members once for each of them, everything else once. */
import { describe, expect, it } from 'vitest';
import {
  emitYear,
  partitionSteps,
  planRun,
  relocate,
  type Step,
  selectIndicators,
} from '../../../pipeline/plan/index.ts';
import { shippedCatalogue } from '../../support/shipped-catalogue.ts';

const catalogue = shippedCatalogue();
const plan = planRun(catalogue, selectIndicators(catalogue, [], [2023]));
const partitioned = partitionSteps(plan, (_, entity) => (entity === 'beneficiary' ? 3 : 1));

const stepsOf = ({ years }: typeof plan): readonly Step[] => years.flatMap(({ computation }) => computation);
const isOf = (step: Step, entity: string) => 'entity' in step && step.entity === entity;

describe('partitionSteps', () => {
  it('repeats the steps of the members of an entity, one partition after the other', () => {
    const once = stepsOf(plan).filter((step) => isOf(step, 'beneficiary'));
    const often = stepsOf(partitioned).filter((step) => isOf(step, 'beneficiary'));
    expect(once.length).toBeGreaterThan(5);
    expect(often).toEqual([0, 1, 2].flatMap((index) => once.map((step) => ({ ...step, partition: { index, of: 3 } }))));
  });

  it('leaves all other steps, and their order, as they were', () => {
    const others = (steps: readonly Step[]) => steps.filter((step) => !isOf(step, 'beneficiary'));
    expect(others(stepsOf(partitioned))).toEqual(others(stepsOf(plan)));
    const kinds = (steps: readonly Step[]) => [...new Set(steps.map(({ kind }) => kind))];
    expect(kinds(stepsOf(partitioned))).toEqual(kinds(stepsOf(plan)));
  });

  it('changes nothing where everything is one partition', () => {
    expect(partitionSteps(plan, () => 1)).toEqual(plan);
  });
});

describe('relocate', () => {
  it('gives the script that would have been emitted for the other places', () => {
    const [year] = partitioned.years;
    if (year === undefined) throw new Error('nothing is planned');
    const [here, there] = ['/here', "/the/other's"].map((root) => ({ dataRoot: root, referenceRoot: `${root}/ref` }));
    if (here === undefined || there === undefined) throw new Error('no places');
    const script = emitYear(catalogue, year, here);
    expect(relocate(catalogue, script, there)).toEqual(emitYear(catalogue, year, there));
    expect(JSON.stringify(relocate(catalogue, script, there))).not.toContain('/here');
  });
});
