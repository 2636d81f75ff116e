/** The prompt, typed at as on a terminal. */
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPrompt } from '../../pipeline/cli/prompt.ts';
import { openHistory } from '../../pipeline/cli/sql-history.ts';
import { type Explorer, readQuestions } from '../../pipeline/explore/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { explore, release } from './released.ts';

let explorer: Explorer;
let folder: string;
beforeAll(async () => {
  explorer = await explore(await release());
  folder = makeDataRoot();
});
afterAll(() => explorer.close());

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const UP = '\u001b[A';

interface Terminal {
  readonly columns?: number;
  readonly rows?: number;
  readonly file?: string;
  readonly page?: (text: string) => Promise<boolean>;
}

/** Types at a prompt, each once the output before it has settled; gives all output. */
async function typed(
  keys: readonly string[],
  { columns = 200, rows = 1000, file, page }: Terminal = {},
): Promise<string> {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns, rows });
  let shown = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  const ended = runPrompt({
    explorer,
    questions: readQuestions([join(REPOSITORY, 'sql')]),
    settings: { format: 'table', timer: false, pager: true, rows: 50, parameters: new Map() },
    input,
    output,
    colour: false,
    history: openHistory(file ?? join(mkdtempSync(join(folder, 'h-')), 'history'), true),
    welcome: 'Hello.',
    report: (error) => output.write(`! ${(error as Error).message}\n`),
    page: page ?? (async () => false),
  });
  for (const key of [...keys, CTRL_D]) {
    await settled(() => shown);
    input.write(key);
  }
  await ended;
  return stripVTControlCharacters(shown);
}

