/** A release on an older municipal map is drawn with the boundaries of that map. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deliver, primary, publish } from '../release/computed.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { shippedCatalogue, withTolerance } from '../support/shipped-catalogue.ts';
import { draw } from './drawn.ts';

it('shows the 581 municipalities of 2019, and those that merged later among them', async () => {
  const dataRoot = makeDataRoot();
  const catalogue = { ...withTolerance(shippedCatalogue(2019)), disclosure: primary.disclosure };
  await deliver(dataRoot, [2023]);
  await runPipeline(catalogue, dataRoot, { codes: ['cube_013_001'], years: [2023] });
  await publish(dataRoot, '2026Q4', ['cube_013_001'], [2023], { catalogue });
  const { out } = await draw(dataRoot, { languages: ['nl'] });
  const text = readFileSync(join(out, 'geo/municipality.js'), 'utf8');
  const { paths } = JSON.parse(/atlas\.put\("[^"]*",([\s\S]*)\);/.exec(text)?.[1] ?? '{}') as { paths: string[] };
  expect(paths).toHaveLength(581);
  expect(paths.filter((path) => !path.startsWith('M'))).toEqual([]);
  const merged = readFileSync(join(out, 'nl/area/11007/index.html'), 'utf8');
  expect(merged).not.toContain('bestaat niet meer');
  expect(merged).toContain('class="locator"');
  expect(existsSync(join(out, 'nl/area/46030/index.html'))).toBe(false);
});
