import { config, locationService } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answers, backend, type Answers } from '../../../tests/frontend/support/backend';
import { copyWithoutPlace, currentCopy } from '../../../tests/frontend/support/copies';
import { storeSettings } from '../../../tests/frontend/support/data-source';
import { queryAnswer } from '../../../tests/frontend/support/frames';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import { dashboards } from '../places';
import App from '../App';
import type { Verdict } from './verdict';

vi.mock('@grafana/runtime', async (original) =>
  (await import('../../../tests/frontend/support/backend')).runtimeWithBackend(() => original<object>())
);

const minute = 60_000;
const sentence = 'Orders are as usual: 12 in the last hour, about 11.6 were to be expected.';

function verdict(more: Partial<Verdict> = {}): Verdict {
  return {
    sentence,
    state: 0,
    orders: 12,
    expected: 11.6,
    errors: 3,
    revenue_at_risk_low: null,
    revenue_at_risk_high: null,
    service: null,
    error_code: null,
    code_words: null,
    details: 'Usual for Monday, from 8 weeks.',
    left_out: null,
    confounders: null,
    orders_fresh_at: Date.now() - minute,
    logs_fresh_at: Date.now() - minute,
    ...more,
  };
}

const granted = { scope: 'read_orders', granted: true, without: 'no orders' };
const facts = { shop: 'Harbor & Pine', timezone: 'America/New_York', currency: 'USD' };
const connected = { logs: { endpoints: [{ name: 'one', url: 'http://loki' }] } };

interface Told {
  readonly verdict?: Verdict | string | undefined;
  readonly scopes?: ReadonlyArray<typeof granted> | string;
  readonly copy?: unknown;
  readonly jsonData?: object;
  readonly more?: Answers;
  /** Whether Grafana can't be reached for queries. */
  readonly refuses?: boolean;
}

/** Every part of the page asks apart; queries are told from each other by what they ask. */
function open({
  verdict: judged = verdict(),
  scopes = [granted],
  copy,
  jsonData = connected,
  more,
  refuses = false,
}: Told = {}) {
  config.datasources = {
    Harbor: { ...storeSettings, uid: 'harbor', name: 'Harbor & Pine', jsonData },
    Loki: { ...storeSettings, uid: 'grafana-loki', name: 'Loki', type: 'loki' },
  };
  answers({ 'harbor/resources/copy': copy ?? fine(), 'harbor/resources/facts': facts, ...more });
  const told = queryAnswer({
    verdict: typeof judged === 'string' ? judged : [{ ...judged }],
    scopes: typeof scopes === 'string' ? scopes : scopes.map((each) => ({ ...each })),
  });
  backend.post.mockImplementation(() =>
    refuses ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(told)
  );
  locationService.push('/a/shopscope-observability-app?ds=harbor');
  render(<App />);
  return userEvent.setup({ delay: null });
}

/** A copy with nothing to worry about. */
function fine() {
  const copy = currentCopy(Date.now());
  return { ...copy, entities: copy.entities?.filter(({ state }) => state === 'current') };
}

const concern = async (name: string | RegExp) => {
  const title = await screen.findByRole('heading', { name });
  return within(title.closest('li') ?? document.body);
};

beforeEach(() => {
  viewerReads('en-US');
  Object.assign(config.bootData.user, { orgRole: 'Viewer', isGrafanaAdmin: false });
});

