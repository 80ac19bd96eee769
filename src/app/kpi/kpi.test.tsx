import { config, locationService } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { answers, backend } from '../../../tests/frontend/support/backend';
import { storeSettings } from '../../../tests/frontend/support/data-source';
import { queryAnswer } from '../../../tests/frontend/support/frames';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import { kpiNames } from '../../query';
import type { KpiWords } from '../../query/resources';
import App from '../App';
import { found } from './search';

vi.mock('@grafana/runtime', async (original) =>
  (await import('../../../tests/frontend/support/backend')).runtimeWithBackend(() => original<object>())
);

const app = '/a/shopscope-observability-app';
const words = (name: KpiWords['name'], more: Partial<KpiWords> = {}): KpiWords => ({
  name,
  title: name.replaceAll('_', ' '),
  definition: 'What it means.',
  formula: 'one − other',
  trap: '',
  rules: ['Test orders: left out'],
  ...more,
});
const all = kpiNames.map((name) => words(name));
const netSales = words('net_sales', { title: 'Net sales', trap: 'Not what was paid.', shopifyql: 'sales.net_sales' });
const facts = { shop: 'Harbor & Pine', timezone: 'America/New_York', currency: 'USD' };

function open(path: string, kpis: readonly KpiWords[] = all) {
  config.datasources = { Harbor: { ...storeSettings, uid: 'harbor', name: 'Harbor & Pine' } };
  answers({ 'harbor/resources/kpis': { kpis }, 'harbor/resources/facts': facts });
  locationService.push(`${app}/${path}`);
  render(<App />);
  return userEvent.setup({ delay: null });
}

const sent = z.object({ queries: z.array(z.looseObject({ refId: z.string() })) });
const lastQuery = () => sent.parse(backend.post.mock.lastCall?.[1]).queries[0];

beforeEach(() => {
  viewerReads('en-US');
});

describe('the KPI dictionary', () => {
  it('lists every KPI by family, each with an address of its own', async () => {
    open('kpi?ds=harbor');
    expect(await screen.findByText(`${kpiNames.length} KPIs`)).toBeInTheDocument();
    const stock = within(screen.getByRole('region', { name: 'Stock' }));
    expect(stock.getByRole('link', { name: 'dead stock' })).toHaveAttribute('href', `${app}/kpi/dead_stock?ds=harbor`);
    expect(screen.getAllByRole('link')).toHaveLength(kpiNames.length);
  });

  it('narrows by words, which stand in the address', async () => {
    const user = open('kpi?ds=harbor', [netSales, words('orders')]);
    await user.type(await screen.findByRole('searchbox', { name: /^Search/ }), 'Net sales.net');
    expect(await screen.findByText('1 KPI')).toBeInTheDocument();
    expect(locationService.getSearch().get('q')).toBe('Net sales.net');
    await user.type(screen.getByRole('searchbox'), 'nothing of the kind');
    expect(await screen.findByText('No KPI has these words. Try fewer.')).toBeInTheDocument();
  });

  it('says of one how it is worked out and where it is shown', async () => {
    open('kpi/net_sales?ds=harbor', [netSales]);
    expect(await screen.findByRole('heading', { name: 'Net sales' })).toBeInTheDocument();
    const term = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling;
    expect(term('Formula')).toHaveTextContent('one − other');
    expect(term('Mind')).toHaveTextContent('Not what was paid.');
    expect(term('ShopifyQL')).toHaveTextContent('sales.net_sales');
    expect(term('Test orders')).toHaveTextContent('left out');
    expect(screen.getByRole('link', { name: 'Sales and customers' })).toHaveAttribute(
      'href',
      '/d/shopscope-sales-and-customers?var-store=harbor&from=now-30d&to=now'
    );
  });

  it('works the figure out only when asked, in the shop’s currency', async () => {
    const user = open('kpi/net_sales?ds=harbor', [netSales]);
    const week = await screen.findByRole('button', { name: 'Last 7 whole days' });
    expect(backend.post).not.toHaveBeenCalled();
    backend.post.mockResolvedValue(queryAnswer({ example: [{ net_sales: 1234.5 }] }));
    await user.click(week);
    expect(await screen.findByText('$1,234.50')).toBeInTheDocument();
    expect(lastQuery()).toMatchObject({ metrics: ['net_sales'], period: 'last_7_days', bucket: 'none' });
  });

  it('shows a figure that has no meaning as a whole by its parts', async () => {
    const user = open('kpi/basket_pairs?ds=harbor');
    const ask = await screen.findByRole('button', { name: 'Last 30 whole days' });
    backend.post.mockResolvedValue(
      queryAnswer({ example: [{ product: 'Mug', other_product: 'Tea', basket_pairs: 7 }] })
    );
    await user.click(ask);
    expect(await screen.findByText('Mug · Tea')).toBeInTheDocument();
    expect(lastQuery()).toMatchObject({ dimensions: ['product', 'other_product'] });
  });

  it('says why there is no figure', async () => {
    const user = open('kpi/dead_stock?ds=harbor');
    const ask = await screen.findByRole('button', { name: 'Work it out' });
    backend.post.mockResolvedValue(queryAnswer({ example: 'Shopscope: this needs the copy.' }));
    await user.click(ask);
    expect(await screen.findByText('Shopscope: this needs the copy.')).toBeInTheDocument();
    backend.post.mockRejectedValue(new TypeError('Failed to fetch'));
    await user.click(ask);
    expect(await screen.findByText(/^Network: Grafana could not be reached/)).toBeInTheDocument();
  });

  it('leads back from a name that it does not know', async () => {
    open('kpi/gross_vibes?ds=harbor');
    expect(await screen.findByText('There is no KPI named gross_vibes')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All KPIs' })).toHaveAttribute('href', `${app}/kpi?ds=harbor`);
  });
});

describe('the search', () => {
  it('wants every word, in whatever form it is typed', () => {
    const korean = words('orders', { title: '주문 수' });
    expect(found([netSales, korean], '  NET　sales ')).toEqual([netSales]);
    expect(found([netSales, korean], '주문'.normalize('NFD'))).toEqual([korean]);
    expect(found([netSales, korean], '')).toHaveLength(2);
    expect(found([netSales, korean], 'net .* [')).toEqual([]);
  });
});
