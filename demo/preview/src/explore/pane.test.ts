import { expect, it } from 'vitest';
import { paneOf } from './pane';

it('finds the query and the range of a link to Explore', () => {
  const query = { refId: 'A', queryType: 'range', expr: '{service_name=~".+"} | order_id="1"' };
  const pane = { datasource: 'loki-usd', queries: [query], range: { from: '1000', to: '2000' } };
  expect(paneOf(JSON.stringify({ logs: pane }))).toEqual(pane);
});

it.each([undefined, '', '{', '{}', '{"logs":{"datasource":"x","queries":[]}}'])('finds nothing in %s', (panes) => {
  expect(paneOf(panes)).toBeUndefined();
});
