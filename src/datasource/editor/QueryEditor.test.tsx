import { getDefaultTimeRange, LoadingState, toDataFrame, type PanelData } from '@grafana/data';
import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { monacoState } from '../../../tests/frontend/support/code-editor';
import { store } from '../../../tests/frontend/support/data-source';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import { queryTypes, shopscopeQuery } from '../../query';
import { freshQuery } from '../defaults';
import type { ShopscopeQuery } from '../types';
import QueryEditor from './QueryEditor';

vi.mock('@grafana/ui', async (original) => {
  const { CodeEditor } = await import('../../../tests/frontend/support/code-editor');
  return Object.assign({}, await original<object>(), { CodeEditor });
});

const schema = {
  version: '2026-07',
  __schema: {
    queryType: { name: 'QueryRoot' },
    mutationType: null,
    subscriptionType: null,
    directives: [],
    types: [
      { kind: 'SCALAR', name: 'String' },
      {
        kind: 'OBJECT',
        name: 'QueryRoot',
        interfaces: [],
        fields: [
          { name: 'shop', args: [], type: { kind: 'OBJECT', name: 'Shop' }, isDeprecated: false },
          { name: 'apiVersion', args: [], type: { kind: 'SCALAR', name: 'String' }, isDeprecated: false },
        ],
      },
      {
        kind: 'OBJECT',
        name: 'Shop',
        interfaces: [],
        fields: [{ name: 'name', args: [], type: { kind: 'SCALAR', name: 'String' }, isDeprecated: false }],
      },
    ],
  },
};

const reference = {
  schemas: [
    { name: 'sales', text: 'Sales', metrics: [{ name: 'total_sales' }], dimensions: [{ name: 'product_title' }] },
    { name: 'sessions', metrics: [{ name: 'conversion_rate' }], dimensions: [{ name: 'referrer_source' }] },
  ],
};

const answers = {
  'graphql/schema': schema,
  'graphql/check': { problems: [], cost: 12 },
  'shopifyql/reference': reference,
  'shopifyql/check': { problems: [] },
  kpis: {
    kpis: [
      {
        name: 'orders',
        title: 'Orders',
        definition: 'Orders placed in the time.',
        formula: 'count of orders',
        rules: ['Test orders are left out.'],
      },
    ],
  },
  'sql/views': {
    views: [
      { name: 'orders', text: 'Orders', columns: [{ name: 'processed_at', type: 'instant', text: 'When placed' }] },
      { name: 'customers', columns: [{ name: 'email', type: 'text', personal: true, allowed: false }] },
    ],
    macros: [{ name: '$__timeFilter', insert: '$__timeFilter(processed_at)' }],
  },
  'sql/check': { problems: [] },
  'metrics/convert': { shopifyql: 'FROM sales SHOW orders' },
};

function show(query: ShopscopeQuery, more: { answers?: Record<string, unknown>; data?: PanelData } = {}) {
  const { dataSource, postResource } = store({ ...answers, ...more.answers });
  const onRunQuery = vi.fn();
  const saved: ShopscopeQuery[] = [];
  function Host() {
    const [current, setCurrent] = useState(query);
    const onChange = (next: ShopscopeQuery) => {
      saved.push(next);
      setCurrent(next);
    };
    return (
      <QueryEditor
        datasource={dataSource}
        query={current}
        onChange={onChange}
        onRunQuery={onRunQuery}
        {...(more.data ? { data: more.data } : {})}
      />
    );
  }
  render(<Host />);
  return { saved, onRunQuery, postResource, user: userEvent.setup(), last: () => saved.at(-1) };
}

async function pick(user: ReturnType<typeof userEvent.setup>, label: string, option: RegExp) {
  await user.click(screen.getByRole('combobox', { name: label }));
  await user.click(await screen.findByRole('option', { name: option }));
}

function answered(custom: object, errors: PanelData['errors'] = []): PanelData {
  const series = [toDataFrame({ refId: 'A', fields: [], meta: { custom } })];
  return { state: LoadingState.Done, series, errors, timeRange: getDefaultTimeRange() };
}

beforeEach(() => {
  viewerReads('en-US');
  monacoState.markers.clear();
});

