import { config, locationService } from '@grafana/runtime';
import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answers, backend, type Answers } from '../../../tests/frontend/support/backend';
import { currentCopy } from '../../../tests/frontend/support/copies';
import { storeSettings } from '../../../tests/frontend/support/data-source';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import App from '../App';
import { ruleFor, shippedRules, uidFor } from './shipped';

vi.mock('@grafana/runtime', async (original) =>
  (await import('../../../tests/frontend/support/backend')).runtimeWithBackend(() => original<object>())
);

const listed = '/api/prometheus/grafana/api/v1/rules';
const defined = '/api/v1/provisioning/alert-rules';
const named = { uid: 'first', name: 'First' };

function running(uid: string, more: object = {}) {
  const shipped = shippedRules.find((rule) => rule.uid === uid);
  return {
    uid: shipped ? uidFor(shipped, 'first') : uid,
    name: `${shipped?.title ?? uid} (First)`,
    state: 'inactive',
    health: 'ok',
    lastEvaluation: '2026-11-23T06:00:00Z',
    isPaused: false,
    queriedDatasourceUIDs: ['first'],
    ...more,
  };
}

const rules = (...all: object[]) => ({ data: { groups: all.length === 0 ? [] : [{ rules: all }] } });

function open(more: Answers = {}) {
  const made = Object.fromEntries(
    shippedRules.map((shipped) => {
      const rule = ruleFor(shipped, named, { language: 'en', hour: 8, labels: {} });
      return [`${defined}/${rule.uid}`, { ...rule, provenance: '' }];
    })
  );
  answers({
    ...made,
    'first/resources/copy': currentCopy(Date.now()),
    [listed]: rules(),
    [defined]: {},
    '/api/search': [{ uid: 'general-f', title: 'General things' }],
    '/api/folders': { uid: 'new-folder' },
    '/api/v1/provisioning/contact-points': [{ name: 'Chat' }, { name: 'Chat' }],
    ...more,
  });
  locationService.push('/a/shopscope-observability-app/alerts?ds=first');
  render(<App />);
  return userEvent.setup({ delay: null });
}

beforeEach(() => {
  viewerReads('en-US');
  Object.assign(config.bootData.user, { orgRole: 'Admin', isGrafanaAdmin: false });
  config.datasources = { First: { ...storeSettings, uid: 'first', name: 'First' } };
});

