import { config, locationService } from '@grafana/runtime';
import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answers, backend, type Answers } from '../../../tests/frontend/support/backend';
import { copyWithoutPlace, currentCopy, loadingCopy } from '../../../tests/frontend/support/copies';
import { storeSettings } from '../../../tests/frontend/support/data-source';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import queries from '../../locales/en/queries.json';
import App from '../App';
import { dataSourceFile } from './files';
import { ownerNote } from './owner-note';
import { scopes } from './scopes';

vi.mock('@grafana/runtime', async (original) =>
  (await import('../../../tests/frontend/support/backend')).runtimeWithBackend(() => original<object>())
);

const shop = {
  name: 'Harbor & Pine',
  domain: 'harbor-and-pine.myshopify.com',
  plan: 'Basic',
  timezone: 'America/New_York',
  currency: 'USD',
};
const connection = {
  shop,
  apiVersion: { asked: '2026-07' },
  scopes: [
    { scope: 'read_orders', granted: true, without: '' },
    { scope: 'read_reports', granted: false, without: 'No ShopifyQL.' },
  ],
  history: { days: null, text: 'All orders.' },
  budget: {},
};
const settings = {
  uid: 'first',
  name: 'First',
  type: 'shopscope-shopify-datasource',
  readOnly: false,
  jsonData: { shop: shop.domain, copy: { budgetShare: 0.1 } },
  secureJsonFields: { clientSecret: true },
};
const frame = (row: Record<string, unknown>) => ({
  frames: [
    {
      schema: { fields: Object.keys(row).map((name) => ({ name })) },
      data: { values: Object.values(row).map((value) => [value]) },
    },
  ],
});
const results = {
  results: {
    reports: { error: 'Shopify denied this app ShopifyQL.' },
    match: frame({ match_rate: 0.2, lines: 500, advice: 'Log order_id in payments.' }),
    today: frame({ orders: 12, net_sales: 480.5 }),
    week: frame({ orders: 90, net_sales: 4100 }),
  },
};
const refused = (status: number, message: string) => ({ status, data: { message }, config: { url: '' } });

function open(step: string, more: Answers = {}) {
  answers({
    first: settings,
    'first/resources/connection': connection,
    'first/health': { details: { logs: [{ name: 'main', lines: 1200, milliseconds: 8 }] } },
    'first/resources/copy': currentCopy(Date.now()),
    '/api/prometheus/grafana/api/v1/rules': { data: { groups: [] } },
    '/api/search': [],
    '/api/v1/provisioning/contact-points': [],
    '/api/ds/query': results,
    ...more,
  });
  locationService.push(`/a/shopscope-observability-app/setup/${step}?ds=first`);
  render(<App />);
  return userEvent.setup({ delay: null });
}

beforeEach(() => {
  viewerReads('en-US');
  Object.assign(config.bootData.user, { orgRole: 'Admin', isGrafanaAdmin: false });
  config.datasources = { First: { ...storeSettings, uid: 'first', name: 'First' } };
});

