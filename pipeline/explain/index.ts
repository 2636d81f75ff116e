export { type ExplainRequest, explain } from './explain.ts';
export type * from './explanation.ts';
export type { Where } from './subject.ts';
