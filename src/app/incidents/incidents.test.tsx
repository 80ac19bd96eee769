import { config, locationService } from '@grafana/runtime';
import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { answers, backend, type Answers } from '../../../tests/frontend/support/backend';
import { storeSettings } from '../../../tests/frontend/support/data-source';
import { queryAnswer } from '../../../tests/frontend/support/frames';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import type { Incident, Incidents } from '../../query/resources';
import App from '../App';

vi.mock('@grafana/runtime', async (original) =>
  (await import('../../../tests/frontend/support/backend')).runtimeWithBackend(() => original<object>())
);

const hour = 3_600_000;
const stretch = z.object({ from: z.coerce.number(), to: z.coerce.number() });
const began = Date.parse('2026-11-23T05:00:00Z');

const incident: Incident = {
  id: String(began),
  revision: 2,
  startedAt: began,
  detectedAt: began + hour / 4,
  endedAt: began + 2 * hour,
  state: 4,
  title: 'Fewer orders than usual while errors were above the usual (payments)',
  text: '7 orders, about 20 expected',
  orders: 7,
  expected: 20,
  shortfall: { low: 4, high: 18 },
  revenueAtRisk: { low: 400, high: 1800 },
  errors: 118,
  errorsUsual: 2,
  service: 'payments',
  errorCode: 'PSP_TIMEOUT',
  codeWords: 'The payment provider did not answer',
  definition: 'impact-1',
};
const listed: Incidents = {
  incidents: [
    incident,
    { ...incident, id: '1', startedAt: began - 90 * 24 * hour, endedAt: began - 90 * 24 * hour + hour },
  ],
  currency: 'USD',
  notices: [],
};
const facts = { shop: 'Harbor & Pine', timezone: 'America/New_York', currency: 'USD' };

const row = {
  time: began + hour,
  first_time: began + hour,
  service: 'payments',
  region: 'us-east-1',
  error_code: 'PSP_TIMEOUT',
  words: null,
  message: '=HYPERLINK("http://x")',
  errors: 2,
  key_type: 'order',
  key: '5002',
  order_id: '5002',
  order_name: '#1001',
  checkout_id: null,
  customer_id: null,
  outcome: 'Paid later',
  outcome_code: 'paid later',
  minutes_to_paid: 3.5,
  value: 66.08,
  currency: 'USD',
  admin_search: 'name:"#1001"',
};
const counts = {
  affected_keys: 2,
  match_rate: 0.9,
  orders: 1,
  checkouts: 1,
  customers: 0,
  paid_later: 1,
  not_paid: 1,
  share_of_all_checkouts: 0.25,
  advice: 'Log order_id',
  admin_search: 'name:"#1001" OR id:900',
};
const told = queryAnswer({
  rows: [
    row,
    {
      ...row,
      key_type: 'checkout',
      key: 'c-1',
      order_id: null,
      order_name: null,
      checkout_id: '900',
      outcome: 'Not paid',
      outcome_code: 'not paid',
    },
  ],
  summary: [counts],
  codes: [
    {
      error_code: 'PSP_TIMEOUT',
      words: null,
      service: 'payments',
      errors: 118,
      first_seen: began + 60_000,
      is_new: true,
    },
  ],
  verdict: [{ sentence: 'Orders are as usual.', state: 0 }],
  events: [{ time: began - hour, title: 'Theme published', text: null }],
});

function open(address: string, more: Answers = {}) {
  answers({
    'first/resources/incidents': listed,
    'first/resources/facts': facts,
    '/api/ds/query': told,
    ...more,
  });
  locationService.push(`/a/shopscope-observability-app/${address}`);
  render(<App />);
  return userEvent.setup();
}

const one = `incidents/${incident.id}?ds=first`;

beforeEach(() => {
  viewerReads('en-US');
  config.bootData.user.isGrafanaAdmin = false;
  Object.assign(config.bootData.user, { orgRole: 'Editor' });
  const shop: typeof storeSettings = { ...storeSettings, jsonData: { shop: 'harbor-and-pine.myshopify.com' } };
  config.datasources = { First: { ...shop, uid: 'first', name: 'First' } };
});

