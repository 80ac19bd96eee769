import { config, locationService, type PluginPageProps } from '@grafana/runtime';
import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { copyWithoutPlace, currentCopy, loadingCopy } from '../../../tests/frontend/support/copies';
import { storeSettings } from '../../../tests/frontend/support/data-source';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import type { CopyAnswer } from '../../query/resources';
import App from '../App';

type Answers = Readonly<Record<string, unknown>>;

const { backend } = vi.hoisted(() => ({
  backend: {
    get: vi.fn<(url: string) => Promise<unknown>>(),
    post: vi.fn<(url: string, body: unknown) => Promise<unknown>>(),
    put: vi.fn<(url: string, body: unknown) => Promise<unknown>>(),
  },
}));

vi.mock('@grafana/runtime', async (original) =>
  Object.assign({}, await original<object>(), {
    getBackendSrv: () => backend,
    // Outside Grafana the library's own leaves out what stands beside the title.
    PluginPage: ({ actions, children }: PluginPageProps) => (
      <>
        {actions}
        {children}
      </>
    ),
  })
);

/** What the backend answers by path; an `Error` is thrown. */
function answers(told: Answers): void {
  const answer = (url: string) => {
    const found = told[url.replace('/api/datasources/uid/', '')];
    return found === undefined || found instanceof Error
      ? Promise.reject(found ?? new Error(`no answer for ${url}`))
      : Promise.resolve(found);
  };
  backend.get.mockReset().mockImplementation(answer);
  backend.post.mockReset().mockImplementation(answer);
  backend.put.mockReset().mockImplementation(answer);
}

function open(copy: CopyAnswer | Error, more: Answers = {}) {
  answers({ 'first/resources/copy': copy, ...more });
  locationService.push('/a/shopscope-observability-app/data?ds=first');
  render(<App />);
  return userEvent.setup();
}

const posts = () => backend.post.mock.calls.map(([url, body]) => [url.split('/resources/copy/')[1], body]);

const now = Date.parse('2026-11-23T06:00:00Z');

beforeEach(() => {
  viewerReads('en-US');
  config.bootData.user.isGrafanaAdmin = true;
  config.datasources = {
    First: { ...storeSettings, uid: 'first', name: 'First' },
    Second: { ...storeSettings, uid: 'second', name: 'Second' },
  };
});