/** A model that this version's types don't describe, as it may lie in a saved dashboard. */
function foreign(model: object): ShopscopeQuery {
  return Object.assign({ refId: 'A', queryType: 'status' as const }, { queryType: undefined }, model);
}

const fieldOf = {
  metrics: { 'en-US': 'Split by', 'ko-KR': '나누는 기준' },
  impact: { 'en-US': 'Bucket', 'ko-KR': '구간' },
  affected: { 'en-US': 'LogQL pipeline', 'ko-KR': 'LogQL 파이프라인' },
  records: { 'en-US': 'Search', 'ko-KR': '검색' },
  shopifyql: { 'en-US': 'ShopifyQL query', 'ko-KR': 'ShopifyQL 쿼리' },
  sql: { 'en-US': 'SQL query', 'ko-KR': 'SQL 쿼리' },
  events: { 'en-US': 'Kinds', 'ko-KR': '종류' },
  graphql: { 'en-US': 'GraphQL document', 'ko-KR': 'GraphQL 문서' },
  status: { 'en-US': 'Show', 'ko-KR': '표시 항목' },
} as const;

describe.each(['en-US', 'ko-KR'] as const)('the query editor in %s', (language) => {
  it.each(queryTypes)('shows the pane of %s', async (type) => {
    viewerReads(language);
    show({ refId: 'A', ...freshQuery(type) });
    expect((await screen.findAllByText(fieldOf[type][language])).length).toBeGreaterThan(0);
  });
});

describe('every query type', () => {
  it.each(queryTypes)('starts with a model that the backend reads: %s', (type) => {
    expect(shopscopeQuery.safeParse({ refId: 'A', ...freshQuery(type) }).success).toBe(true);
  });

  it('keeps what both types mean alike when the type changes, and nothing else', async () => {
    const { user, last, onRunQuery } = show({
      refId: 'B',
      datasource: { uid: 'store' },
      queryType: 'metrics',
      metrics: ['orders'],
      period: 'today',
      timezone: 'viewer',
      dimensions: ['product'],
    });
    await user.click(screen.getByRole('radio', { name: 'Records' }));
    expect(last()).toEqual({
      refId: 'B',
      datasource: { uid: 'store' },
      version: 2,
      queryType: 'records',
      kind: 'orders',
      limit: 100,
      period: 'today',
      timezone: 'viewer',
    });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
    expect(shopscopeQuery.safeParse(last()).success).toBe(true);
  });

  it('never saves the language', async () => {
    viewerReads('ko-KR');
    const { user, saved } = show({ refId: 'A', queryType: 'metrics' });
    for (const type of ['레코드', '상태', '지표']) {
      await user.click(screen.getByRole('radio', { name: type }));
    }
    await pick(user, '나누는 기준', /^상품$/);
    expect(saved.length).toBe(4);
    expect(JSON.stringify(saved)).not.toMatch(/language|ko-KR|viewerTimezone/);
  });

  it('writes a model without a type back with the type it must have been', () => {
    const { last } = show(foreign({ refId: 'A', text: 'FROM sales SHOW orders' }));
    expect(last()).toMatchObject({ queryType: 'shopifyql', text: 'FROM sales SHOW orders' });
  });

  it('says so when the type is of a newer version, and keeps the query until another type is chosen', async () => {
    const { saved, user } = show(foreign({ refId: 'A', queryType: 'weather', service: 'checkout' }));
    expect(screen.getByText('This version can’t edit a query of type “weather”'.replace('’', "'"))).toBeInTheDocument();
    expect(saved).toEqual([]);
    await user.click(screen.getByRole('radio', { name: 'Status' }));
    expect(saved).toEqual([{ refId: 'A', version: 2, queryType: 'status', part: 'summary' }]);
  });
});

