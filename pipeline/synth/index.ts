export type { SynthOptions, SynthReport } from './options.ts';
export { FIRST_SYNTH_YEAR, LAST_SYNTH_YEAR, MOST_BENEFICIARIES } from './options.ts';
export { synthesise } from './synthesise.ts';
