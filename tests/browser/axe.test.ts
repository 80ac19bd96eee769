import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { grafanas } from './axe/grafanas';
import { violationsOn } from './axe/look';
import { openPage, whyNot } from './chromium';
import { onDemo } from './on-demo';

const app = '/a/shopscope-observability-app';
const source = path.resolve('src');
const plugin = z.object({ includes: z.array(z.object({ type: z.string(), path: z.string() })) });
const dashboard = z.object({ uid: z.string() });

const { includes } = plugin.parse(JSON.parse(readFileSync(path.join(source, 'plugin.json'), 'utf8')));
const listed = (type: string) => includes.flatMap((each) => (each.type === type ? [each.path] : []));

/** What plugin.json lists, and what is below it. */
const pages = [
  ...listed('page')
    .filter((each) => each.startsWith('/a/'))
    .map((each) => each.replace('/a/%PLUGIN_ID%', app)),
  `${app}/incidents/at?from=now-6h&to=now`,
  `${app}/kpi/net_sales`,
];
const isKorean = (place: string): boolean => place.endsWith('-ko');
/** Each in English and in Korean. */
const dashboards = listed('dashboard')
  .map((file) => `/d/${dashboard.parse(JSON.parse(readFileSync(path.join(source, file), 'utf8'))).uid}`)
  .filter((place) => !isKorean(place))
  .map((place) => [place, `${place}-ko`] as const);

/** Waits until what was asked first has come; pages that are told of progress are never quite at rest. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 40_000 });
  await page.waitForLoadState('networkidle', { timeout: 10_000 }).catch(() => undefined);
  await page.waitForTimeout(500);
}

// A busy machine takes its time to start the first page.
describe.skipIf(whyNot !== undefined)(
  `what axe finds${whyNot === undefined ? '' : ` (${whyNot})`}`,
  { timeout: 180_000 },
  () => {
    const running = onDemo();

    const open = async (place: string, look: 'lang=en&theme=light' | 'lang=ko&theme=dark') => {
      const { page } = await openPage(running().browser);
      const more = `ds=usd&var-store=usd&var-loki=loki-usd&${look}`;
      await page.goto(`${running().demo.address}${place}${place.includes('?') ? '&' : '?'}${more}`);
      await settle(page);
      return page;
    };

    /** Rules that Grafana's components were seen to break. */
    const seen = new Set<string>();
    const ours = async (page: Page) => {
      const { ours: found, grafanas: others } = await violationsOn(page);
      others.forEach((rule) => seen.add(rule));
      return found;
    };

    it('is something where something is wrong', async () => {
      const page = await open(app, 'lang=en&theme=light');
      await page.evaluate(`document.querySelector('h1').after(document.createElement('button'))`);
      expect(await ours(page)).toEqual([expect.stringMatching(/^button-name: /)]);
      await page.context().close();
    });

    // Side by side: most of the time is spent on waiting for answers.
    const foundOn = (places: readonly string[], korean: (place: string, index: number) => boolean) =>
      Promise.all(
        places.map(async (place, index) => {
          const page = await open(place, korean(place, index) ? 'lang=ko&theme=dark' : 'lang=en&theme=light');
          const found = await ours(page);
          await page.context().close();
          return found;
        })
      );

    it.each(pages)('%s: nothing', async (place) => {
      expect(await foundOn([place, place], (_, index) => index === 1)).toEqual([[], []]);
    });

    it.each(dashboards)('%s and %s: nothing but Grafana’s own', async (...places) => {
      expect(await foundOn(places, isKorean)).toEqual([[], []]);
    });

    it('of Grafana’s own is no more than what is listed', () => {
      expect([...seen].sort()).toEqual(grafanas.map(({ rule }) => rule).sort());
    });
  }
);
