export { GUARANTEES, type GuaranteeCheck } from '../disclosure/index.ts';
export {
  type AuditRequest,
  auditRelease,
  type EntityAudit,
  type ReleaseAudit,
  refuseUnsafe,
} from './audit/audit-release.ts';
export type { NestedReport } from './audit/report-nested.ts';
export { reportNested } from './audit/report-nested.ts';
export { type DiffRequest, diffReleases, type LevelDiff, type ReleaseDiff } from './diff-releases.ts';
export { findWithdrawals, publishedCodes, type Withdrawal } from './find-withdrawals.ts';
export {
  type Acceptance,
  type Finding,
  type GateResult,
  judge,
  printChange,
  printCount,
  printShare,
  REVISION,
  readAcceptance,
  refuseGates,
  SYNTHETIC,
  WITHDRAWN,
} from './gate-result.ts';
export type { RevisionVerdict, WithheldRevision } from './judge-revisions.ts';
export type * from './manifest.ts';
export { CHANGES, sheetPath } from './manifest.ts';
export { hasShape, isPublished } from './plan-release.ts';
export { previewRelease, publishRelease, type ReleasePreview } from './publish-release.ts';
export { type PublishedCube, publishedCubes } from './published-cubes.ts';
export { removeLeftovers } from './put-release.ts';
export { readSheet } from './read-sheet.ts';
export { settleLineage, traceRefresh } from './release-lineage.ts';
export type { ReleaseEvent, ReleaseRequest } from './release-request.ts';
export { RELEASE_STAGES } from './release-stages.ts';
export {
  currentRelease,
  findRelease,
  listReleases,
  readManifest,
  readReleaseManifest,
  releaseFolder,
} from './releases.ts';
export { type RollbackReport, type RollbackRequest, rollbackTo } from './rollback-to.ts';
export { printMargin } from './suppression-summary.ts';
export { refuseDamaged } from './verify/files.ts';
export {
  type ReleaseCheck,
  refuseBroken,
  type VerifyReport,
  type VerifyRequest,
  verifyRelease,
} from './verify-release.ts';
export type { ChangedCells, ReleaseChanges } from './write-changes.ts';
