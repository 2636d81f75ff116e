/** What is published, by whom it is watched, and how far it is. */
import type { Catalogue } from '../catalogue/index.ts';
import type { Protection } from '../disclosure/index.ts';
import type { EngineOptions } from '../engine/index.ts';
import type { RunOfJob } from '../lineage/index.ts';
import type { RunManifest } from '../run/index.ts';
import type { ReleaseAudit } from './audit/audit-release.ts';
import type { Acceptance, GateResult } from './gate-result.ts';
import type { RevisionVerdict } from './judge-revisions.ts';

export interface ReleaseRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  /** `2026Q4`; a second release of the quarter becomes `2026Q4-2`. */
  readonly quarter: string;
  /**
   * Cubes that are taken from `work/cubes`; every other one of the current release is carried over
   * unless the catalogue has it no more.
   */
  readonly fresh: readonly { readonly code: string; readonly year: number }[];
  /** What the gates found and what was accepted, for the manifest. */
  readonly gates: readonly GateResult[];
  readonly run: RunManifest | null;
  /** The refresh that it is a part of, for its lineage. */
  readonly parent?: RunOfJob;
  /** What spills holds unprotected figures: a folder that nobody else reads. */
  readonly engine: EngineOptions;
  /**
   * What suppresses the cubes (as the catalogue says without it); where they are linked, whatever
   * it lets through is refused by the audit.
   */
  readonly protection?: Protection;
  /**
   * Secret: what noise is made of, where a policy asks for it; without it that of the data root.
   */
  readonly noiseSeed?: string;
  /** The clock; a release is dated by it. */
  readonly now: Date;
  readonly onEvent?: (event: ReleaseEvent) => void;
  /**
   * Revisions that are published though they disclose sensitive cells (gate `revision`); other
   * gates are none of its business.
   */
  readonly accept?: readonly Acceptance[];
  /** Gets the revisions that are not published or were accepted. */
  readonly onRevisions?: (verdict: RevisionVerdict) => void;
  /** Receives what the audit found, before it is decided. */
  readonly onAudit?: (audit: ReleaseAudit) => void;
  /** Aborting stops the running statement; nothing of the release is kept. */
  readonly signal?: AbortSignal;
}

/** How far a release is: what is being written, of how many pieces. */
export interface ReleaseEvent {
  readonly kind: 'release';
  readonly label: string;
  readonly done: number;
  readonly total: number;
}
