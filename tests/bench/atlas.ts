/**
 * What a change of the year costs the main thread of a browser, as a Markdown table by indicator.
 * `npm run bench -- atlas SITE`: a folder that `cubes site` drew.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { quantileSorted } from 'd3-array';
import { type Browser, chromium } from 'playwright-core';

const median = (samples: readonly number[]) =>
  quantileSorted(
    samples.toSorted((a, b) => a - b),
    0.5,
  ) ?? 0;
const PLACES = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const CHANGES = 10;

interface Cost {
  readonly code: string;
  readonly elements: number;
  /** Milliseconds of tasks by change: all of them, and layout and style of those. */
  readonly tasks: readonly number[];
  readonly drawing: readonly number[];
}

/** Opens the page of an indicator on a desk, and moves the year back and forth by the keyboard. */
async function measurePage(browser: Browser, site: string, code: string): Promise<Cost> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(join(site, 'en', code, 'index.html')).href, { waitUntil: 'load' });
  const session = await page.context().newCDPSession(page);
  // CPU of the thread, not time that other programs take.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return { tasks: of('TaskDuration'), drawing: of('LayoutDuration') + of('RecalcStyleDuration') };
  };
  await page.locator('#year').focus();
  await page.waitForTimeout(1000);
  const [tasks, drawing]: [number[], number[]] = [[], []];
  for (let change = 0; change < CHANGES; change += 1) {
    const before = await read();
    await page.keyboard.press(change % 4 < 2 ? 'ArrowLeft' : 'ArrowRight');
    await page.waitForTimeout(600);
    const after = await read();
    tasks.push((after.tasks - before.tasks) * 1000);
    drawing.push((after.drawing - before.drawing) * 1000);
  }
  const elements = await page.evaluate('document.querySelectorAll("*").length');
  await page.close();
  return { code, elements: Number(elements), tasks, drawing };
}

const [site = ''] = process.argv.slice(3);
const executablePath = PLACES.find((place) => place !== '' && existsSync(place));
if (!existsSync(join(site, 'en'))) throw new Error('name the folder of an atlas: npm run bench -- atlas SITE.');
if (executablePath === undefined)
  throw new Error('there is no Chromium: apt-get install chromium, or name it in CHROMIUM.');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const codes = readdirSync(join(site, 'data'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const rows: string[] = [];
for (const { name } of codes) {
  const { code, elements, tasks, drawing } = await measurePage(browser, site, name);
  const [all, part] = [median(tasks), median(drawing)].map((one) => one.toFixed(0));
  rows.push(
    `| \`${code}\` | ${elements.toLocaleString('en-GB')} | ${all} | ${part} | ${Math.max(...tasks).toFixed(0)} |`,
  );
}
console.log(
  [
    `Chromium ${browser.version()}, Node ${process.version}; a change of the year, median of ${CHANGES}, CPU milliseconds of the main thread.`,
    '',
    '| indicator | elements | all tasks | of it layout and style | most |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n'),
);
await browser.close();
