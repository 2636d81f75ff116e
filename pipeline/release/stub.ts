/** Stand-in until the release layer is there. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../catalogue/index.ts';
import type { EngineOptions } from '../engine/index.ts';
import { type Fingerprint, type GateResult, type RunManifest, readRecord } from '../run/index.ts';
export interface ReleaseRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly quarter: string;
  readonly fresh: readonly { code: string; year: number }[];
  readonly gates: readonly GateResult[];
  readonly run: RunManifest | null;
  readonly engine: EngineOptions;
  readonly now: Date;
  readonly signal?: AbortSignal;
}
export interface ReleaseManifest {
  readonly release: string;
  readonly created: string;
  readonly gates: readonly GateResult[];
  readonly cubes: readonly {
    readonly code: string;
    readonly year: number;
    readonly fingerprint: Fingerprint;
    readonly release: string;
  }[];
}
export function currentRelease(dataRoot: string): string | null {
  try {
    return readlinkSync(join(dataRoot, 'releases', 'current'));
  } catch {
    return null;
  }
}
export function readReleaseManifest(dataRoot: string, name: string): ReleaseManifest {
  return JSON.parse(readFileSync(join(dataRoot, 'releases', name, 'manifest.json'), 'utf8'));
}
export function listReleases(dataRoot: string): string[] {
  const f = join(dataRoot, 'releases');
  return existsSync(f)
    ? readdirSync(f)
        .filter((n) => n !== 'current')
        .sort()
    : [];
}
export async function publishRelease(r: ReleaseRequest): Promise<ReleaseManifest> {
  const before = currentRelease(r.dataRoot);
  const all = listReleases(r.dataRoot);
  let name = r.quarter;
  for (let i = 2; all.includes(name); i += 1) name = `${r.quarter}-${i}`;
  const draft = join(r.dataRoot, 'work', 'draft');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const old = before === null ? [] : readReleaseManifest(r.dataRoot, before).cubes;
  if (before !== null) cpSync(join(r.dataRoot, 'releases', before, 'cubes'), join(draft, 'cubes'), { recursive: true });
  const cubes = old
    .filter((o) => !r.fresh.some((f) => f.code === o.code && f.year === o.year))
    .concat(
      r.fresh.map(({ code, year }) => {
        mkdirSync(join(draft, 'cubes', code, `year=${year}`), { recursive: true });
        cpSync(
          join(r.dataRoot, 'work', 'cubes', code, `year=${year}`, `${code}.parquet`),
          join(draft, 'cubes', code, `year=${year}`, `${code}.parquet`),
        );
        const rec = readRecord(r.dataRoot, code, year);
        if (rec === undefined) throw new Error('x');
        return { code, year, fingerprint: rec.fingerprint, release: name };
      }),
    );
  const m: ReleaseManifest = { release: name, created: r.now.toISOString(), gates: r.gates, cubes };
  writeFileSync(join(draft, 'manifest.json'), JSON.stringify(m));
  mkdirSync(join(r.dataRoot, 'releases'), { recursive: true });
  renameSync(draft, join(r.dataRoot, 'releases', name));
  rmSync(join(r.dataRoot, 'work', 'cur'), { force: true });
  symlinkSync(name, join(r.dataRoot, 'work', 'cur'));
  renameSync(join(r.dataRoot, 'work', 'cur'), join(r.dataRoot, 'releases', 'current'));
  return m;
}
