/** A refresh: what is due, the gates that figures have to pass, and the stages that publish them. */
export { dueIn, dueQuarterOf, yearDueIn, yearsDueUpTo } from './calendar.ts';
export type { GateContext } from './gates/gate-context.ts';
export { runGates } from './gates/index.ts';
export { planRefresh, type RefreshEvent, type RefreshReport, type RefreshRequest, refresh } from './refresh.ts';
export { notDue, type RefreshItem, type RefreshScope } from './refresh-plan.ts';
export { type IndicatorState, type IndicatorStatus, readStates, readStatus } from './status.ts';
