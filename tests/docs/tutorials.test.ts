/**
 * The tutorials are followed from the first line to the last; what they show is what the commands
 * print.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeDataRoot } from '../support/data-root.ts';
import { runConsole, withoutTimes } from './console.ts';
import { ROOT } from './markdown-files.ts';

/** Follows a page in a folder; with UPDATE_DOCS it is written anew. */
function follow(name: string, folder: string): void {
  const file = join(ROOT, 'docs', 'tutorial', `${name}.md`);
  const page = readFileSync(file, 'utf8');
  const followed = runConsole(page, folder);
  if (process.env.UPDATE_DOCS) writeFileSync(file, followed);
  else expect(withoutTimes(followed), 'run `npm run docs`').toBe(withoutTimes(page));
}

it('the first release is made by its tutorial', () => {
  follow('first-release', makeDataRoot());
});

it('the first indicator is made by its tutorial', () => {
  const folder = makeDataRoot();
  for (const path of ['indicators.yaml', 'sql', 'data/reference'])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  const page = readFileSync(join(ROOT, 'docs', 'tutorial', 'first-indicator.md'), 'utf8');
  const [, entry = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(page) ?? [];
  const catalogue = join(folder, 'indicators.yaml');
  writeFileSync(
    catalogue,
    readFileSync(catalogue, 'utf8').replace('\nindicators:\n', () => `\nindicators:\n${entry}`),
  );
  follow('first-indicator', folder);
});
