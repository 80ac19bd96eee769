import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page, type Response } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium as the system has it; undefined where there is none. */
export const executable = process.env['CHROMIUM'] ?? places.find((place) => existsSync(place));

/** Why browser tests are skipped here; undefined where they run. */
export const whyNot = executable === undefined ? 'no Chromium: install it, or name it in CHROMIUM' : undefined;

export function launch(): Promise<Browser> {
  // Chromium's sandbox does not start as root, which containers run as.
  return chromium.launch({ executablePath: executable ?? '', args: ['--no-sandbox'] });
}

/** A page that remembers everything that went wrong on it. */
export interface Watched {
  readonly page: Page;
  readonly problems: readonly string[];
  readonly responses: readonly Response[];
}

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 1100 },
    locale: 'en-US',
    timezoneId: 'Asia/Seoul',
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const problems: string[] = [];
  const responses: Response[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') {
      problems.push(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => {
    problems.push(`thrown: ${error.message}`);
  });
  page.on('response', (response) => {
    responses.push(response);
    if (response.status() >= 400) {
      problems.push(`${response.status()} ${response.url()}`);
    }
  });
  return { page, problems, responses };
}