describe('the panes', () => {
  it('metrics: chooses split, comparison and rows', async () => {
    const { user, last, onRunQuery } = show({ refId: 'A', queryType: 'metrics' });
    await pick(user, 'Split by', /^Product$/);
    await pick(user, 'Compare with', /A week earlier/);
    const rows = screen.getByRole('spinbutton', { name: 'Rows at most' });
    await user.clear(rows);
    await user.type(rows, '25{Enter}');
    expect(last()).toEqual({
      refId: 'A',
      queryType: 'metrics',
      dimensions: ['product'],
      compare: 'week_ago',
      limit: 25,
    });
    expect(onRunQuery).toHaveBeenCalledTimes(3);
  });

  it('metrics: finds a figure by its name, and keeps of the rest what it allows', async () => {
    const { user, last } = show({
      refId: 'A',
      queryType: 'metrics',
      metrics: ['total_sales'],
      dimensions: ['product', 'channel'],
      bucket: 'hour',
      lane: 'live',
    });
    await user.type(screen.getByRole('combobox', { name: 'Metrics' }), 'Time to ful');
    await user.click(await screen.findByRole('option', { name: /^Time to fulfillment/ }));
    expect(last()).toMatchObject({
      metrics: ['total_sales', 'time_to_fulfill'],
      dimensions: ['channel'],
      bucket: 'none',
      lane: 'auto',
    });
  });

  it('metrics: offers only dimensions that every figure allows, two at most', async () => {
    const { user, last } = show({ refId: 'A', queryType: 'metrics', metrics: ['sessions'] });
    await pick(user, 'Split by', /^Device$/);
    expect(screen.queryByRole('option', { name: 'Product' })).not.toBeInTheDocument();
    await user.click(await screen.findByRole('option', { name: 'Referrer' }));
    expect(last()).toMatchObject({ dimensions: ['device', 'referrer'] });
    expect(screen.queryByRole('option', { name: 'Country of the visit' })).not.toBeInTheDocument();
  });

  it('metrics: tells what a figure means, and takes another definition', async () => {
    const { user, last } = show({ refId: 'A', queryType: 'metrics', metrics: ['orders'] });
    await user.click(screen.getByRole('button', { name: /Definitions/ }));
    expect(await screen.findByText('Orders placed in the time.')).toBeInTheDocument();
    expect(screen.getByText('Test orders are left out.')).toBeInTheDocument();
    await pick(user, 'Cancelled orders', /Are left out/);
    expect(last()).toMatchObject({ definition: { cancelled: 'left_out' } });
  });

  it('metrics: shows itself as ShopifyQL, which can be gone on with', async () => {
    const { user, last, postResource } = show({
      refId: 'A',
      queryType: 'metrics',
      metrics: ['orders'],
      timezone: 'UTC',
    });
    expect(postResource).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: /As SQL or ShopifyQL/ }));
    await user.click(await screen.findByRole('button', { name: 'Edit as ShopifyQL' }));
    expect(postResource.mock.calls[0]?.slice(0, 2)).toEqual([
      'metrics/convert',
      { language: 'en-US', query: { refId: 'A', queryType: 'metrics', metrics: ['orders'], timezone: 'UTC' } },
    ]);
    expect(last()).toMatchObject({
      refId: 'A',
      queryType: 'shopifyql',
      text: 'FROM sales SHOW orders',
      timezone: 'UTC',
    });
    expect(last()).not.toHaveProperty('metrics');
  });

  it('metrics: says why it has no text', async () => {
    const { user } = show(
      { refId: 'A', queryType: 'metrics' },
      { answers: { 'metrics/convert': { notices: ['Neither can say it.'] } } }
    );
    await user.click(screen.getByRole('button', { name: /As SQL or ShopifyQL/ }));
    expect(await screen.findByText('Neither can say it.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Edit as/ })).not.toBeInTheDocument();
  });

  it('sql: completes from the views, underlines what the check finds, and runs', async () => {
    const { user, last, onRunQuery, postResource } = show(
      { refId: 'A', queryType: 'sql', sql: 'SELECT nope\nFROM orders' },
      { answers: { 'sql/check': { problems: [{ message: 'no such column: nope', line: 1, column: 8 }] } } }
    );
    const area = await screen.findByRole('textbox', { name: 'sql' });
    await waitFor(() => expect(monacoState.markers.get('sql')).toMatchObject([{ startLineNumber: 1, startColumn: 8 }]));
    expect(postResource).toHaveBeenCalledWith(
      'sql/check',
      { language: 'en-US', sql: 'SELECT nope\nFROM orders' },
      expect.anything()
    );
    await waitFor(async () =>
      expect(await monacoState.complete('sql', 'SELECT ')).toEqual(
        expect.arrayContaining(['processed_at', '$__timeFilter'])
      )
    );
    await user.clear(area);
    await user.type(area, 'SELECT 1');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(last()).toMatchObject({ sql: 'SELECT 1' });
    expect(onRunQuery).toHaveBeenCalled();
  });

  it('events: takes kinds, in one order, and none is refused', async () => {
    const { user, last } = show({ refId: 'A', queryType: 'events', kinds: ['stock'] });
    await user.click(screen.getByRole('checkbox', { name: /^Deletions/ }));
    expect(last()).toMatchObject({ kinds: ['deletions', 'stock'] });
    await user.click(screen.getByRole('checkbox', { name: /^Deletions/ }));
    await user.click(screen.getByRole('checkbox', { name: /^Stock/ }));
    expect(await screen.findByText('Choose at least one kind.')).toBeInTheDocument();
  });

  it('records: chooses the lane', async () => {
    const { user, last } = show({ refId: 'A', queryType: 'records' });
    await pick(user, 'Answered by', /^Own copy/);
    expect(last()).toMatchObject({ lane: 'owned' });
  });

  it('records: says which figure they are behind, and lists freely again', async () => {
    const { user, last } = show({
      refId: 'A',
      queryType: 'records',
      behind: { kpi: 'net_sales', from: 0, to: 86_400_000, dimensions: { channel: 'Online Store' } },
    });
    expect(screen.getByText(/Net sales/)).toHaveTextContent('Sales channel: Online Store');
    await user.click(screen.getByRole('button', { name: 'List freely' }));
    expect(last()).toEqual({ refId: 'A', queryType: 'records' });
  });

  it('records: turns “any time” into the two fields of the model', async () => {
    const { user, last } = show({ refId: 'A', queryType: 'records' });
    await pick(user, 'Time', /Any time/);
    expect(last()).toMatchObject({ inRange: false, period: 'dashboard' });
    await pick(user, 'Time', /^Today/);
    expect(last()).toMatchObject({ inRange: true, period: 'today' });
  });

  it('records: takes the search when it is left and refuses rows out of range', async () => {
    const { user, last, saved } = show({ refId: 'A', queryType: 'records' });
    await user.type(screen.getByLabelText(/^Search/), 'status:open');
    expect(saved).toEqual([]);
    await user.tab();
    expect(last()).toMatchObject({ search: 'status:open' });
    const rows = screen.getByRole('spinbutton', { name: 'Rows at most' });
    await user.clear(rows);
    await user.type(rows, '30000{Enter}');
    expect(await screen.findByText('Enter a whole number from 1 to 25,000.')).toBeInTheDocument();
    expect(last()).not.toHaveProperty('limit');
  });

  it('status: chooses a part', async () => {
    const { user, last } = show({ refId: 'A', queryType: 'status' });
    await user.click(screen.getByRole('radio', { name: 'API budget' }));
    expect(last()).toEqual({ refId: 'A', queryType: 'status', part: 'budget' });
  });

  it('shopifyql: saves what was typed, runs on Ctrl+Enter, completes from the reference', async () => {
    const { user, last, onRunQuery } = show({ refId: 'A', queryType: 'shopifyql', text: '' });
    const area = await screen.findByRole('textbox', { name: 'shopifyql' });
    await user.type(area, 'FROM sales SHOW ');
    await waitFor(async () => {
      const labels = await monacoState.complete('shopifyql', 'FROM sales SHOW ');
      expect(labels).toContain('total_sales');
      expect(labels).not.toContain('conversion_rate');
    });
    await user.type(area, 'total_sales{Control>}{Enter}{/Control}');
    expect(last()).toMatchObject({ text: 'FROM sales SHOW total_sales' });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('shopifyql: underlines and lists what the check finds, at the word it names', async () => {
    const problem = { message: "Column 'total_sale' not found" };
    show(
      { refId: 'A', queryType: 'shopifyql', text: 'FROM sales\nSHOW total_sale' },
      { answers: { 'shopifyql/check': { problems: [problem] } } }
    );
    expect(await screen.findByText("Line 2, column 6: Column 'total_sale' not found")).toBeInTheDocument();
    expect(monacoState.markers.get('shopifyql')).toMatchObject([{ startLineNumber: 2, startColumn: 6 }]);
  });

  it('shopifyql: shows the error of the last run at the text that made it', async () => {
    const errors = [{ refId: 'A', message: "Shopify doesn't know 'total_sale'." }];
    show({ refId: 'A', queryType: 'shopifyql', text: 'FROM sales SHOW total_sale' }, { data: answered({}, errors) });
    expect(await screen.findByText("Line 1, column 17: Shopify doesn't know 'total_sale'.")).toBeInTheDocument();
  });

  it('graphql: finds unknown fields by the schema while the backend is silent, and completes known ones', async () => {
    show(
      { refId: 'A', queryType: 'graphql', document: '{ shop { nam } }' },
      { answers: { 'graphql/check': new Error('busy') } }
    );
    expect(await screen.findByText(/^Line 1, column 10: “nam” fits neither/)).toBeInTheDocument();
    expect(await monacoState.complete('graphql', '{ shop { ')).toContain('name');
    expect(monacoState.markers.get('graphql')).toMatchObject([{ startLineNumber: 1, startColumn: 10 }]);
  });

  it('graphql: prefers the backend’s words, and shows each line’s problem once', async () => {
    const problems = [{ message: 'Shop has no field “nam”. Did you mean “name”?', line: 1, column: 10 }];
    const errors = [{ refId: 'A', message: 'Query: line 1, column 10: Shop has no field “nam”.' }];
    show(
      { refId: 'A', queryType: 'graphql', document: '{ shop { nam } }' },
      { answers: { 'graphql/check': { problems } }, data: answered({}, errors) }
    );
    expect(await screen.findByText(/Did you mean “name”/)).toBeInTheDocument();
    expect(screen.getAllByText(/^Line 1/)).toHaveLength(1);
  });

  it('graphql: shows the guard’s refusal and the cost to expect', async () => {
    const problems = [{ message: 'Only queries are allowed.', line: 1, column: 1 }];
    show(
      { refId: 'A', queryType: 'graphql', document: '{ shop { name } }' },
      { answers: { 'graphql/check': { problems, cost: 12 } } }
    );
    expect(await screen.findByText('Line 1, column 1: Only queries are allowed.')).toBeInTheDocument();
    expect(screen.getByText(/about 12 points/)).toBeInTheDocument();
  });

  it('graphql: says why checks are off when the backend gives no schema', async () => {
    show(
      { refId: 'A', queryType: 'graphql', document: '{ shop { name } }' },
      { answers: { 'graphql/schema': new Error('the process is starting') } }
    );
    expect(await screen.findByText(/checks while typing are off: the process is starting/)).toBeInTheDocument();
  });

  it('graphql: refuses variables that are no JSON object', async () => {
    const { user, last } = show({ refId: 'A', queryType: 'graphql', document: '{ shop { name } }' });
    const area = await screen.findByRole('textbox', { name: 'json' });
    await user.type(area, '[[1]');
    await user.tab();
    expect(last()).toMatchObject({ variables: '[1]' });
    expect(await screen.findByText(/This is not a JSON object/)).toBeInTheDocument();
  });
});

describe('the line about the last run', () => {
  it('tells time, lane and cost, in the viewer’s language', () => {
    viewerReads('ko-KR');
    const cost = { requested: 20, actual: 12, available: 1988, maximum: 2000 };
    show({ refId: 'A', queryType: 'status' }, { data: answered({ lane: 'live', fetchedAt: 0, requests: 2, cost }) });
    expect(screen.getByRole('status', { name: '마지막 실행' })).toHaveTextContent(
      /^\d\d:\d\d:\d\d 조회 · Shopify에서 실시간으로 · 요청 2회 · 12포인트 사용, 2,000 중 1,988 남음$/
    );
  });

  it('is not there before a run, nor for an answer that says nothing of itself', () => {
    show({ refId: 'A', queryType: 'status' });
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });
});