describe('the page of past incidents', () => {
  it('lists them with cause, service, length and loss, and sums them by code and by quarter', async () => {
    open('incidents?ds=first', {
      'first/resources/incidents': {
        ...listed,
        incidents: listed.incidents.map((each) => ({
          ...each,
          note: { text: 'A certificate ran out', at: began, by: 'dana' },
        })),
      },
    });
    const list = within(await screen.findByRole('group', { name: 'Incidents' }));
    expect(list.getAllByRole('link', { name: incident.title })[0]).toHaveAttribute(
      'href',
      `/a/shopscope-observability-app/incidents/${began}?ds=first`
    );
    expect(list.getAllByText('A certificate ran out')).toHaveLength(2);
    expect(list.getByText('2 hr')).toBeInTheDocument();
    expect(list.getAllByText('4–18')).toHaveLength(2);
    const codes = within(screen.getByRole('group', { name: 'Error code' }));
    expect(codes.getByText('3 hr')).toBeInTheDocument();
    expect(codes.getByText('8–36')).toBeInTheDocument();
    expect(codes.getByText('$800 – $3,600')).toBeInTheDocument();
    const quarters = within(screen.getByRole('group', { name: 'Quarter' }));
    expect(quarters.getByText('2026 Q4')).toBeInTheDocument();
    expect(quarters.getByText('2026 Q3')).toBeInTheDocument();
  });

  it('looks further back when asked, and keeps that in the address', async () => {
    const user = open('incidents?ds=first');
    await screen.findByText('2 incidents');
    await user.click(screen.getByRole('radio', { name: '12 months' }));
    await waitFor(() => expect(backend.get.mock.calls.filter(([url]) => url.endsWith('/incidents'))).toHaveLength(2));
    const [first, second] = backend.get.mock.calls
      .filter(([url]) => url.endsWith('/incidents'))
      .map(([, parameters]) => stretch.parse(parameters).from);
    expect((first ?? 0) - (second ?? 0)).toBeGreaterThan(270 * 24 * hour);
    expect(locationService.getSearch().get('from')).toBe('now-1y');
  });

  it('says that there were none', async () => {
    open('incidents?ds=first', { 'first/resources/incidents': { ...listed, incidents: [] } });
    expect(await screen.findByText('No incidents')).toBeInTheDocument();
  });

  it('says what to do where incidents can’t be found, an administrator by a link', async () => {
    config.bootData.user.isGrafanaAdmin = true;
    open('incidents?ds=first', {
      'first/resources/incidents': { ...listed, incidents: [], notices: ['There is no copy'] },
    });
    expect(await screen.findByText('There is no copy')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open the settings' })).toHaveAttribute(
      'href',
      '/connections/datasources/edit/first'
    );
  });
});

