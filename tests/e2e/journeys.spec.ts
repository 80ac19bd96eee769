import { expect, test } from '@grafana/plugin-e2e';
import { analystsJourney } from '../journeys/analyst';
import { opsJourney } from '../journeys/ops';
import { ownersJourney } from '../journeys/owner';

const store = 'shopscope-demo-shop';
const pane = {
  datasource: store,
  queries: [{ refId: 'A', datasource: { uid: store } }],
  range: { from: 'now-7d', to: 'now' },
};
const editor = `/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify({ one: pane }))}`;
const place = { address: '', store, editor };

test('a shop owner learns whether the shop is fine, what is at risk, and what to tell the others', async ({ page }) => {
  const { sentence, risk, chat } = await ownersJourney(page, place);
  expect(sentence).toMatch(/^(Orders are|More errors than usual|Since |The shop is quieter|Too few orders)/);
  expect(risk).toMatch(/\$[\d,]+|not known/);
  expect(chat).toContain('/a/shopscope-observability-app/incidents/at?');
});

test('whoever installs it sees every step checked, the copy current and the rules', async ({ page }) => {
  expect(await opsJourney(page, place)).toEqual({ file: 'shopscope-datasources.yaml' });
});

test('an analyst looks a figure up and asks a query of their own', async ({ page }) => {
  expect(await analystsJourney(page, place)).toEqual(expect.arrayContaining(['order', 'total']));
});