describe('the page Setup', () => {
  it('checks each part of the connection, and has a note for the owner where a scope is missing', async () => {
    const user = open('shopify');
    expect(await screen.findByText('Scope read_reports is missing')).toBeInTheDocument();
    expect(screen.getByText('No ShopifyQL.')).toBeInTheDocument();
    expect(await screen.findByText('ShopifyQL does not answer')).toBeInTheDocument();
    const note = screen.getByRole('textbox', { name: 'Note to the shop’s owner' });
    expect(note).toHaveTextContent(/- read_reports: Shopify’s own reports/);
    expect(note).not.toHaveTextContent('read_orders');
    await user.click(screen.getByRole('radio', { name: '한국어' }));
    expect(note).toHaveTextContent(/- read_reports: Shopify 보고서/);
  });

  it('says why the store can’t be asked, in the backend’s words', async () => {
    open('shopify', { 'first/resources/connection': refused(401, 'Shopify refused the client secret.') });
    expect(await screen.findByText('Shopify refused the client secret.')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '1. Connect Shopify' }).closest('li')).toHaveTextContent('Needs attention');
  });

  it('tells how many error lines lead to an order, and what to log where few do', async () => {
    open('logs');
    expect(await screen.findByText(/^20% of 500 error lines/)).toBeInTheDocument();
    expect(screen.getByText('Log order_id in payments.')).toBeInTheDocument();
    expect(screen.getByText('1,200 lines in the last hour, in 8 ms')).toBeInTheDocument();
  });

  it('says what is wrong with a Loki', async () => {
    const logs = [{ name: 'main', failed: { code: 'connectionFailed', values: { host: 'loki', reason: 'refused' } } }];
    open('logs', { 'first/health': { details: { logs } } });
    expect(await screen.findByText(/^Loki: loki can't be reached \(refused\)/)).toBeInTheDocument();
  });

  it('sends those who come to Loki first back to Shopify', async () => {
    open('logs', { 'first/health': refused(400, 'No shop.') });
    expect(await screen.findByText('Loki is asked together with the store: connect Shopify first')).toBeInTheDocument();
  });

  it('switches the copy on and leaves all other settings as they are', async () => {
    const user = open('copy', { 'first/resources/copy': { state: 'off', offReason: 'notEnabled' } });
    await user.click(await screen.findByRole('button', { name: 'Switch the copy on' }));
    await waitFor(() => expect(backend.put).toHaveBeenCalledOnce());
    expect(backend.put.mock.calls[0]?.[1]).toMatchObject({
      jsonData: { shop: shop.domain, copy: { budgetShare: 0.1, enabled: true } },
    });
    expect(await screen.findByText(/^Saved\. Grafana hands it on/)).toBeInTheDocument();
    const loading = loadingCopy(Date.now());
    backend.get.mockImplementation(() => Promise.resolve(loading));
    expect(await screen.findByRole('progressbar', { name: 'Orders' })).toBeInTheDocument();
  });

  it('saves nothing where a file provisions the data source', async () => {
    const user = open('copy', {
      'first/resources/copy': { state: 'off', offReason: 'notEnabled' },
      first: { ...settings, readOnly: true },
    });
    await user.click(await screen.findByRole('button', { name: 'Switch the copy on' }));
    expect(await screen.findByText(/^A file provisions this data source/)).toBeInTheDocument();
    expect(backend.put).not.toHaveBeenCalled();
  });

  it('names the server’s setting where there is none, and goes on after the restart', async () => {
    open('copy', { 'first/resources/copy': copyWithoutPlace() });
    expect(await screen.findByText(/\[plugin\.shopscope-shopify-datasource\] of its/)).toBeInTheDocument();
    for (const home of ['Docker', 'Amazon ECS', 'Helm']) {
      expect(screen.getByRole('tab', { name: home })).toBeInTheDocument();
    }
    const loading = loadingCopy(Date.now());
    backend.get.mockImplementation(() => Promise.resolve(loading));
    expect(await screen.findByRole('progressbar', { name: 'Orders' })).toBeInTheDocument();
  });

  it('shows the first figures and what is left', async () => {
    open('finish', { 'first/resources/copy': { state: 'off', offReason: 'notEnabled' } });
    expect(await screen.findByText('$480.50')).toBeInTheDocument();
    expect(screen.getByText('12')).toBeInTheDocument();
    expect(screen.getByText('Left to do: Keep a copy, Alert rules')).toBeInTheDocument();
  });

  it('opens at the first step that is not done where the address names none', async () => {
    open('', { 'first/resources/copy': { state: 'off', offReason: 'notEnabled' } });
    expect(await screen.findByRole('button', { name: 'Switch the copy on' })).toBeInTheDocument();
  });

  it('says that the data source was deleted', async () => {
    open('finish', { 'first/resources/copy': refused(404, 'Data source not found') });
    expect(await screen.findByText('The data source “First” is no longer there')).toBeInTheDocument();
  });

  it('says that Grafana can’t be reached, and keeps what was known when asked again', async () => {
    const user = open('dashboards');
    const again = await screen.findByRole('button', { name: 'Check again' });
    backend.get.mockImplementation(() => Promise.reject(new TypeError('Failed to fetch')));
    await user.click(again);
    expect(await screen.findByText(/^The server could not be asked/)).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Pick dashboards' })).toBeInTheDocument();
  });

  it('lets Viewers look, and has nothing for them to change', async () => {
    Object.assign(config.bootData.user, { orgRole: 'Viewer' });
    open('copy', { 'first/resources/copy': { state: 'off', offReason: 'notEnabled' } });
    expect(await screen.findByText('An administrator of this Grafana can set this up')).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: 'Switch the copy on' })).toHaveAttribute('aria-disabled', 'true');
  });

  it('has a note to send also where no store is connected', async () => {
    config.datasources = {};
    open('');
    expect(await screen.findByRole('textbox', { name: 'Note to the shop’s owner' })).toHaveTextContent('read_orders');
    expect(screen.getByRole('link', { name: 'Add a store' })).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Setup, step by step' })).not.toBeInTheDocument();
  });
});

describe('what is given away', () => {
  it('asks for every scope that the backend reads with', () => {
    const known = Object.keys(queries).filter((key) => key.startsWith('scope.'));
    expect(scopes.map((scope) => `scope.${scope}`).sort()).toEqual(known.sort());
    expect(scopes.every((scope) => ownerNote('ko', []).includes(scope))).toBe(true);
  });

  it('names secrets by variables of the environment, and escapes what else has a dollar', async () => {
    const file = await dataSourceFile({
      ...settings,
      jsonData: { shop: shop.domain, copy: {}, logs: { endpoints: [{ name: 'seoul', selector: '{a=~"b$"}' }] } },
      secureJsonFields: { clientSecret: true, 'lokiPassword.seoul': true, accessToken: false },
    });
    expect(file).toContain('clientSecret: ${SHOPSCOPE_CLIENT_SECRET}');
    expect(file).toContain('lokiPassword.seoul: ${SHOPSCOPE_LOKI_PASSWORD_SEOUL}');
    expect(file).toContain(`'{a=~"b$$"}'`);
    expect(file).not.toContain('accessToken');
  });
});
