/**
 * The shapes of what `--json` prints, by the name that stands in its `schema`
 * (docs/reference/json.md). Loaded by `cubes schema` alone.
 */
import { z } from 'zod';
import { EXIT_CODES, type FailureKind } from '../../base/index.ts';
import { check, draftTest, list, show, test } from './catalogue-shapes.ts';
import { describeKeys } from './describe-keys.ts';
import { sql, sqlList } from './explore-shapes.ts';
import { diff, refresh, refreshDiff, refreshDryRun } from './refresh-shapes.ts';
import { audit, explain, exported, protect, rollback, site, status, verify } from './release-shapes.ts';
import { clean, ingest, plan, run, runDryRun, synth, validate } from './run-shapes.ts';

/** The last line of stderr under `--json`. */
const failure = z.object({
  kind: z.enum([...(Object.keys(EXIT_CODES) as FailureKind[]), 'bug']),
  exit_code: z.int(),
  message: z.string(),
  help: z.string().optional(),
  problems: z.array(z.string()).optional().describe('of a catalogue, each with its place'),
});

export const SHAPES = {
  audit,
  check,
  clean,
  demo: run,
  diff,
  'draft-test': draftTest,
  explain,
  export: exported,
  failure,
  ingest,
  list,
  plan,
  protect,
  refresh,
  'refresh-diff': refreshDiff,
  'refresh-dry-run': refreshDryRun,
  rollback,
  run,
  'run-dry-run': runDryRun,
  show,
  site,
  sql,
  'sql-list': sqlList,
  status,
  synth,
  test,
  validate,
  verify,
} as const;

/**
 * A JSON Schema (2020-12) of an output. Keys may be added under the same number; what is there
 * keeps its name and meaning.
 */
export function outputSchema(name: keyof typeof SHAPES): object {
  const shape = z.object({ schema: z.literal(`atlas-cubes/${name}/2`), ...SHAPES[name].shape });
  const schema = z.toJSONSchema(shape, { io: 'input' }) as object;
  return { title: `What \`--json\` prints: ${name}`, ...describeKeys(schema) };
}