describe('the page of one incident', () => {
  it('tells its figures as intervals, its course and whom it hit', async () => {
    open(one);
    expect(await screen.findByRole('heading', { name: incident.title })).toBeInTheDocument();
    expect(screen.getByText('4–18')).toBeInTheDocument();
    expect(screen.getByText('$400 – $1,800')).toBeInTheDocument();
    const list = within(await screen.findByRole('group', { name: 'Whom errors hit' }));
    expect(list.getByRole('link', { name: '#1001' })).toHaveAttribute(
      'href',
      '/a/shopscope-observability-app/order/5002?ds=first'
    );
    expect(list.getByRole('link', { name: 'Checkout' })).toHaveAttribute(
      'href',
      'https://admin.shopify.com/store/harbor-and-pine/checkouts/900'
    );
    const entries = within(screen.getByRole('list', { name: 'Timeline' })).getAllByRole('listitem');
    expect(entries.map(({ textContent }) => textContent.replace(/^[\d: -]+/, ''))).toEqual([
      'Theme published',
      'Began, as estimated',
      expect.stringMatching(/First PSP_TIMEOUT, not seen in the week beforepayments · 118 error lines/),
      'Detected',
      expect.stringMatching(/Last error .*2 hit in all, 1 of them paid later/),
      'Over',
    ]);
    expect(screen.getByText(/Not paid: 1 · Share of all checkouts: 25%/)).toBeInTheDocument();
    expect(screen.getByText('Log order_id')).toBeInTheDocument();
  });

  it('asks of the incident’s time, and of changes from two hours before', async () => {
    open(one);
    await screen.findByRole('group', { name: 'Whom errors hit' });
    expect(backend.post.mock.calls.map(([, body]) => stretch.parse(body))).toEqual([
      // What is drawn: as much again before and after.
      { from: began - 2 * hour, to: began + 4 * hour },
      { from: began, to: began + 2 * hour },
      { from: began - 2 * hour, to: began + 2 * hour },
    ]);
  });

  it('does not wait for what was changed in the shop', async () => {
    answers({ 'first/resources/incidents': listed });
    backend.post.mockImplementation((_, body) =>
      JSON.stringify(body).includes('"events"') ? new Promise(() => undefined) : Promise.resolve(told)
    );
    locationService.push(`/a/shopscope-observability-app/${one}`);
    render(<App />);
    expect(await screen.findByRole('group', { name: 'Whom errors hit' })).toBeInTheDocument();
    expect(screen.queryByText('Theme published')).not.toBeInTheDocument();
  });

  it('leads to the dashboard of that time', async () => {
    open(one);
    expect(await screen.findByRole('link', { name: 'Dashboard of that time' })).toHaveAttribute(
      'href',
      `/d/shopscope-incident?var-store=first&from=${began}&to=${began + 2 * hour}`
    );
  });

  it('saves the list as CSV in which no cell is a formula', async () => {
    const blobs: Blob[] = [];
    URL.createObjectURL = (saved) => {
      if (saved instanceof Blob) {
        blobs.push(saved);
      }
      return 'blob:x';
    };
    URL.revokeObjectURL = () => undefined;
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const user = open(one);
    await user.click(await screen.findByRole('button', { name: 'Save as CSV' }));
    expect(clicked).toHaveBeenCalledOnce();
    const text = await new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.readAsText(blobs[0] ?? new Blob());
    });
    const [head, first] = String(text).split('\r\n');
    expect(head).toContain('"The order_name","The order_id"');
    expect(first).toContain('2026-11-23T06:00:00.000Z');
    expect(first).toContain(`"'=HYPERLINK(""http://x"")"`);
  });

  it('has a few lines ready for a chat', async () => {
    open(one);
    const text = (await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'To paste into a chat' })).value;
    expect(text.split('\n')).toEqual([
      `First: ${incident.title}`,
      expect.stringMatching(/^2026-11-2\d \d\d:\d\d UTC[+-]\d\d:\d\d – .* \(2 hr\)$/),
      incident.text,
      'Orders, checkouts and customers hit by errors: 2 (paid later: 1, not paid: 1)',
      expect.stringMatching(new RegExp(`^http.*/a/shopscope-observability-app/incidents/${began}\\?ds=first$`)),
    ]);
  });

  it('lets an Editor write down the cause, and shows why it could not be saved', async () => {
    const path = `first/resources/incidents/${began}/note`;
    const user = open(one, { [path]: new Error('The copy can’t be written just now') });
    await user.click(await screen.findByRole('button', { name: 'Write down the cause' }));
    await user.type(screen.getByRole('textbox', { name: /What caused it/ }), 'A certificate ran out ');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The copy can’t be written just now')).toBeInTheDocument();
    backend.post.mockResolvedValue({ ...incident, note: { text: 'A certificate ran out', at: began, by: 'dana' } });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/^dana, 2026-11-2/)).toBeInTheDocument();
    expect(backend.post.mock.calls.at(-1)?.[1]).toEqual({ language: 'en-US', text: 'A certificate ran out' });
  });

  it('lets a Viewer read alone', async () => {
    Object.assign(config.bootData.user, { orgRole: 'Viewer' });
    open(one);
    expect(await screen.findByText(/Editors and Admins can/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Write down the cause' })).not.toBeInTheDocument();
  });

  it('keeps what is known where logs can’t be asked, and says whose fault it is', async () => {
    const refused = {
      status: 400,
      data: queryAnswer({
        rows: 'Loki “main” did not answer',
        summary: 'Loki “main” did not answer',
        verdict: [{ sentence: 's', state: 1 }],
      }),
      config: { url: '' },
    };
    open(one, { '/api/ds/query': refused });
    expect(await screen.findByText('Loki “main” did not answer')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: incident.title })).toBeInTheDocument();
    expect(screen.getByText('Detected')).toBeInTheDocument();
  });

  it('says where an id is no incident of this store', async () => {
    open('incidents/12?ds=first');
    expect(await screen.findByText('There is no such incident')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All incidents' })).toHaveAttribute(
      'href',
      '/a/shopscope-observability-app/incidents?ds=first'
    );
  });
});

describe('the page of a stretch of time', () => {
  it('judges it in a sentence and names incidents that are kept of it', async () => {
    open(`incidents/at?ds=first&from=${began}&to=${began + hour}`);
    expect(await screen.findByRole('heading', { name: 'Orders are as usual.' })).toBeInTheDocument();
    const kept = within(await screen.findByRole('region', { name: 'Incidents of this time' }));
    expect(kept.getAllByRole('link', { name: incident.title })).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Write down the cause' })).not.toBeInTheDocument();
  });

  it('understands Grafana’s words for times', async () => {
    open('incidents/at?ds=first&from=now-6h&to=now');
    await screen.findByRole('heading', { name: 'Orders are as usual.' });
    const lengths = backend.post.mock.calls.map(([, body]) => {
      const { from, to } = stretch.parse(body);
      return Math.round((to - from) / hour);
    });
    // What is drawn, what is asked of it, and what was changed from two hours before.
    expect(lengths).toEqual([12, 6, 8]);
  });

  it.each(['', '&from=yesterday&to=now', '&from=now&to=now-6h', '&from=99999999999999999999&to=now'])(
    'says what is wrong with the address %s',
    async (range) => {
      open(`incidents/at?ds=first${range}`);
      expect(await screen.findByText('The address does not say which time to look at')).toBeInTheDocument();
      expect(backend.post).not.toHaveBeenCalled();
    }
  );
});
