import { config, locationService } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answers, backend } from '../../../tests/frontend/support/backend';
import { storeSettings } from '../../../tests/frontend/support/data-source';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import type { OrderPage } from '../../query/resources';
import App from '../App';

vi.mock('@grafana/runtime', async (original) =>
  (await import('../../../tests/frontend/support/backend')).runtimeWithBackend(() => original<object>())
);

const placedAt = Date.parse('2026-11-23T05:00:00Z');
const minute = 60_000;
const failure = {
  step: 'error',
  text: 'payments: did not answer',
  service: 'payments',
  errorCode: 'PSP_TIMEOUT',
} as const;

const order: OrderPage = {
  id: '5002',
  name: '#1001',
  placedAt,
  total: 66.08,
  currency: 'USD',
  financialStatus: 'PAID',
  fulfillmentStatus: 'SOMETHING_NEW',
  test: true,
  customerId: '7',
  adminUrl: 'https://admin.shopify.com/store/harbor-and-pine/orders/5002',
  customerAdminUrl: 'https://admin.shopify.com/store/harbor-and-pine/customers/7',
  timeline: [
    { ...failure, at: placedAt - 3 * minute, keyType: 'checkout' },
    { ...failure, at: placedAt - 2 * minute, keyType: 'checkout' },
    { step: 'placed', at: placedAt, text: 'Placed through Online Store' },
    { ...failure, at: placedAt + minute, keyType: 'order' },
    { step: 'paid', at: placedAt + 2 * minute, text: 'Paid by bogus' },
  ],
  logs: { expr: '{service_name=~".+"} | order_id="5002"', from: placedAt - 60 * minute, to: placedAt + 60 * minute },
  notices: ['A notice of the backend'],
};

const loki = (uid: string) => ({ ...storeSettings, uid, name: `Logs ${uid}`, type: 'loki' });

function open(address: string, told: Readonly<Record<string, unknown>>) {
  answers(told);
  locationService.push(`/a/shopscope-observability-app/${address}`);
  render(<App />);
  return userEvent.setup();
}

beforeEach(() => {
  viewerReads('en-US');
  config.datasources = { First: { ...storeSettings, uid: 'first', name: 'First' }, Loki: loki('one') };
});

describe('the order page', () => {
  it('shows figures, the timeline with repeated errors as one, and what the backend notices', async () => {
    open('order/5002?ds=first', { 'first/resources/order/5002': order });
    expect(await screen.findByRole('heading', { name: '#1001' })).toBeInTheDocument();
    expect(screen.getByText('$66.08')).toBeInTheDocument();
    expect(screen.getByText('SOMETHING_NEW')).toBeInTheDocument();
    expect(screen.getByText('Test order')).toBeInTheDocument();
    expect(screen.getByText('A notice of the backend')).toBeInTheDocument();
    const entries = within(screen.getByRole('list', { name: 'Timeline' })).getAllByRole('listitem');
    expect(entries).toHaveLength(4);
    expect(entries[0]).toHaveTextContent(/did not answer.*PSP_TIMEOUT · named by its checkout · 2 times until/);
    expect(entries[2]).toHaveTextContent('named by its id');
    expect(entries[2]).not.toHaveTextContent('times');
  });

  it('leads to Shopify, to what else happened then and to its log lines', async () => {
    open('order/5002?ds=first', { 'first/resources/order/5002': order });
    const href = async (name: string) => (await screen.findByRole('link', { name })).getAttribute('href') ?? '';
    expect(await href('Open in Shopify')).toBe(order.adminUrl);
    expect(await href('Customer in Shopify')).toBe(order.customerAdminUrl);
    expect(await href('What else happened then')).toBe(
      `/a/shopscope-observability-app/incidents/at?ds=first&from=${placedAt - 60 * minute}&to=${placedAt + 60 * minute}`
    );
    const panes: unknown = JSON.parse(
      new URL(await href('Log lines in Explore'), 'http://x').searchParams.get('panes') ?? ''
    );
    expect(panes).toMatchObject({
      a: {
        datasource: 'one',
        queries: [{ expr: order.logs?.expr }],
        range: { from: String(order.logs?.from), to: String(order.logs?.to) },
      },
    });
  });

  it('opens log lines through the Loki data source that is chosen', async () => {
    config.datasources['More'] = loki('two');
    const user = open('order/5002?ds=first', { 'first/resources/order/5002': order });
    await user.click(await screen.findByRole('combobox', { name: 'Through' }));
    await user.click(await screen.findByRole('option', { name: 'Logs two' }));
    expect(screen.getByRole('link', { name: 'Log lines in Explore' }).getAttribute('href')).toContain('%22two%22');
    expect(locationService.getSearch().get('loki')).toBe('two');
  });

  it('says so where Explore has no Loki to show lines through', async () => {
    delete config.datasources['Loki'];
    open('order/5002?ds=first', { 'first/resources/order/5002': order });
    expect(await screen.findByText(/has no Loki data source/)).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Log lines in Explore' })).not.toBeInTheDocument();
  });

  it('asks for the order by its name, and says in the backend’s words why there is none', async () => {
    const refused = {
      status: 404,
      data: { message: 'Neither the copy nor Shopify has an order #9' },
      config: { url: '' },
    };
    const user = open('order/%239?ds=first', { 'first/resources/order/%239': refused });
    expect(await screen.findByText('Neither the copy nor Shopify has an order #9')).toBeInTheDocument();
    answers({ 'first/resources/order/%239': order });
    await user.click(screen.getByRole('button', { name: 'Ask again' }));
    expect(await screen.findByRole('heading', { name: '#1001' })).toBeInTheDocument();
  });

  it('blames nobody wrongly: a backend that is away is Grafana’s, an answer not understood Shopscope’s', async () => {
    open('order/1?ds=first', {
      'first/resources/order/1': { status: 502, statusText: 'Bad Gateway', data: '', config: { url: '' } },
    });
    expect(
      await screen.findByText(/^Grafana: the data source could not be reached \(Bad Gateway\)/)
    ).toBeInTheDocument();
    open('order/2?ds=first', { 'first/resources/order/2': { ...order, total: 'much' } });
    expect((await screen.findAllByText(/does not understand the backend's answer/)).length).toBeGreaterThan(0);
  });

  it('finds an order by what is typed', async () => {
    const user = open('order?ds=first', { 'first/resources/order/%231001': order });
    expect(backend.get).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Show' })).toBeDisabled();
    await user.type(screen.getByRole('textbox', { name: /Number or id/ }), '#1001{Enter}');
    expect(await screen.findByRole('heading', { name: '#1001' })).toBeInTheDocument();
    expect(locationService.getLocation()).toMatchObject({ pathname: '/a/shopscope-observability-app/order/%231001' });
  });

  it('speaks Korean', async () => {
    viewerReads('ko-KR');
    open('order/5002?ds=first', { 'first/resources/order/5002': order });
    expect(await screen.findByRole('link', { name: 'Shopify에서 열기' })).toBeInTheDocument();
    expect(screen.getByText('결제 완료')).toBeInTheDocument();
    expect(backend.get.mock.calls[0]?.[1]).toEqual({ lang: 'ko-KR' });
  });
});
