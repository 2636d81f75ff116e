/**
 * Audits an entity and year whose figures are changed in place of suppressed: no cell is hidden, so
 * that what can be checked against the files is what the method promises.
 */
import { type Perturbation, printPerturbation, type ThresholdPolicy } from '../../catalogue/index.ts';
import {
  type Counts,
  type GuaranteeCheck,
  loadCube,
  NOTHING_EXACT,
  readCounts,
  type YearAudit,
} from '../../disclosure/index.ts';
import type { Engine } from '../../engine/index.ts';
import type { ReleasedCube } from '../manifest.ts';
import { auditPerturbed } from './audit-perturbed.ts';
import { type Behind, type ReleasedFolder, readReleasedGrid } from './released-grid.ts';

export interface ChangedAudit extends YearAudit {
  /** `rounded to 5`. */
  readonly changed: string;
  readonly guarantees: readonly GuaranteeCheck[];
}

/** Gives the audit of a year in which no cell is hidden. */
export async function auditChanged(
  of: ReleasedFolder,
  year: number,
  cubes: readonly ReleasedCube[],
  policy: ThresholdPolicy,
  perturbation: Perturbation,
): Promise<ChangedAudit> {
  const released = await readReleasedGrid(of, year, cubes);
  const { engine, manifest, behind } = of;
  const counts = behind && (await countBehind(engine, behind, year, cubes));
  const { figureRelations } = manifest;
  const guarantees = await auditPerturbed({
    ...released,
    engine,
    figureRelations,
    policy,
    perturbation,
    ...(counts && { counts }),
  });
  const none = {
    suppressed: 0,
    targets: 0,
    exactlyDisclosed: 0,
    tooNarrow: 0,
    unproven: 0,
    relationsAlone: 0,
    shown: null,
    previouslyDisclosed: null,
    worst: [],
    percentiles: { shown: 0, sensitive: 0 },
    consistent: true,
  };
  const safe = guarantees.every(({ violations }) => violations === 0);
  return { year, ...none, ...NOTHING_EXACT, safe, changed: printPerturbation(perturbation), guarantees };
}

/** What was counted, of the cubes that are new. */
async function countBehind(
  engine: Engine,
  { catalogue, dataRoot, fresh }: Behind,
  year: number,
  released: readonly ReleasedCube[],
): Promise<Counts> {
  const codes = new Set(released.map(({ code }) => code));
  const records = (fresh.get(year) ?? []).filter(({ cube }) => codes.has(cube.code));
  const cubes = [];
  for (const record of records) cubes.push(await loadCube(engine, catalogue, dataRoot, record));
  const counts = await readCounts({ engine, catalogue, year, cubes });
  for (const { relation } of cubes) await engine.execute(`DROP TABLE ${relation}`);
  return counts;
}
