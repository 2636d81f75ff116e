/** The catalogue of the repository, and the variations of it that tests ask for. */
import { join, resolve } from 'node:path';
import { type Catalogue, openCatalogue, type Vintage } from '../../pipeline/catalogue/index.ts';
import { keptValue } from './scene.ts';

export const REPOSITORY = resolve(import.meta.dirname, '..', '..');

const shipped = keptValue('shipped-catalogue', () => openCatalogue(join(REPOSITORY, 'indicators.yaml'), REPOSITORY));

/** The catalogue as it is, or on another municipal map. */
export function shippedCatalogue(vintage: Vintage = shipped.vintage): Catalogue {
  return { ...shipped, vintage };
}

/** The indicators whose sheets are published. */
export const SEEDS = ['cube_013_001', 'cube_013_004', 'cube_013_021', 'stat_003_007', 'stat_020_033'] as const;

/** A catalogue of the seeds alone, for what is about planning and not about the family. */
export function seedCatalogue(vintage: Vintage = shipped.vintage): Catalogue {
  const indicators = Object.fromEntries(
    SEEDS.flatMap((code) => Object.entries(shipped.indicators).filter(([key]) => key === code)),
  );
  return { ...shipped, vintage, indicators, invariants: {} };
}

/**
 * Tiny data cannot keep below 1 % of anything: every orphan and every unknown sector is tolerated.
 */
export function withTolerance(catalogue: Catalogue): Catalogue {
  const all = { tolerance: 1 };
  const checks = {
    ...catalogue.checks,
    orphan: all,
    delivery_of_nobody: all,
    stay_of_nobody: all,
    unknown_sector: all,
  };
  return { ...catalogue, checks };
}
