/** A real browser for tests: Debian's Chromium, what it is asked for, and what it complains of. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { MAIN } from '../cli/command.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

const PLACES = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Where the browser is; undefined where there is none, which continuous integration does not
 * accept.
 */
export const CHROMIUM = PLACES.find((place) => place !== '' && existsSync(place));
if (CHROMIUM === undefined && process.env.CUBES_NEEDS_BROWSER !== undefined)
  throw new Error('there is no Chromium: apt-get install chromium, or name it in CHROMIUM.');

export function launch(): Promise<Browser> {
  // The sandbox needs rights that a container does not give.
  return chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
}

/** A page with all that it asked for and complained of. */
export interface Visit {
  readonly page: Page;
  readonly requests: string[];
  readonly messages: string[];
}

/** Opens an address in a context of its own; ends it after `look`. */
export async function visit<T>(
  browser: Browser,
  address: string,
  options: BrowserContextOptions,
  look: (visit: Visit) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const [requests, messages]: [string[], string[]] = [[], []];
    page.on('request', (request) => requests.push(request.url()));
    page.on('requestfailed', (request) => messages.push(`failed: ${request.url()}`));
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
    await page.goto(address, { waitUntil: 'load' });
    return await look({ page, requests, messages });
  } finally {
    await context.close();
  }
}

export const fileAddress = (site: string, path: string): string => {
  const [file = '', search] = path.split('?');
  return pathToFileURL(join(site, file)).href + (search === undefined ? '' : `?${search}`);
};

/** Serves a site as readers do, with the command; gives its address and a way to end it. */
export async function serve(site: string): Promise<{ readonly address: string; readonly end: () => void }> {
  const child: ChildProcess = spawn(process.execPath, [MAIN, 'site', '--serve', site, '--port', '0'], {
    cwd: REPOSITORY,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      const found = /http:\S+/.exec(chunk.toString())?.[0];
      if (found !== undefined) resolve(found);
    });
  });
  return { address, end: () => child.kill('SIGTERM') };
}

const AXE = readFileSync(join(REPOSITORY, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** What axe finds wrong by WCAG 2.2 AA, each with the first element. */
export async function findBarriers(page: Page): Promise<string[]> {
  // The policy of the page lets no other script in; the browser's own way is not held to it.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map(
      ({ id, nodes }) =>
        `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary.slice(0, 300)}`,
    );
  });
}
