/** What a synthetic delivery is asked for, and what it must not be asked for. */
import { Failure } from '../base/index.ts';

export interface SynthOptions {
  /** Folder that gets `claims/`. */
  readonly dataRoot: string;
  /** `data/reference`: code lists, geography and the parameters under `synth/`. */
  readonly referenceRoot: string;
  /** `sql`, whose `synth/` folder holds the relations. */
  readonly sqlRoot: string;
  /** People alive, about, in any of the years. */
  readonly beneficiaries: number;
  readonly years: readonly number[];
  readonly seed: number;
  /** Replaces the requested years where they exist; other years are never touched. */
  readonly force: boolean;
  readonly onProgress?: (done: number, total: number, label: string) => void;
}

export interface SynthReport {
  /** Every file written, `path` relative to the data root. */
  readonly files: readonly { path: string; rows: number; bytes: number }[];
}

/** The code lists and the figures that the data is calibrated to reach no further. */
export const FIRST_SYNTH_YEAR = 2003;
export const LAST_SYNTH_YEAR = 2030;

/** Beyond it, numbers of general practitioners would run into those of specialists. */
export const MOST_BENEFICIARIES = 20_000_000;

/** Refuses numbers and years that no delivery can be made for, with a usage failure. */
export function checkOptions(options: SynthOptions): void {
  const { beneficiaries, years, seed } = options;
  if (!Number.isInteger(beneficiaries) || beneficiaries < 1 || beneficiaries > MOST_BENEFICIARIES) {
    throw new Failure('usage', `${beneficiaries} is not a number of beneficiaries.`, {
      help: `give a whole number from 1 to ${MOST_BENEFICIARIES}.`,
    });
  }
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new Failure('usage', `${seed} is not a seed.`, { help: 'give a whole number, 0 or above.' });
  }
  const beyond = years.filter((year) => !(year >= FIRST_SYNTH_YEAR && year <= LAST_SYNTH_YEAR));
  if (years.length === 0 || beyond.length > 0) {
    throw new Failure('usage', `synthetic claims cannot be made for ${beyond.join(', ') || 'no year'}.`, {
      help: `the code lists and figures behind them cover ${FIRST_SYNTH_YEAR}..${LAST_SYNTH_YEAR}.`,
    });
  }
}