describe('Home', () => {
  it('says in one sentence whether the shop is fine, with the figures behind it', async () => {
    open();
    expect(await screen.findByText(sentence)).toBeInTheDocument();
    const part = within(screen.getByRole('region', { name: 'Is the shop fine?' }));
    expect(part.getByText('Fine')).toBeInTheDocument();
    expect(part.getByText('about 12 to be expected')).toBeInTheDocument();
    expect(part.getByText('none to be seen')).toBeInTheDocument();
    expect(await part.findByRole('button', { name: 'Nothing is stale or missing' })).toBeInTheDocument();
  });

  it('tells the loss as an interval in the shop’s currency, and what most errors say', async () => {
    const user = open({
      verdict: verdict({
        state: 4,
        revenue_at_risk_low: 410.4,
        revenue_at_risk_high: 1_820,
        service: 'payments',
        error_code: 'PSP_TIMEOUT',
        left_out: 'The last minute is still filling.',
      }),
    });
    expect(await screen.findByText('$410 – $1,820')).toBeInTheDocument();
    expect(screen.getByText('Errors and loss')).toBeInTheDocument();
    expect(screen.getByText('Most error lines: payments · PSP_TIMEOUT')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'How this was judged' }));
    expect(screen.getByText('The last minute is still filling.')).toBeInTheDocument();
  });

  it('does not call a shop fine of which not enough is known', async () => {
    const text = 'Not enough history to tell what is usual.';
    open({ verdict: verdict({ sentence: text, state: null, orders: null, expected: null, orders_fresh_at: null }) });
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(screen.getByText("Can't be told yet")).toBeInTheDocument();
    expect(screen.queryByText('Fine')).not.toBeInTheDocument();
    expect(screen.queryByText('none to be seen')).not.toBeInTheDocument();
    expect(screen.getByText('no copy, or not filled yet')).toBeInTheDocument();
  });

  it.each([
    ['en-US', 'Is the shop fine?', '/d/shopscope-shop-fine?'],
    ['ko-KR', '우리 스토어 괜찮은가요?', '/d/shopscope-shop-fine-ko?'],
  ] as const)('groups dashboards by question in %s, each link with store, Loki and range', async (lang, name, path) => {
    viewerReads(lang);
    open();
    const link = await screen.findByRole('link', { name });
    expect(link).toHaveAttribute('href', `${path}var-store=harbor&var-loki=grafana-loki&from=now-6h&to=now`);
    const hrefs = screen.getAllByRole('link').map((each) => each.getAttribute('href') ?? '');
    for (const dashboard of dashboards) {
      expect(hrefs.filter((href) => href.startsWith(`/d/shopscope-${dashboard}`)).length).toBeGreaterThan(0);
    }
    const ours = hrefs.filter((href) => href.startsWith('/d/'));
    expect(ours.filter((href) => !/var-store=harbor&.*from=[^&]+&to=now/.test(href))).toEqual([]);
  });

  it('tells a Viewer of a shop without copy and without Loki what is missing and whom to ask', async () => {
    const user = open({
      copy: copyWithoutPlace(),
      jsonData: {},
      verdict: 'Shopscope: the copy of this store is off.',
      scopes: [granted, { scope: 'read_all_orders', granted: false, without: 'Only 60 days.' }],
    });
    expect(await screen.findByText('Shopscope: the copy of this store is off.')).toBeInTheDocument();
    expect((await concern('There is no copy of the store')).getByRole('link')).toHaveAttribute(
      'href',
      '/a/shopscope-observability-app/data?ds=harbor'
    );
    const logs = await concern('Loki is not connected');
    expect(logs.getByText(/An administrator of this Grafana can change that/)).toBeInTheDocument();
    expect(logs.queryByRole('link')).not.toBeInTheDocument();
    const scopes = await concern('1 scope is not granted');
    expect(scopes.getByText('read_all_orders')).toBeInTheDocument();
    expect(scopes.getByText('Only 60 days.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '3 things are stale or missing' }));
    expect(screen.getByRole('region', { name: 'Stale or missing' })).toHaveFocus();
  });

  it.each([
    ['shopify', { copy: copyWithoutPlace(), scopes: [{ scope: 'read_orders', granted: false, without: '' }] }],
    ['logs', { copy: copyWithoutPlace(), jsonData: {} }],
    ['copy', { copy: copyWithoutPlace() }],
  ] as const)('goes on with setup at the first step that is left: %s', async (step, told) => {
    open(told);
    expect(await screen.findByRole('link', { name: 'Go on with setup' })).toHaveAttribute(
      'href',
      `/a/shopscope-observability-app/setup/${step}?ds=harbor`
    );
  });

  it('says nothing of setup where all of it is done', async () => {
    open();
    await screen.findByRole('button', { name: 'Nothing is stale or missing' });
    expect(screen.queryByRole('link', { name: 'Go on with setup' })).not.toBeInTheDocument();
  });

  it('leads an administrator to the settings', async () => {
    config.bootData.user.isGrafanaAdmin = true;
    open({ jsonData: {} });
    expect((await concern('Loki is not connected')).getByRole('link', { name: 'Open settings' })).toHaveAttribute(
      'href',
      '/connections/datasources/edit/harbor'
    );
  });

  it.each([
    ['Copying is asleep', { state: 'asleep', asleepSince: 1_790_000_000_000 }],
    ['Copying is paused', { paused: true }],
    ['Copying has failed', { state: 'failed', reason: 'The disk is full.' }],
    ["The store's history is being copied: 42% done", { state: 'backfill', progress: 0.42 }],
    ['Nothing keeps copying awake', { heartbeat: { seenAt: null, missing: true, text: '' } }],
    [
      /^The copy was last up to date 2 hours ago$/,
      { entities: [entity('current', { freshAt: Date.now() - 120 * minute })] },
    ],
    ['1 kind of record could not be copied', { entities: [entity('failed', { error: 'Shopify did not answer.' })] }],
  ])('says “%s” with a way on', async (title, changed) => {
    open({ copy: { ...fine(), ...changed } });
    expect((await concern(title)).getByRole('link')).toHaveAttribute('href', expect.stringContaining('ds=harbor'));
  });

  it.each([
    ['No log line could be read', null],
    ['The newest log line came 3 hours ago', Date.now() - 180 * minute],
  ])('says “%s” where logs are connected', async (title, at) => {
    open({ verdict: verdict({ logs_fresh_at: at }) });
    expect((await concern(title)).getByRole('link')).toHaveAttribute(
      'href',
      expect.stringContaining('/d/shopscope-log-pipeline?var-store=harbor')
    );
  });

  it('shows where to look though nothing answers, and asks again', async () => {
    const user = open({ more: { 'harbor/resources/copy': new Error('Shopscope: not now.') }, refuses: true });
    expect(await screen.findByText('Shopscope: not now.')).toBeInTheDocument();
    expect(screen.getByText('Whether the shop is fine could not be asked')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Store today' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '2 things are stale or missing' })).toBeInTheDocument();
    backend.post.mockResolvedValue(queryAnswer({ verdict: [{ ...verdict() }] }));
    await user.click(screen.getByRole('button', { name: 'Ask again' }));
    expect(await screen.findByText(sentence)).toBeInTheDocument();
  });
});

function entity(state: 'current' | 'failed', more: object) {
  return { name: 'orders', title: 'Orders', state, rows: 1, ...more };
}
