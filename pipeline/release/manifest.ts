/**
 * What a release says of itself: `manifest.json`. Names, hashes and numbers of published rows only.
 * What checks and gates measured stays in the work folder: the rows of a delivery are the total
 * that suppressed cells add up to, and a value before rounding discloses the count.
 */
import type { DisclosurePolicy, Level, Publisher } from '../catalogue/index.ts';
import type { FigureRelations, Margin } from '../disclosure/index.ts';
import type { CheckResult, Fingerprint, InputFile } from '../run/index.ts';
import type { GateResult } from './gate-result.ts';

/**
 * Raised where readers of the manifest before would misread this one: from 2 on it says whether
 * figures are synthetic, from 3 on it has the keys of the glossary.
 */
export const MANIFEST_VERSION = 3;

export interface ReleaseManifest {
  readonly version: typeof MANIFEST_VERSION;
  readonly release: string;
  readonly quarter: string;
  /** When it was published, ISO 8601. */
  readonly created: string;
  /** The release that was current before; null for the first. */
  readonly previous: string | null;
  /** The run that computed what was new; null where nothing had to be. */
  readonly run: string | null;
  /** Whether any figure is of synthetic data: invented people and claims. */
  readonly synthetic: boolean;
  /**
   * Parameters with invented values that figures depend on, by code; left out where there are none.
   */
  readonly illustrative?: Readonly<Record<string, readonly string[]>>;
  /** Null where the catalogue declares none. */
  readonly publisher: Publisher | null;
  readonly catalogue: { readonly hash: string; readonly vintage: number | 'reference_year' };
  readonly engine: { readonly name: string; readonly version: string };
  readonly policy: { readonly disclosure: Readonly<Record<string, DisclosurePolicy>>; readonly keep: number | null };
  /**
   * Where figures have noise: a fingerprint of the seed (`perturb/noise-seed.ts`), by which another
   * is recognised.
   */
  readonly noiseSeed?: string;
  /** What the figures mean and how they hang together, for whoever audits the release. */
  readonly figureRelations: FigureRelations;
  readonly gates: readonly PublishedGate[];
  /** The gates that failed and were accepted, each with the reason. */
  readonly accepted: readonly PublishedGate[];
  /** What the data checks found in the deliveries behind the cubes, by run and year. */
  readonly checks: readonly PublishedCheck[];
  /** The files that cubes were computed from, by the `fingerprint.inputs` of the cubes. */
  readonly inputs: Readonly<Record<string, readonly InputFile[]>>;
  /** By code, then year. */
  readonly cubes: readonly ReleasedCube[];
  /** Cells that are suppressed by level, and withheld margins: by entity, then year. */
  readonly suppression: readonly SuppressionSummary[];
  /** Codes under which figures were published before, newest first, by the code of today. */
  readonly replaces?: Readonly<Record<string, readonly string[]>>;
  /** Cubes of the release before that the catalogue does not publish any more. */
  readonly unpublished: readonly { readonly code: string; readonly year: number }[];
  /** The municipal maps that figures are on, by vintage, each with its boundaries. */
  readonly maps: readonly ReleasedMap[];
  /** Every other file of the release, by path. */
  readonly files: readonly ReleasedFile[];
}

/** What suppression took from all cubes of an entity in a year. */
export interface SuppressionSummary {
  readonly entity: string;
  readonly year: number;
  /** Coarsest first. */
  readonly levels: readonly LevelSuppression[];
  /** Margins of which nothing is shown; not those that are finer than another one. */
  readonly withheld: readonly Margin[];
  /**
   * Figures suppressed without protecting: they follow from others, and their row stays suppressed
   * for another figure. Null where that was not looked for.
   */
  readonly derivable: number | null;
}

/** Cells of a level, and those of them that are suppressed. */
export interface LevelSuppression {
  readonly level: Level;
  readonly cells: number;
  /** Marked as sensitive (`conf_status` A). */
  readonly sensitive: number;
  /** Others in margins that are shown (`conf_status` D). */
  readonly secondary: number;
  /** Cells of withheld margins. */
  readonly withheld: number;
}

/** What a data check said of the delivery of a year, when a run computed cubes from it. */
export interface PublishedCheck extends Omit<CheckResult, 'offending' | 'examined'> {
  readonly run: string;
  readonly year: number;
}

/** What a gate said, and why that was accepted. */
export type PublishedGate = Omit<GateResult, 'message'>;

/** A file of the release: path below its folder. */
export interface ReleasedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The map of 31 December of a vintage; `path` is null where there are no boundaries of it. */
export interface ReleasedMap {
  readonly vintage: number;
  /** TopoJSON below the folder of the release. */
  readonly path: string | null;
}

export interface ReleasedCube {
  readonly code: string;
  readonly year: number;
  readonly path: string;
  readonly rows: number;
  /** Of the unprotected cube: what it was made from. */
  readonly fingerprint: Fingerprint;
  /** The run that computed it. */
  readonly run: string;
  /** Whether it was computed from synthetic data. */
  readonly synthetic: boolean;
  /** The release in which its bytes appeared first. */
  readonly release: string;
  /** Hash of the catalogue that it was published by. */
  readonly catalogue: string;
  /** The year whose 31 December fixes its municipal map. */
  readonly vintage: number;
  readonly entity: string;
  /**
   * What the numerator adds up: members, never below 0, or values, which corrections can take
   * below.
   */
  readonly numerator: 'members' | 'total';
  /** What one of the numerator stands for in the unit of the value: 0.01 where it is in cents. */
  readonly unitScale: number;
  /**
   * The rule that suppressed it (`linked`), and below how many members; null: nobody had to be
   * protected.
   */
  readonly protection: { readonly rule: string; readonly threshold: number | null };
  /** The dimension whose members standardised values are made of; null where there are none. */
  readonly strata: string | null;
  /** Hash of what its rows and columns are: dimensions, members, levels, map. */
  readonly shape: string;
  readonly counts: StatusCounts;
}

/** Cells by SDMX status (contract, Output). */
export interface StatusCounts {
  readonly obs_status: Readonly<Record<'A' | 'M' | 'Q', number>>;
  readonly conf_status: Readonly<Record<'F' | 'A' | 'D', number>>;
}

/** Path of a cube below the folder of a release. */
export function releasedCubePath(code: string, year: number): string {
  return `cubes/${code}/year=${year}/${code}.parquet`;
}

/** Path of a sheet below the folder of a release. */
export function sheetPath(code: string): string {
  return `metadata/${code}.json`;
}

/** Path of the boundaries of a map, such as be-2025, below the folder of a release. */
export function geometryPath(map: string): string {
  return `geo/${map}.topo.json`;
}

export const CHANGES = 'changes.json';
export const MANIFEST = 'manifest.json';
export const ATLAS = 'atlas.duckdb';
