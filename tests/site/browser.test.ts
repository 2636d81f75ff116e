/**
 * The atlas in a real browser: quiet, complete without a script, reachable by keyboard, the same
 * from a file and a server.
 */
/// <reference lib="dom" />
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatNumber } from '../../pipeline/site/shape/format.ts';
import { pathOf, releaseOf } from '../release/computed.ts';
import { readParquet } from '../support/read-cube.ts';
import { CHROMIUM, fileAddress, findBarriers, launch, serve, visit } from './browser.ts';
import { draw, LANGUAGES, released } from './drawn.ts';

const CODE = 'cube_013_001';
const KINDS = [
  'index.html',
  `${CODE}/index.html`,
  `${CODE}/sheet/index.html`,
  `${CODE}/embed/index.html`,
  'area/index.html',
  'area/62063/index.html',
  'compare/index.html',
  'release/index.html',
  'data/index.html',
];
type Viewport = NonNullable<BrowserContextOptions['viewport']>;
const PHONE: BrowserContextOptions = { viewport: { width: 320, height: 640 } };
const HAND = { viewport: { width: 390, height: 844 } };
const DESK = { viewport: { width: 1280, height: 900 } };

let browser: Browser;
let dataRoot: string;
let site: string;
let server: Awaited<ReturnType<typeof serve>>;