describe('the page of alert rules', () => {
  it('says of every rule what wakes it, whom it tells and how it stands', async () => {
    open({
      [listed]: rules(
        running('shopscope-sync-stale'),
        running('shopscope-impact-both', { state: 'firing', totals: { alerting: 2 } }),
        running('shopscope-logs-stopped', { health: 'error', lastError: 'the backend is gone' }),
        running('shopscope-stock-out', { isPaused: true })
      ),
    });
    expect(await screen.findByText('4 of 9 rules are there')).toBeInTheDocument();
    const row = (name: string) => within(screen.getByRole('region', { name }));
    expect(row('Copy is stale').getByText('Healthy')).toBeInTheDocument();
    expect(row('Copy is stale').getByText(/not found up to date for 90 minutes, 5 minutes long/)).toBeInTheDocument();
    expect(row('Fewer orders while errors are high').getByText('Firing (2)')).toBeInTheDocument();
    expect(row('Logs stopped').getByText(/the backend is gone/)).toBeInTheDocument();
    expect(row('Top product out of stock').getByText('Paused')).toBeInTheDocument();
    expect(row('Morning summary').getByText('Not there')).toBeInTheDocument();
    expect(screen.queryByText('Nothing keeps syncing awake')).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: '“sync stale (First)” in Grafana' })).toHaveAttribute(
      'href',
      `/alerting/grafana/${running('shopscope-sync-stale').uid}/view`
    );
  });

  it.each([
    ['missing', rules()],
    ['paused', rules(running('shopscope-sync-stale', { isPaused: true }))],
  ])('warns where the heartbeat is %s', async (_, list) => {
    open({ [listed]: list });
    expect(await screen.findByText('Nothing keeps syncing awake')).toBeInTheDocument();
  });

  it('makes the chosen rules in a new folder, editable afterwards, and touches none that is there', async () => {
    const changed = { ...running('shopscope-sync-stale') };
    const there = shippedRules[0]!;
    const rule = ruleFor(there, named, { language: 'en', hour: 8, labels: {} });
    const user = open({
      [listed]: rules(changed),
      [`${defined}/${rule.uid}`]: { ...rule, for: '1h', provenance: '' },
    });
    expect(await screen.findByText(/not as shipped: how long it waits/)).toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: 'Add Morning summary' }));
    await user.type(screen.getByRole('textbox', { name: /Further labels/ }), 'team=shop');
    await user.click(screen.getByRole('button', { name: 'Create 7 rules' }));
    expect(await screen.findByText(/^7 rules were created/)).toBeInTheDocument();
    const posted = backend.post.mock.calls.filter(([url]) => url === defined);
    expect(posted).toHaveLength(7);
    expect(JSON.stringify(posted)).not.toContain(rule.uid);
    expect(posted[0]?.[1]).toMatchObject({ folderUID: 'new-folder', labels: { team: 'shop', data_source: 'first' } });
    expect(posted[0]).toContainEqual(expect.objectContaining({ headers: { 'X-Disable-Provenance': 'true' } }));
  });

  it('says which rule Grafana refused, and why', async () => {
    const user = open({ [defined]: { status: 403, data: { message: 'no alert.rules:create' }, config: { url: '' } } });
    await user.click(await screen.findByRole('button', { name: 'Create 9 rules' }));
    expect(await screen.findByText('“Morning summary” was not created')).toBeInTheDocument();
    expect(screen.getAllByText(/Grafana refused it for your role: no alert.rules:create/)).toHaveLength(9);
  });

  it('says why there is no folder, and makes no rule', async () => {
    const user = open({ '/api/folders': { status: 500, data: { message: 'disk full' }, config: { url: '' } } });
    await user.click(await screen.findByRole('button', { name: 'Create 9 rules' }));
    expect(await screen.findByText(/Grafana: disk full/)).toBeInTheDocument();
    expect(backend.post.mock.calls.filter(([url]) => url === defined)).toEqual([]);
  });

  it('says that all were made where none is missing any more', async () => {
    const user = open();
    const button = await screen.findByRole('button', { name: 'Create 9 rules' });
    backend.get.mockImplementationOnce(() => Promise.resolve(rules(...shippedRules.map(({ uid }) => running(uid)))));
    await user.click(button);
    expect(await screen.findByText('9 of 9 rules are there')).toBeInTheDocument();
    expect(screen.getByText(/^9 rules were created/)).toBeInTheDocument();
  });

  it('does not take labels that the rules use themselves', async () => {
    const user = open();
    await user.type(await screen.findByRole('textbox', { name: /Further labels/ }), 'severity=low');
    expect(screen.getByText(/“severity=low” can’t be a label/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Create 9 rules' })).toBeDisabled();
  });

  it('shows Viewers how rules stand, and nothing to make them with', async () => {
    Object.assign(config.bootData.user, { orgRole: 'Viewer' });
    open();
    expect(await screen.findByText('An administrator can add the missing rules')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Create/ })).not.toBeInTheDocument();
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('says whose fault it is that rules can’t be read', async () => {
    open({ [listed]: { status: 403, data: { message: 'alert.rules:read is missing' }, config: { url: '' } } });
    expect(await screen.findByText(/refused it for your role: alert.rules:read is missing/)).toBeInTheDocument();
  });

  it('speaks Korean', async () => {
    viewerReads('ko-KR');
    open({ [listed]: rules(running('shopscope-sync-stale')) });
    expect(await screen.findByText('규칙 9개 중 1개가 있습니다')).toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole('button', { name: '규칙 8개 만들기' })).toBeEnabled());
  });
});