describe('the Data page', () => {
  it('shows what is stored, where it is denied and why', async () => {
    open(currentCopy(now));
    const table = within(await screen.findByRole('region', { name: 'What is stored' }));
    expect(table.getByText('128,402')).toBeInTheDocument();
    expect(table.getByText(/lacks the scope read_discounts/)).toBeInTheDocument();
    expect(table.getByText('No access')).toBeInTheDocument();
    expect(screen.getByText('Changes in the store are followed as they happen.')).toBeInTheDocument();
    expect(screen.queryByText('Nothing keeps syncing awake')).not.toBeInTheDocument();
  });

  it('says all of it in Korean', async () => {
    viewerReads('ko-KR');
    open(currentCopy(now, 'ko'));
    expect(await screen.findByText('저장된 데이터')).toBeInTheDocument();
    expect(screen.getByText('스토어에서 바뀐 내용을 바로바로 반영하고 있습니다.')).toBeInTheDocument();
  });

  it('shows a backfill’s progress, and that no alert rule keeps it awake', async () => {
    open(loadingCopy(now));
    expect(
      await screen.findByRole('progressbar', { name: 'Loading the store’s history'.replace('’', "'") })
    ).toHaveAttribute('aria-valuenow', '42');
    expect(screen.getByRole('progressbar', { name: 'Stock' })).not.toHaveAttribute('aria-valuenow');
    expect(screen.getByText(/54,120 of 128,402 rows · 21,400 rows\/s · about 4 sec left/)).toBeInTheDocument();
    expect(screen.getByText('Nothing keeps syncing awake')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open alert rules' })).toHaveAttribute(
      'href',
      '/a/shopscope-observability-app/alerts?ds=first'
    );
  });

  it('names what loads in the viewer’s language, whichever the stream of progress has', async () => {
    const copy = loadingCopy(now);
    const jobs = (copy.jobs ?? []).slice(0, 1).map((job) => ({ ...job, title: '주문' }));
    open({ ...copy, jobs });
    expect(await screen.findByRole('progressbar', { name: 'Orders' })).toBeInTheDocument();
    expect(screen.queryByText('주문')).not.toBeInTheDocument();
  });

  it('says since when it sleeps', async () => {
    open({ ...currentCopy(now), state: 'asleep', asleepSince: now });
    expect(await screen.findByText(/^Asleep since 2026-11-23/)).toBeInTheDocument();
  });

  it('shows differences with their reasons, and those that agree when asked', async () => {
    const user = open(currentCopy(now));
    const region = within(await screen.findByRole('region', { name: 'Compared with Shopify' }));
    expect(region.getByText('-$48.00')).toBeInTheDocument();
    expect(region.queryByText('2026-11-20')).not.toBeInTheDocument();
    const [first] = region.getAllByRole('button', { name: /row/i });
    await user.click(first ?? document.body);
    expect(await region.findByText(/1 refund was made after the day ended/)).toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: /figures that agree/ }));
    expect(region.getByText('2026-11-20')).toBeInTheDocument();
  });

  it('tells each way of running Grafana which lines give copies a directory', async () => {
    const user = open(copyWithoutPlace());
    expect(await screen.findByText(/\[plugin\.shopscope-shopify-datasource\]\s+copy_root = /)).toBeInTheDocument();
    for (const [tab, line] of [
      ['Docker', /GF_PLUGIN_COPY_ROOT: \/var/],
      ['Amazon ECS', /"name": "GF_PLUGIN_COPY_ROOT"/],
      ['Helm', /plugin\.shopscope-shopify-datasource:\s+copy_root: /],
    ] as const) {
      await user.click(screen.getByRole('tab', { name: tab }));
      expect(screen.getByText(line)).toBeInTheDocument();
    }
    expect(screen.queryByRole('button', { name: 'Delete' })).not.toBeInTheDocument();
  });

  it('says why the state can’t be read, and asks again', async () => {
    const user = open(new Error('The backend is not there'));
    expect(await screen.findByText('The backend is not there')).toBeInTheDocument();
    answers({ 'first/resources/copy': currentCopy(now) });
    await user.click(screen.getByRole('button', { name: 'Ask again' }));
    expect(await screen.findByText('What is stored')).toBeInTheDocument();
    expect(screen.queryByText('The backend is not there')).not.toBeInTheDocument();
  });
});

