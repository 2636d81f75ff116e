/** Generated pages are what the code says of itself; `npm run docs` writes them anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './markdown-files.ts';
import { cataloguePage } from './pages/catalogue.ts';
import { commandsPage } from './pages/commands.ts';
import { cubeColumnsPage } from './pages/cube-columns.ts';
import { errorsPage } from './pages/errors.ts';
import { exitCodesPage } from './pages/exit-codes.ts';
import { indicatorsPage } from './pages/indicators.ts';
import { jsonShapesPage } from './pages/json-shapes.ts';

const PAGES: Readonly<Record<string, () => string>> = {
  commands: commandsPage,
  'catalogue-keys': cataloguePage,
  errors: errorsPage,
  'json-shapes': jsonShapesPage,
  'exit-codes': exitCodesPage,
  'cube-columns': cubeColumnsPage,
  indicators: indicatorsPage,
};

it.each(Object.keys(PAGES))('docs/reference/%s.md is what the code says of itself', (name) => {
  const file = join(ROOT, 'docs', 'reference', `${name}.md`);
  const page = PAGES[name]?.() ?? '';
  if (process.env.UPDATE_DOCS) writeFileSync(file, page);
  expect(page, 'run `npm run docs`').toBe(readFileSync(file, 'utf8'));
});

it('every variable of the environment that the program reads is documented', () => {
  const page = readFileSync(join(ROOT, 'docs', 'reference', 'environment.md'), 'utf8');
  const read = readEnvironment();
  expect(read.length).toBeGreaterThan(5);
  expect(read.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

function readEnvironment(): string[] {
  const sources = ['terminal', 'options', 'catalogue-cache', 'sql-history', 'commands/sql', 'page'].map((name) =>
    readFileSync(join(ROOT, 'pipeline', 'cli', `${name}.ts`), 'utf8'),
  );
  return sources.flatMap((text) => [...text.matchAll(/\benv\.([A-Z_]+)/g)].map(([, name = '']) => name));
}
