/**
 * A refresh: what is due, the gates that figures have to pass, and the stages that publish them.
 */

export { dueIn, dueQuarterOf, selectDue, yearDueIn, yearsDueUpTo } from './calendar.ts';
export type * from './delivery-report.ts';
export type { Foreseen } from './examine-due.ts';
export type { GateContext } from './gates/gate-context.ts';
export { runGates } from './gates/index.ts';
export { printWithdrawal } from './gates/withdrawn.ts';
export { helpForBlocked, type NextRelease } from './next-release.ts';
export { previewRefresh, type RefreshPreview } from './preview-refresh.ts';
export type { Renamed } from './published.ts';
export { type ForeseenStage, planRefresh, type RefreshOutlook, refresh } from './refresh.ts';
export { notDue, type RefreshItem, type RefreshScope } from './refresh-plan.ts';
export type { RefreshEvent, RefreshReport, RefreshRequest } from './refresh-request.ts';
export { REFRESH_STAGES } from './refresh-stages.ts';
export { type IndicatorState, type IndicatorStatus, readStates, readStatus } from './status.ts';
export { type ValidationRequest, validateDelivery } from './validate-delivery.ts';
