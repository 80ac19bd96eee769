import { describe, expect, it } from 'vitest';
import { analystsJourney } from '../journeys/analyst';
import { opsJourney } from '../journeys/ops';
import { ownersJourney } from '../journeys/owner';
import { openPage, whyNot } from './chromium';
import { onDemo } from './on-demo';

describe.skipIf(whyNot !== undefined)(
  `journeys from start to answer${whyNot === undefined ? '' : ` (${whyNot})`}`,
  { timeout: 180_000 },
  () => {
    const running = onDemo();
    const start = async () => {
      const watched = await openPage(running().browser);
      watched.page.context().setDefaultTimeout(60_000);
      // The preview begins in the language of whoever starts it.
      await watched.page.goto(`${running().demo.address}/query?lang=en&theme=light&ds=usd`);
      const place = { address: running().demo.address, store: 'usd', editor: '/query?ds=usd' };
      return { ...watched, place };
    };

    it('a shop owner learns whether the shop is fine, what is at risk, and what to tell the others', async () => {
      const { page, place, problems } = await start();
      const { sentence, risk, chat } = await ownersJourney(page, place);
      expect(sentence).toMatch(
        /^(Orders are as usual|More errors than usual|Since |The shop is quieter|Too few orders)/
      );
      expect(risk).toMatch(/\$[\d,]+/);
      expect(chat).toContain('Harbor & Pine');
      expect(problems).toEqual([]);
    });

    it('whoever installs it sees every step checked, the copy current and the rules that are missing', async () => {
      const { page, place, problems } = await start();
      expect(await opsJourney(page, place)).toEqual({ file: 'shopscope-datasources.yaml' });
      expect(problems).toEqual([]);
    });

    it('an analyst looks a figure up and asks a query of their own', async () => {
      const { page, place, problems } = await start();
      expect(await analystsJourney(page, place)).toEqual(expect.arrayContaining(['order', 'total']));
      expect(problems).toEqual([]);
    });
  }
);