describe('an administrator on the Data page', () => {
  it('pauses and resumes, and reads what came of it', async () => {
    const user = open(currentCopy(now), { 'first/resources/copy/pause': { message: 'Paused for now' } });
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(await screen.findByText('Paused for now')).toBeInTheDocument();
    expect(posts()).toEqual([['pause', { language: 'en-US' }]]);
  });

  it('is told why an action failed', async () => {
    const user = open(currentCopy(now), { 'first/resources/copy/backup': new Error('The disk is full') });
    await user.click(await screen.findByRole('button', { name: 'Back up now' }));
    expect(await screen.findByText('The disk is full')).toBeInTheDocument();
  });

  it.each([
    ['Rebuild', 'rebuild'],
    ['Delete', 'delete'],
  ])('types the shop’s domain before %s', async (button, action) => {
    const user = open(currentCopy(now), { [`first/resources/copy/${action}`]: { message: 'Begun' } });
    await user.click(await screen.findByRole('button', { name: button }));
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: new RegExp(`${button}$`) });
    expect(confirm).toBeDisabled();
    await user.type(dialog.getByRole('textbox'), 'harbor-and-pine.myshopify.com');
    await waitFor(() => expect(confirm).toBeEnabled());
    await user.click(confirm);
    expect(await screen.findByText('Begun')).toBeInTheDocument();
    expect(posts()).toEqual([[action, { language: 'en-US', confirm: 'harbor-and-pine.myshopify.com' }]]);
  });

  it('is told that switching personal data off wipes it, then saves and wipes', async () => {
    const saved = {
      readOnly: false,
      uid: 'first',
      jsonData: { shop: 's', copy: { enabled: true, personal: ['customers'] } },
    };
    const user = open(currentCopy(now), { first: saved, 'first/resources/copy/wipe': { message: 'Wiped' } });
    await user.click(await screen.findByRole('checkbox', { name: /Customers/ }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/can't be undone/)).toBeInTheDocument();
    expect(backend.put).not.toHaveBeenCalled();
    await user.click(dialog.getByRole('button', { name: /Wipe now/ }));
    expect(await screen.findByText('Wiped')).toBeInTheDocument();
    expect(backend.put.mock.calls[0]?.[1]).toMatchObject({
      jsonData: { shop: 's', copy: { enabled: true, personal: [] } },
    });
    expect(posts()).toEqual([['wipe', { language: 'en-US', entities: ['customers'] }]]);
  });

  it('is told where to switch it where a file provisions the data source', async () => {
    const user = open(currentCopy(now), { first: { readOnly: true, jsonData: {} } });
    await user.click(await screen.findByRole('checkbox', { name: /Orders/ }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: /Keep personal data/ }));
    expect(await screen.findByText(/provisioned by a file/)).toBeInTheDocument();
    expect(backend.put).not.toHaveBeenCalled();
  });
});

describe('a viewer on the Data page', () => {
  it('sees all and can do nothing', async () => {
    config.bootData.user.isGrafanaAdmin = false;
    const user = open({ ...currentCopy(now), backups: [] });
    const pause = await screen.findByRole('button', { name: 'Pause' });
    for (const name of ['Pause', 'Compare now', 'Back up now', 'Look for deletions', 'Rebuild', 'Delete']) {
      expect(screen.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true');
    }
    expect(screen.getByRole('checkbox', { name: /Customers/ })).toBeDisabled();
    await user.click(pause);
    expect(backend.post).not.toHaveBeenCalled();
    expect(screen.getByText('Administrators see the backups here.')).toBeInTheDocument();
  });
});

describe('the store of a page', () => {
  it('stands in the address, also where nobody chose one', async () => {
    answers({ 'first/resources/copy': currentCopy(now) });
    locationService.push('/a/shopscope-observability-app/data');
    render(<App />);
    await waitFor(() => expect(locationService.getSearch().get('ds')).toBe('first'));
  });

  it('is changed by the picker, and the other store’s copy shown', async () => {
    const user = open(currentCopy(now), {
      'second/resources/copy': { ...copyWithoutPlace(), reason: 'No directory here' },
    });
    await screen.findByText('What is stored');
    await user.click(screen.getByRole('combobox', { name: 'Store' }));
    await user.click(await screen.findByRole('option', { name: 'Second' }));
    expect(await screen.findByText('No directory here')).toBeInTheDocument();
    expect(screen.queryByText('What is stored')).not.toBeInTheDocument();
    expect(locationService.getSearch().get('ds')).toBe('second');
  });

  it('is asked for where the address names one that is not there', () => {
    answers({});
    locationService.push('/a/shopscope-observability-app/data?ds=gone');
    render(<App />);
    expect(screen.getByText('There is no store with the id gone')).toBeInTheDocument();
    expect(backend.get).not.toHaveBeenCalled();
  });

  it('goes with the home page’s links', async () => {
    locationService.push('/a/shopscope-observability-app?ds=second');
    render(<App />);
    expect(await screen.findByRole('link', { name: 'Store today' })).toHaveAttribute(
      'href',
      '/d/shopscope-store-today?var-store=second&from=now-24h&to=now'
    );
    expect(screen.getByRole('link', { name: 'Data: First' })).toHaveAttribute(
      'href',
      '/a/shopscope-observability-app/data?ds=first'
    );
  });
});
