import { CoreApp, dateTime, toDataFrame, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { DataSourceWithBackend } from '@grafana/runtime';
import { lastValueFrom, of } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dashboardVariables, store } from '../../tests/frontend/support/data-source';
import { viewerReads } from '../../tests/frontend/support/viewer';
import type { QueryOf, ShopscopeQuery, VariableQuery } from './types';
import { ShopifyVariableSupport } from './variables';

const range = { from: dateTime(0), to: dateTime(1000), raw: { from: 'now-1h', to: 'now' } };

function request<Query extends ShopscopeQuery>(target: Query, timezone = 'browser'): DataQueryRequest<Query> {
  const rest = { requestId: 'Q1', interval: '1m', intervalMs: 60_000, app: 'explore', startTime: 0, scopedVars: {} };
  return { ...rest, range, timezone, targets: [target] };
}

function sent(response: DataQueryResponse = { data: [] }) {
  return vi.spyOn(DataSourceWithBackend.prototype, 'query').mockReturnValue(of(response));
}

const graphql: QueryOf<'graphql'> = {
  refId: 'A',
  queryType: 'graphql',
  document: 'query($first: Int) { orders(first: $first, query: "tag:${tag}") { nodes { name } } }',
  variables: '{ "first": $count, "tags": ${tags} }',
};

beforeEach(() => viewerReads('ko-KR'));
afterEach(() => vi.restoreAllMocks());