/** Waits until nothing more is shown. */
async function settled(shown: () => string): Promise<void> {
  for (let before = '', still = 0; still < 4; still = before === shown() ? still + 1 : 0) {
    before = shown();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

describe('the prompt', () => {
  it('runs a statement over several lines, up to its semicolon', async () => {
    const shown = await typed(['SELECT 1 AS a,\r', "'x;' AS b\r", ';\r']);
    expect(shown).toContain('Hello.');
    expect(shown).toContain('  ...> ');
    expect(shown).toMatch(/a {2}b\n1 {2}x;\n\(1 row\)/);
  });

  it('goes on after a mistake, and leaves at Ctrl-D', async () => {
    const shown = await typed(['SELEC 1;\r', 'DROP TABLE indicator;\r', 'SELECT 7 AS seven;\r']);
    expect(shown).toContain('! Parser Error');
    expect(shown).toContain('! only statements that read are run here');
    expect(shown).toMatch(/seven\n {4}7/);
  });

  it('stops the running statement at Ctrl-C, and not itself', async () => {
    const shown = await typed([
      'SELECT SUM(a.range * b.range) FROM range(1000000) AS a, range(1000000) AS b;\r',
      CTRL_C,
      'SELECT 7 AS seven;\r',
    ]);
    expect(shown).toContain('! interrupted.');
    expect(shown).toMatch(/seven\n {4}7/);
  });

  it('forgets what was typed at Ctrl-C where nothing runs', async () => {
    const shown = await typed(['SELECT 1,\r', 'half', CTRL_C, 'SELECT 7 AS seven;\r']);
    expect(shown).toMatch(/seven\n {4}7/);
    expect(shown).not.toContain('!');
  });

  it('completes tables, columns, areas, its own commands and questions', async () => {
    expect(await typed(['SELECT COUNT(*) AS n FROM stat_0', '\t', ';\r'])).toMatch(/n\n\d+\n\(1 row\)/);
    expect(await typed(["SELECT ref_area FROM area_name WHERE name = 'Antwerp", '\t', ';\r'])).toMatch(
      /ref_area\n11002/,
    );
    expect(await typed(['.tab', '\t', '\r'])).toContain('every indicator of the release');
    expect(await typed(['.ask trend', '\t', 'indicator=stat_003_007\r'])).toContain('Belgique');
  });

  it('has commands, and says which there are', async () => {
    expect(await typed(['.help\r'])).toMatch(/\.schema TABLE +the columns of a table/);
    expect(await typed(['.tables\r'])).toMatch(/cube_013_001 +main +Medical imaging/);
    expect(await typed(['.schema cube_013_001\r'])).toMatch(/obs_value +DOUBLE +numerator x unit_scale \/ denominator/);
    expect(await typed(['.schema cube_013_002\r'])).toContain('! there is no table cube_013_002.');
    expect(await typed(['.mode csv\r', 'SELECT 1 AS a;\r'])).toContain('a\r\n1\r\n');
    expect(await typed(['.mode cvs\r'])).toContain('! there is no format `cvs`.');
    expect(await typed(['.rows 2\r', 'FROM range(5);\r'])).toMatch(/\(first 2 rows; there are more/);
    expect(await typed(['.timer on\r', 'SELECT 1;\r'])).toMatch(/\(1 row; \d+ ms\)/);
    expect(await typed(['.param year=2022\r', 'SELECT $year::INTEGER + 1 AS next;\r'])).toContain('2023');
    expect(await typed(['.questions\r'])).toContain('trend_by_region');
    expect(await typed(['.ask codes_behind_volume\r'])).toContain(
      '! codes_behind_volume reads data that no release contains.',
    );
    expect(await typed(['.tabels\r'])).toContain('! there is no command .tabels.');
    expect(await typed(['.quit\r', 'SELECT 7 AS seven;\r'])).not.toContain('seven\n');
  });

  it('fits a terminal of 40 columns', async () => {
    const shown = await typed(['FROM cube_013_001 LIMIT 1;\r', '.help\r', '.questions\r'], { columns: 40 });
    const said = shown.slice(shown.indexOf('time_period'));
    expect(said).toMatch(/time_period +2021\narea_level/);
    expect(
      Math.max(
        ...said
          .split('\n')
          .filter((line) => !line.startsWith('cubes>'))
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(40);
  });

  it('shows by the pager what is longer than the terminal, and without it where there is none', async () => {
    const paged: string[] = [];
    const page = (isThere: boolean) => async (text: string) => {
      paged.push(text);
      return isThere;
    };
    expect(await typed(['FROM range(40);\r', 'SELECT 7 AS seven;\r'], { rows: 20, page: page(true) })).not.toContain(
      '(40 rows)',
    );
    expect(paged).toHaveLength(1);
    expect(paged[0]).toContain('(40 rows)');
    expect(await typed(['FROM range(40);\r'], { rows: 20, page: page(false) })).toContain('(40 rows)');
    expect(await typed(['.pager off\r', 'FROM range(40);\r'], { rows: 20, page: page(true) })).toContain('(40 rows)');
  });
});

describe('the history', () => {
  it('keeps a statement as one entry, for nobody else to read', async () => {
    const file = join(folder, 'state', 'cubes', 'sql_history');
    await typed(['SELECT 1 AS a,\r', '2 AS b;\r', '.timer off\r'], { file });
    expect(readFileSync(file, 'utf8')).toBe('SELECT 1 AS a, 2 AS b;\n.timer off\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
    expect(await typed([UP, UP, '\r'], { file })).toMatch(/a {2}b\n1 {2}2/);
  });

  it('brings a statement over several lines back as one', async () => {
    expect(await typed(['SELECT 8 AS eight,\r', '9 AS nine;\r', UP, '\r'])).toMatch(
      /(eight {2}nine\n {4}8 {5}9[\s\S]*){2}/,
    );
  });

  it('is none where its place cannot be written', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const history = openHistory(join(file, 'cubes', 'sql_history'), true);
    expect(history.entries).toEqual([]);
    expect(() => history.add('SELECT 1;')).not.toThrow();
  });

  it('is not added to where that is not wanted', () => {
    const file = join(folder, 'other');
    openHistory(file, false).add('SELECT 1;');
    expect(openHistory(file, false).entries).toEqual([]);
  });
});
