export { currentRelease, listReleases, readReleaseManifest } from './stub.ts';
export { planRefresh, type RefreshEvent, type RefreshReport, type RefreshRequest, refresh } from './refresh.ts';
export { notDue, type RefreshItem, type RefreshScope } from './refresh-plan.ts';
export { type IndicatorState, type IndicatorStatus, readStates, readStatus } from './status.ts';
