import { dateTime, PluginExtensionPoints } from '@grafana/data';
import { config } from '@grafana/runtime';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dashboardVariables, storeSettings } from '../../../tests/frontend/support/data-source';
import { viewerReads } from '../../../tests/frontend/support/viewer';
import { pageOf } from '../places';
import { extensionLinks } from './links';

const app = '/a/shopscope-observability-app';
const plugin = z.object({
  extensions: z.object({
    addedLinks: z.array(z.object({ title: z.string(), description: z.string(), targets: z.array(z.string()) })),
  }),
});

function stores(...uids: string[]): void {
  config.datasources = Object.fromEntries(uids.map((uid) => [uid, { ...storeSettings, uid, name: uid }]));
}

/** What a link does at a point; undefined where it is not offered. */
function at(point: PluginExtensionPoints, context: object = {}) {
  return extensionLinks
    .filter(({ targets }) => targets.includes(point))
    .flatMap(({ configure }) => configure?.(context) ?? []);
}

function leads(point: PluginExtensionPoints, context: object = {}) {
  const [link] = at(point, context);
  const url = link?.path === undefined ? undefined : new URL(link.path, 'http://grafana');
  return url && { page: pageOf(url.pathname), ...Object.fromEntries(url.searchParams) };
}

const lastHour = { from: 'now-1h', to: 'now' };
const lokiPanel = (expr: string, more: object = {}) => ({
  pluginId: 'logs',
  timeRange: lastHour,
  targets: [{ refId: 'A', datasource: { type: 'loki', uid: 'any' }, expr, ...more }],
});

beforeEach(() => {
  viewerReads('en-US');
  stores('first', 'second');
  dashboardVariables({});
});

describe('the links that the app adds to Grafana', () => {
  it('are those that plugin.json lists, by title and place, with a path of the app’s', () => {
    const { addedLinks } = plugin.parse(JSON.parse(readFileSync('src/plugin.json', 'utf8'))).extensions;
    expect(extensionLinks.map(({ title, description, targets }) => ({ title, description, targets }))).toEqual(
      addedLinks
    );
    expect(extensionLinks.filter(({ path }) => path?.startsWith(`${app}/`) !== true)).toEqual([]);
  });

  it('lead from a panel of log lines to whom its errors hit, at the same time', () => {
    const context = lokiPanel('{service_name="payments", env=~"p.*"} |= "timeout"');
    expect(leads(PluginExtensionPoints.DashboardPanelMenu, context)).toEqual({
      page: ['incidents', 'at'],
      ds: 'first',
      ...lastHour,
      service: 'payments',
      stages: '|= "timeout"',
    });
  });

  it('know the store of a dashboard by its variable, and dates by their instant', () => {
    dashboardVariables({ store: 'second', service: 'cart|payments' });
    const [from, to] = [dateTime(1_790_000_000_000), dateTime(1_790_000_600_000)];
    const context = { ...lokiPanel('{service_name=~"$service"}'), timeRange: { from, to } };
    expect(leads(PluginExtensionPoints.DashboardPanelMenu, context)).toEqual({
      page: ['incidents', 'at'],
      ds: 'second',
      from: '1790000000000',
      to: '1790000600000',
      service: 'cart,payments',
    });
  });

  it.each([
    ['counts of lines', 'sum by (service_name) (rate({service_name="a"} |= "x" [5m]))'],
    ['a pattern', '{service_name=~"pay.*"}'],
    ['no service', '{job="nginx"}'],
    ['a variable of elsewhere', '{service_name="$other"} |= "$text"'],
    ['half a query', '{service_name="a'],
  ])('narrow nothing by %s', (_, expr) => {
    expect(leads(PluginExtensionPoints.ExploreToolbarAction, lokiPanel(expr))).toEqual({
      page: ['incidents', 'at'],
      ds: 'first',
      ...lastHour,
    });
  });

  it('are not offered on panels of other data sources, on hidden queries and without a store', () => {
    const point = PluginExtensionPoints.DashboardPanelMenu;
    expect(
      at(point, { ...lokiPanel(''), targets: [{ refId: 'A', datasource: { type: 'prometheus', uid: 'p' } }] })
    ).toEqual([]);
    expect(at(point, lokiPanel('{a="b"}', { hide: true }))).toEqual([]);
    expect(at(point, {})).toEqual([]);
    expect(at(point, { targets: 'what', timeRange: null })).toEqual([]);
    stores();
    for (const each of [point, PluginExtensionPoints.CommandPalette, PluginExtensionPoints.AlertInstanceAction]) {
      expect(at(each, { ...lokiPanel('{a="b"}'), instance: { labels: {} } })).toEqual([]);
    }
  });

  it('lead from an alert to the hour before it and since, in the store that it names', () => {
    const point = PluginExtensionPoints.AlertInstanceAction;
    const instance = {
      labels: { data_source: 'second' },
      activeAt: '2026-11-23T05:00:00Z',
      state: 'Alerting',
      value: '1',
    };
    expect(leads(point, { instance, rule: {} })).toEqual({
      page: ['incidents', 'at'],
      ds: 'second',
      from: String(Date.parse('2026-11-23T04:00:00Z')),
      to: 'now',
    });
    expect(leads(point, { instance: { ...instance, labels: { data_source: 'gone' }, activeAt: '' } })).toMatchObject({
      ds: 'first',
      from: 'now-6h',
    });
    expect(at(point, { rule: {} })).toEqual([]);
  });

  it('stand in the command palette, each with the store in its address', () => {
    const found = at(PluginExtensionPoints.CommandPalette);
    expect(found.map(({ title }) => title)).toEqual([
      'Is the shop fine?',
      'Affected orders of the last hour',
      'Find an order',
      'KPI dictionary',
    ]);
    expect(found.filter(({ path }) => path?.includes('ds=first') !== true)).toEqual([]);
  });

  it('speak the viewer’s language', () => {
    viewerReads('ko-KR');
    expect(at(PluginExtensionPoints.DashboardPanelMenu, lokiPanel('{a="b"}'))[0]?.title).toBe('영향을 받은 주문');
  });
});
