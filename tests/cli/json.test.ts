/**
 * What `--json` prints satisfies the schema that `cubes schema` publishes, for every command that
 * has it; failures are JSON too.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { SHAPES } from '../../pipeline/cli/json/shapes.ts';
import { buildProgram } from '../../pipeline/cli/program.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { cubes, type Outcome, spawned } from './command.ts';

const CODE = 'cube_013_021';

let dataRoot: string;
const on = (...args: string[]): Promise<Outcome> => spawned(['--data', dataRoot, ...args, '--json']);

/** What the schema of an output finds wrong with it, and the output. */
async function judge(name: string, text: string) {
  const schema = JSON.parse((await cubes(['schema', name])).stdout);
  const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(schema);
  const result = JSON.parse(text);
  return { problems: validate(result) ? [] : validate.errors, result };
}

const outcomes: Record<string, Outcome> = {};
beforeAll(async () => {
  dataRoot = makeDataRoot();
  outcomes.synth = await on('synth', '--beneficiaries', '6000', '--years', '2023..2023');
  outcomes.run = await on('run', CODE, '--years', '2023');
  // It releases what it computed: beside the release that the others read.
  outcomes.demo = await spawned([
    '--data',
    makeDataRoot(),
    'demo',
    '--beneficiaries',
    '6000',
    '--years',
    '2023..2023',
    '--json',
  ]);
  outcomes['refresh-dry-run'] = await on('refresh', '2025Q4', '--only', CODE, '--dry-run');
  outcomes.refresh = await on('refresh', '2025Q4', '--only', CODE);
});

const READING: readonly (readonly [name: string, ...args: string[]])[] = [
  ['check', 'check'],
  ['list', 'list'],
  ['show', 'show', 'stat_003_007'],
  ['run-dry-run', 'run', CODE, '--years', '2023', '--dry-run'],
  ['plan', 'plan', CODE, '--years', '2023'],
  ['test', 'test', 'stat_020_033'],
  ['draft-test', 'draft-test', CODE, '--year', '2023'],
  ['status', 'status', CODE, '--as-of', '2026-11-23'],
  ['explain', 'explain', CODE, '--year', '2023', '--area', '21004', '--sql'],
  ['verify', 'verify', 'current'],
  ['diff', 'diff', 'current', 'current'],
  ['rollback', 'rollback', '2025Q4'],
  ['site', 'site', '--out', join(makeDataRoot(), 'site'), '--lang', 'en'],
  ['sql', 'sql', 'FROM total LIMIT 3'],
  ['sql-list', 'sql', '--list'],
];

describe('a result is one JSON document that satisfies the schema of its name', () => {
  it.each(['synth', 'run', 'demo', 'refresh-dry-run', 'refresh'])('%s', async (name) => {
    const { code, stdout } = outcomes[name] as Outcome;
    expect(code).toBe(0);
    const { problems, result } = await judge(name, stdout);
    expect(problems).toEqual([]);
    expect(result.schema).toBe(`atlas-cubes/${name}/2`);
  });

  it.each(READING)('%s', async (name, ...args) => {
    const { code, stdout } = await on(...args);
    expect(code).toBe(0);
    const { problems, result } = await judge(name, stdout);
    expect(problems).toEqual([]);
    expect(Object.keys(result)[0]).toBe('schema');
  });

  it.each([
    ['export', 'export', CODE, '--format', 'csv', '--out'],
    ['ingest', 'ingest', '--years', '2023', '--out'],
  ])('%s', async (name, ...args) => {
    const { code, stdout } = await on(...args, join(makeDataRoot(), 'out'));
    expect(code).toBe(0);
    expect((await judge(name, stdout)).problems).toEqual([]);
  });

  it('and the schema refuses one that is not', async () => {
    const { stdout } = await on('verify', 'current');
    const { valid: _, ...without } = JSON.parse(stdout);
    expect((await judge('verify', JSON.stringify(without))).problems).not.toEqual([]);
  });
});

describe('a failure is one JSON document on the last line of stderr', () => {
  it.each([
    ['of a user', ['verify', '2024Q4'], { kind: 'usage', exit_code: 2, help: 'did you mean `2025Q4`?' }],
    [
      'of the command line',
      ['verify'],
      { kind: 'usage', exit_code: 2, message: "missing required argument 'release'" },
    ],
    ['of a delivery', ['run', CODE, '--years', '2022'], { kind: 'data', exit_code: 4 }],
  ])('%s', async (_, args, expected) => {
    const { code, stdout, stderr } = await on(...args);
    expect({ code, stdout }).toEqual({ code: expected.exit_code, stdout: '' });
    const { problems, result } = await judge('failure', stderr.trimEnd().split('\n').at(-1) ?? '');
    expect(problems).toEqual([]);
    expect(result).toMatchObject(expected);
  });

  it('of a catalogue, with every problem and its place', async () => {
    const file = join(REPOSITORY, 'tests/diagnostics/base/indicators.yaml');
    const { stderr } = await spawned(['--catalogue', `${file}.none`, 'list', '--json']);
    const { problems, result } = await judge('failure', stderr);
    expect(problems).toEqual([]);
    expect(result).toMatchObject({ kind: 'catalogue', exit_code: 3 });
  });
});

it('every command with --json has a schema, and docs/reference/json.md names each', () => {
  const commands = buildProgram().commands.filter(({ options }) => options.some(({ long }) => long === '--json'));
  const names = Object.keys(SHAPES);
  expect(commands.map((command) => command.name()).filter((name) => !names.includes(name))).toEqual([]);
  const reported = readFileSync(join(REPOSITORY, 'docs/reference/json.md'), 'utf8');
  expect(names.filter((name) => !reported.includes(`\`${name}\``))).toEqual([]);
});

it('colours nothing where NO_COLOR asks for it or nobody looks', async () => {
  const { stdout } = await spawned(['--data', dataRoot, 'verify', 'current'], { env: { NO_COLOR: '1' } });
  expect(stdout).not.toContain('\u001b');
});