describe('the data source', () => {
  it('sends the viewer’s language and zone with a request and leaves the saved query alone', async () => {
    const { dataSource } = store();
    const query = sent();
    const saved: ShopscopeQuery = { refId: 'A', queryType: 'metrics', metrics: ['orders'] };
    Object.freeze(saved);
    await lastValueFrom(dataSource.query(request(saved, 'Europe/Paris')));
    expect(query.mock.calls[0]?.[0].targets).toEqual([{ ...saved, language: 'ko-KR', viewerTimezone: 'Europe/Paris' }]);
    expect(saved).toEqual({ refId: 'A', queryType: 'metrics', metrics: ['orders'] });
  });

  it.each([
    ['utc', 'UTC'],
    ['browser', Intl.DateTimeFormat().resolvedOptions().timeZone],
  ])('knows the zone behind %s', async (name, zone) => {
    const { dataSource } = store();
    const query = sent();
    await lastValueFrom(dataSource.query(request({ refId: 'A', queryType: 'status' }, name)));
    expect(query.mock.calls[0]?.[0].targets).toMatchObject([{ viewerTimezone: zone }]);
  });

  it('adds no language when a query is carried elsewhere, as to Explore or an alert rule', () => {
    const { dataSource } = store();
    const [carried] = dataSource.interpolateVariablesInQueries([{ refId: 'A', queryType: 'records' }], {});
    expect(Object.keys(carried ?? {})).not.toContain('language');
    expect(Object.keys(carried ?? {})).not.toContain('viewerTimezone');
  });

  it('fills dashboard variables in by the rules of each language', () => {
    const { dataSource } = store();
    dashboardVariables({ tag: 'a"b', count: '5', tags: ['x', 'y'], product: ["O'Hara", 'Tea'], name: "O'Hara" });
    expect(dataSource.applyTemplateVariables(graphql, {})).toMatchObject({
      document: 'query($first: Int) { orders(first: $first, query: "tag:a\\"b") { nodes { name } } }',
      variables: '{ "first": 5, "tags": ["x","y"] }',
    });
    const text = "FROM sales SHOW orders WHERE product_title IN ($product) AND vendor = '$name' SINCE $__timeFrom";
    expect(dataSource.applyTemplateVariables({ refId: 'A', queryType: 'shopifyql', text }, {})).toMatchObject({
      text: "FROM sales SHOW orders WHERE product_title IN ('O\\'Hara', 'Tea') AND vendor = 'O\\'Hara' SINCE $__timeFrom",
    });
    expect(
      dataSource.applyTemplateVariables({ refId: 'A', queryType: 'records', search: 'tag:$tags' }, {})
    ).toMatchObject({ search: 'tag:x,y' });
  });

  it('leaves $__interval for the backend, which makes a ShopifyQL bucket of it', () => {
    const { dataSource } = store();
    const text = 'FROM sales SHOW orders TIMESERIES $__interval';
    const scoped = { __interval: { text: '1h', value: '1h' } };
    expect(dataSource.applyTemplateVariables({ refId: 'A', queryType: 'shopifyql', text }, scoped)).toMatchObject({
      text,
    });
  });

  it('passes ad-hoc filters on and leaves out half-written ones', () => {
    const { dataSource } = store();
    const filters = [
      { key: 'vendor', operator: '=|', value: 'A', values: ['A', 'B'] },
      { key: '', operator: '=', value: '' },
    ];
    expect(dataSource.applyTemplateVariables({ refId: 'A', queryType: 'metrics' }, {}, filters).filters).toEqual([
      { key: 'vendor', operator: '=|', value: 'A', values: ['A', 'B'] },
    ]);
  });

  it.each<[boolean, ShopscopeQuery]>([
    [false, { refId: 'A', queryType: 'records', hide: true }],
    [false, { refId: 'A', queryType: 'shopifyql', text: ' \n' }],
    [false, { refId: 'A', queryType: 'graphql', document: '' }],
    [false, { refId: 'A', queryType: 'metrics', metrics: [] }],
    [true, { refId: 'A', queryType: 'metrics' }],
    [true, { refId: 'A', queryType: 'status' }],
    [true, { refId: 'A', queryType: 'shopifyql', text: 'FROM sales SHOW orders' }],
  ])('says %s to running %o', (runs, query) => {
    expect(store().dataSource.filterQuery(query)).toBe(runs);
  });

  it('starts alert rules with one number and panels with a course over time', () => {
    const { dataSource } = store();
    expect(dataSource.getDefaultQuery(CoreApp.UnifiedAlerting)).toMatchObject({
      queryType: 'metrics',
      metrics: ['orders'],
    });
    expect(dataSource.getDefaultQuery(CoreApp.PanelEditor)).toMatchObject({ queryType: 'metrics', bucket: 'hour' });
  });

  it.each<[string, ShopscopeQuery]>([
    [
      '시간별 총매출, 주문 수',
      { refId: 'A', queryType: 'metrics', metrics: ['total_sales', 'orders'], bucket: 'hour' },
    ],
    ['주문: status:open', { refId: 'A', queryType: 'records', search: 'status:open' }],
    ['FROM sales SHOW orders', { refId: 'A', queryType: 'shopifyql', text: 'FROM sales\nSHOW orders' }],
    ['API 사용 한도', { refId: 'A', queryType: 'status', part: 'budget' }],
  ])('describes a query as “%s”', (text, query) => {
    expect(store().dataSource.getQueryDisplayText(query)).toBe(text);
  });

  it('asks the backend for the keys and values of ad-hoc filters', async () => {
    const { dataSource, getResource } = store({
      'tags/keys': [{ text: 'vendor' }],
      'tags/values': [{ text: 'Tea & Co' }],
    });
    await expect(dataSource.getTagKeys()).resolves.toEqual([{ text: 'vendor' }]);
    await expect(dataSource.getTagValues({ key: 'vendor', filters: [] })).resolves.toEqual([{ text: 'Tea & Co' }]);
    expect(getResource.mock.calls[1]?.slice(0, 2)).toEqual(['tags/values', { lang: 'ko-KR', key: 'vendor' }]);
  });

  it('gives a variable the chosen columns, each value once', async () => {
    const { dataSource } = store();
    const frame = toDataFrame({
      fields: [
        { name: 'Title', values: ['Tea', 'Mug', 'Tea'] },
        { name: 'id', values: ['1', '2', '1'] },
      ],
    });
    sent({ data: [frame] });
    const target: VariableQuery = { refId: 'A', queryType: 'records', valueField: 'id', textField: 'Title' };
    const response = await lastValueFrom(new ShopifyVariableSupport(dataSource).query(request(target)));
    expect(response.data).toEqual([
      { value: '1', text: 'Tea' },
      { value: '2', text: 'Mug' },
    ]);
  });

  it('has no testDatasource of its own: the backend’s health check is the test', () => {
    expect(Object.getOwnPropertyNames(Object.getPrototypeOf(store().dataSource))).not.toContain('testDatasource');
  });
});