function atlasTests(): void {
  beforeAll(async () => {
    dataRoot = await released();
    site = (await draw(dataRoot)).out;
    browser = await launch();
    server = await serve(site);
  });
  afterAll(async () => {
    server.end();
    await browser.close();
  });

  const at = (path: string) => fileAddress(site, path);
  /**
   * Complaints, foreign requests, and how far the page is wider than the window, which is then made
   * wider.
   */
  const quietly = (address: string, options: BrowserContextOptions, wider: readonly Viewport[] = []) =>
    visit(browser, address, options, async ({ page, messages, requests }) => {
      await page.waitForTimeout(150);
      const own = address.startsWith('file:') ? fileAddress(site, '') : server.address;
      const measure = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      let overflow = options.javaScriptEnabled === false ? 0 : await measure();
      for (const viewport of wider) {
        await page.setViewportSize(viewport);
        await page.waitForTimeout(50);
        overflow = Math.max(overflow, await measure());
      }
      return {
        messages,
        foreign: requests.filter((url) => !url.startsWith(own) && !url.startsWith('data:')),
        overflow: Math.max(0, overflow),
      };
    });
  const NOTHING = { messages: [], foreign: [], overflow: 0 };

  describe.each(LANGUAGES)('pages in %s', (language) => {
    it.each(KINDS)('%s is quiet and fits from a file, on a phone and a desk', async (kind) => {
      const wider = [HAND.viewport, DESK.viewport];
      expect(await quietly(at(`${language}/${kind}`), PHONE, wider)).toEqual(NOTHING);
    });
  });

  it.each(KINDS)('%s is quiet from a server, with and without scripts', async (kind) => {
    for (const javaScriptEnabled of [true, false])
      expect(await quietly(`${server.address}en/${kind}`, { ...DESK, javaScriptEnabled })).toEqual(NOTHING);
  });

  it.each(KINDS)('%s has no barrier by WCAG 2.2 AA, light and dark', async (kind) => {
    await visit(browser, at(`fr/${kind}`), DESK, async ({ page }) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(200);
        expect(await findBarriers(page)).toEqual([]);
      }
    });
  });

  it('shows the choice of a language, quietly', async () => {
    expect(await quietly(at('index.html'), PHONE)).toEqual(NOTHING);
  });

  describe('without scripts', () => {
    it('an indicator has its map, figure, charts, ranking and plots, and no control that does nothing', async () => {
      await visit(browser, at(`nl/${CODE}/index.html`), { ...DESK, javaScriptEnabled: false }, async ({ page }) => {
        for (const part of [
          '#map path',
          '#panel .figure b',
          '#panel .chart',
          '#ranking tbody tr',
          '#caterpillar svg',
          '#funnel svg',
          '#how',
        ])
          expect(await page.locator(part).count(), part).toBeGreaterThan(0);
        expect(await page.locator('#controls').isVisible()).toBe(false);
        expect(await page.locator('#buttons').isVisible()).toBe(false);
      });
    });
  });

  describe('a choice', () => {
    it('of another year paints, ranks and says what the cube says, and keeps the rows of the table', async () => {
      const rows = await readParquet(releaseOf(dataRoot, '2026Q4', pathOf(CODE, 2022)));
      await visit(browser, at(`en/${CODE}/index.html`), DESK, async ({ page, messages }) => {
        await page
          .locator('#ranking tbody tr')
          .first()
          .evaluate((row) => row.setAttribute('data-kept', 'yes'));
        await page.locator('#year').focus();
        await page.keyboard.press('ArrowLeft');
        await page.waitForFunction(() => document.getElementById('ranking-title')?.textContent?.endsWith('2022'));
        const shown = await page
          .locator('#ranking tbody tr')
          .evaluateAll((all) =>
            all.map((row) => [
              /area\/(\d+)/.exec(row.querySelector('a')?.getAttribute('href') ?? '')?.[1],
              row.querySelectorAll('td')[1]?.textContent,
            ]),
          );
        expect(shown.length).toBeGreaterThan(2);
        for (const [area, text] of shown) {
          const row = rows.find((one) => one.ref_area === area && one.age_group === 'total');
          expect([area, text]).toEqual([
            area,
            row?.obs_value === null ? 'not published' : formatNumber(Number(row?.obs_value), 'en', 1),
          ]);
        }
        expect(await page.locator('#ranking [data-kept]').count()).toBe(1);
        expect(new URL(page.url()).search).toBe('?year=2022');
        expect(messages).toEqual([]);
      });
    });

    it('of a municipality shows its statistical sectors, where they are published, and its own region beside it', async () => {
      const [file = ''] = readdirSync(join(site, 'data/stat_003_007/sector'));
      const area = file.replace('.js', '');
      const address = at(`en/stat_003_007/index.html?area=${area}&colour=compare&with=region`);
      await visit(browser, address, DESK, async ({ page, messages }) => {
        await page.waitForFunction(() => document.querySelectorAll('#sectors tbody tr').length > 0);
        expect(await page.locator('#sectors caption').textContent()).toContain('Statistical sectors of');
        expect(await page.locator('#with').inputValue()).toBe('region');
        expect(await page.locator('#colour option:checked').textContent()).toBe('Compared with its own region');
        expect(messages).toEqual([]);
        expect(await findBarriers(page)).toEqual([]);
      });
    });

    it('is in the address, which shows it again, and Back works between areas', async () => {
      await visit(
        browser,
        at(`fr/${CODE}/index.html?year=2022&area=62000&age_group=40-49&level=province`),
        DESK,
        async ({ page, messages }) => {
          await page.waitForFunction(() => document.querySelector('#panel h2')?.textContent?.includes('Liège'));
          expect(await page.locator('#level').inputValue()).toBe('province');
          expect(await page.locator('#d-age_group').inputValue()).toBe('40-49');
          expect(await page.locator('#panel .where').textContent()).toContain('40-49');
          await page.waitForFunction(() => document.querySelectorAll('#map .areas path').length === 10);
          await page.locator('#map .areas path').first().dispatchEvent('click');
          await page.waitForFunction(() => location.search.includes('area=10000'));
          await page.goBack();
          await page.waitForFunction(() => document.querySelector('#panel h2')?.textContent?.includes('Liège'));
          expect(await page.locator('#unknown').isVisible()).toBe(false);
          expect(messages).toEqual([]);
        },
      );
    });

    it('that a link names and no page has is reported', async () => {
      await visit(browser, at(`en/${CODE}/index.html?year=1999&colour=pink&hello=1`), DESK, async ({ page }) => {
        expect(await page.locator('#unknown').textContent()).toContain('year=1999, colour=pink, hello');
      });
    });

    it('of an area can be made with the keyboard alone', async () => {
      await visit(browser, at(`en/${CODE}/index.html`), DESK, async ({ page }) => {
        await page.locator('#map').focus();
        await page.keyboard.press('ArrowDown');
        await page.waitForFunction(() => location.search.includes('area='));
        const first = new URL(page.url()).searchParams.get('area');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction((before) => new URL(location.href).searchParams.get('area') !== before, first);
        expect(await page.locator('#panel h2').textContent()).not.toBe('Belgium');
      });
    });

    it('can be taken along as CSV and SVG, with the code and the release in them', async () => {
      await visit(
        browser,
        at(`en/${CODE}/index.html`),
        { ...DESK, acceptDownloads: true },
        async ({ page, messages }) => {
          for (const [button, wanted] of [
            ['csv', /ref_area,area,numerator/],
            ['svg', /^<svg [\s\S]*cube_013_001, 2026Q4/],
          ] as const) {
            const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`#${button}`).click()]);
            expect(readFileSync(await download.path(), 'utf8')).toMatch(wanted);
          }
          expect(messages).toEqual([]);
        },
      );
    });
  });

  it('the search finds a place by any of its names and an indicator by its title, with the keyboard', async () => {
    await visit(browser, at('nl/index.html'), DESK, async ({ page }) => {
      await page.locator('#search').fill('liege');
      await page.waitForSelector('#results li');
      expect(await page.locator('#results').textContent()).toContain('Luik');
      await page.locator('#search').fill('Medische beeld');
      await page.waitForFunction(() => document.querySelector('#results li')?.textContent?.includes('cube_013_001'));
      await page.keyboard.press('Enter');
      await page.waitForURL(/cube_013_001/);
    });
  });

  it('the comparison draws areas, and two indicators', async () => {
    await visit(browser, at('en/compare/index.html?areas=62000,21000'), DESK, async ({ page, messages }) => {
      await page.waitForSelector('#comparison .series');
      expect(await page.locator('#comparison .series').count()).toBe(2);
      await page.locator('#second').selectOption('cube_013_004');
      await page.waitForSelector('#comparison .plot .dots');
      expect(new URL(page.url()).search).toBe('?second=cube_013_004&areas=62000%2C21000');
      expect(messages).toEqual([]);
    });
  });

  it('an indicator prints on one page', async () => {
    await visit(browser, at(`fr/${CODE}/index.html`), DESK, async ({ page }) => {
      await page.waitForTimeout(200);
      const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    });
  });

  it('a view has few enough elements, with everything that scripts add', async () => {
    await visit(browser, at(`fr/${CODE}/index.html?level=municipality`), DESK, async ({ page }) => {
      await page.waitForFunction(() => document.querySelectorAll('#ranking tbody tr').length > 500);
      expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(12_000);
    });
  });
}

if (CHROMIUM === undefined)
  it('is looked at where there is a browser', () => {
    process.stderr.write('\nThe atlas was not looked at in a browser: there is none here. apt-get install chromium.\n');
    expect(CHROMIUM).toBeUndefined();
  });
else describe('the atlas', atlasTests);
