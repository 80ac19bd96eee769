import { parser } from '@grafana/lezer-logql';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import en from '../src/locales/en/dashboards.json';
import ko from '../src/locales/ko/dashboards.json';
import { shopscopeQuery } from '../src/query';
import { dashboards, fileText } from './all';
import { dataSourceType, panelTypes } from './model';

const folder = path.join(import.meta.dirname, '..', 'src', 'dashboards');
const store = z.object({ type: z.literal(dataSourceType), uid: z.literal('${store}') });
const loki = z.object({ type: z.literal('loki'), uid: z.literal('${loki}') });
const prometheus = z.object({ type: z.literal('prometheus'), uid: z.literal('${metrics}') });
const source = z.union([store, loki, prometheus]);
const link = z.looseObject({ url: z.string().optional() });

const placed = {
  id: z.number(),
  title: z.string(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
};
const panel = z.looseObject({
  ...placed,
  type: z.enum(panelTypes),
  transparent: z.boolean().default(false),
  datasource: source.optional(),
  description: z.string().default(''),
  options: z.looseObject({}),
  fieldConfig: z.object({ defaults: z.looseObject({ noValue: z.string().optional() }) }),
  targets: z.array(z.looseObject({ datasource: source, refId: z.string() })).default([]),
  transformations: z.array(z.object({ id: z.literal('filterFieldsByName'), options: z.unknown() })).default([]),
});

/** What a dashboard may have, as Grafana reads the file. */
const file = z.looseObject({
  id: z.null(),
  uid: z.string().regex(/^shopscope-/),
  title: z.string().min(1),
  refresh: z.string(),
  templating: z.object({
    list: z.array(
      z.looseObject({ type: z.string(), name: z.string(), query: z.unknown(), datasource: source.optional() })
    ),
  }),
  annotations: z.object({
    list: z.array(z.looseObject({ datasource: source, target: z.unknown().optional(), expr: z.string().optional() })),
  }),
  links: z.array(link),
  panels: z.array(z.union([panel, z.looseObject({ ...placed, type: z.literal('row'), panels: z.array(panel) })])),
});

const asked = z.looseObject({ stages: z.string().optional() });

/** LogQL as it is sent: Grafana puts a duration for `$__auto`, a pattern for each variable. */
const filled = (text: string) =>
  text.replaceAll('$__auto', '5m').replaceAll(/\$\{(\w+)(?::\w+)?\}|\$(\w+)/g, 'checkout-api|payments');

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

it('has a file for every dashboard and no other', () => {
  expect(files.sort()).toEqual([...dashboards.keys()].sort());
});

describe.each(files)('%s', (name) => {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const dashboard = file.parse(JSON.parse(text));
  const rows = dashboard.panels.filter((each) => each.type === 'row');
  const panels = dashboard.panels.flatMap((each) => (each.type === 'row' ? each.panels : [each]));
  const targets = panels.flatMap((each) => each.targets);
  const annotations = dashboard.annotations.list;
  const ours = [
    ...targets.filter(({ datasource }) => datasource.type === dataSourceType),
    ...dashboard.templating.list.flatMap(({ datasource, query }) => (datasource ? [query] : [])),
    ...annotations.flatMap(({ target }) => target ?? []),
  ];
  const logql = [
    ...targets.filter(({ datasource }) => datasource.type === 'loki').map((target) => String(target['expr'])),
    ...annotations.flatMap(({ expr }) => expr ?? []),
    ...ours.flatMap((query) => {
      const stages = asked.parse(query).stages;
      return stages === undefined ? [] : [`{service_name=~".+"} ${stages}`];
    }),
  ];

  it('is what its code makes (npm run dashboards)', () => {
    expect(text).toBe(fileText(dashboards.get(name) ?? expect.fail('no such dashboard'), text));
  });

  it('asks its question above everything else, and names every other panel', () => {
    const [question, ...rest] = panels;
    expect(question).toMatchObject({ type: 'text', transparent: true, gridPos: { x: 0, y: 0, w: 24 } });
    expect(z.object({ content: z.string() }).parse(question?.options).content).toMatch(/\?\*\*$/);
    expect(rest.filter(({ title }) => title === '')).toEqual([]);
  });

  it('says of every figure what it is, and of every empty panel what to do', () => {
    const drawn = panels.filter(({ targets }) => targets.length > 0);
    expect(drawn.filter(({ description }) => description === '').map(({ title }) => title)).toEqual([]);
    const told = new Set(['timeseries', 'bargauge', 'table']);
    const mute = drawn.filter(({ type, fieldConfig, targets }) => {
      const [query] = targets;
      // A verdict, the state of the connection and lines are never without a row, or say themselves why.
      const always = ['impact', 'status'].includes(String(query?.['queryType'])) || query?.['show'] === 'summary';
      return told.has(type) && !always && !name.startsWith('error-logs') && fieldConfig.defaults.noValue === undefined;
    });
    expect(mute.map(({ title }) => title)).toEqual([]);
  });

  it('asks nothing twice: panels that show parts of one answer ask for it in the same words', () => {
    const metrics = targets.filter(({ queryType }) => queryType === 'metrics');
    const different = new Set(metrics.map((target) => JSON.stringify(target)));
    const asked = [...different].flatMap((each) => {
      const { metrics: names, ...rest } = z.looseObject({ metrics: z.array(z.string()) }).parse(JSON.parse(each));
      const place = JSON.stringify({ ...rest, limit: undefined });
      return names.map((metric) => `${metric} ${place}`);
    });
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('has words for everything, no key in their place', () => {
    expect([...text.matchAll(/"[^"]*\b(?:dashboards|kpis|copy):[a-z][^"]*"/g)].map(([key]) => key)).toEqual([]);
  });

  it('needs nothing to be filled in at import', () => {
    expect(text).not.toMatch(/__inputs|__elements|\$\{DS_/);
    expect(dashboard.templating.list[0]).toMatchObject({ type: 'datasource', name: 'store', query: dataSourceType });
  });

  it('asks queries of our model only, in no language', () => {
    expect(ours.length).toBeGreaterThan(0);
    for (const query of ours) {
      expect(shopscopeQuery.parse(query).language).toBeUndefined();
    }
  });

  it('asks Loki in LogQL that parses, whatever is chosen', () => {
    for (const text of logql) {
      const errors: string[] = [];
      parser.parse(filled(text)).iterate({
        enter: ({ type, from, to }) => {
          errors.push(...(type.isError ? [`${from}-${to}`] : []));
        },
      });
      expect([text, ...errors]).toEqual([text]);
    }
  });

  it('fills in no variable that it does not have', () => {
    const own = dashboard.templating.list.map(({ name: variable }) => variable);
    const used = [...text.matchAll(/\$\{?(\w+)/g)].map(([, variable = '']) => variable);
    expect(used.filter((variable) => !own.includes(variable) && !variable.startsWith('__'))).toEqual([]);
  });

  it('leads to dashboards that there are', () => {
    const known = [...dashboards.values()].map(({ uid }) => uid);
    const named = [...text.matchAll(/\/d\/([\w-]+)/g)].map(([, uid = '']) => uid);
    expect(named.filter((uid) => !known.includes(uid))).toEqual([]);
    expect(named.every((uid) => uid.endsWith('-ko') === name.endsWith('.ko.json'))).toBe(true);
  });

  it('names the log lines’ data source where lines are shown or linked to', () => {
    const names = dashboard.templating.list.map(({ name: variable }) => variable);
    const linked = targets.some(
      ({ datasource, queryType, show = 'rows' }) =>
        datasource.type === 'loki' || (queryType === 'affected' && (show === 'rows' || show === 'patterns'))
    );
    expect(names.includes('loki')).toBe(linked);
  });

  it('refreshes no more often than every minute', () => {
    expect(dashboard.refresh).toMatch(/^[1-9]\d*[mh]$/);
  });

  it('has panels with ids of their own that do not overlap', () => {
    const all = [...panels, ...rows];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const cells = all.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`)
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(all.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });
});

it('raises a dashboard’s revision with its content, and with nothing else', () => {
  const dashboard = dashboards.get('store-today.json') ?? expect.fail('no such dashboard');
  const first = fileText(dashboard);
  expect(JSON.parse(first)).toMatchObject({ revision: 1 });
  expect(fileText(dashboard, first)).toBe(first);
  const changed = fileText({ ...dashboard, title: 'Another' }, first);
  expect(JSON.parse(changed)).toMatchObject({ title: 'Another', revision: 2 });
  expect(JSON.parse(fileText(dashboard, changed))).toMatchObject({ revision: 3 });
});

it('says everything in both languages', () => {
  expect(Object.keys(ko)).toEqual(Object.keys(en));
});

it.each([...dashboards.keys()].filter((name) => name.endsWith('.ko.json')))(
  '%s asks what the English one asks',
  (name) => {
    const [korean, english] = [name, name.replace('.ko.json', '.json')].map((each) =>
      dashboards
        .get(each)
        ?.panels?.map((panel) =>
          'targets' in panel ? (panel.targets ?? []).map((target) => ({ ...target, textLanguage: undefined })) : []
        )
    );
    expect(english).toBeDefined();
    expect(korean).toEqual(english);
  }
);

it.each([...dashboards])('%s has its sentences in its own language', (name, { panels = [] }) => {
  const targets = panels.flatMap((panel) => ('targets' in panel ? (panel.targets ?? []) : []));
  const spoken = targets.filter(({ queryType }) => queryType === 'impact');
  const language = name.endsWith('.ko.json') ? 'ko' : 'en';
  expect(spoken.map((target) => Reflect.get(target, 'textLanguage'))).toEqual(spoken.map(() => language));
});

it.each([...dashboards])('%s names the columns of its tables of figures itself', (_, { panels = [] }) => {
  const tables = panels.flatMap((each) => ('targets' in each && each.type === 'table' ? [each] : []));
  const unnamed = tables.flatMap(({ title, targets = [], transformations = [], fieldConfig }) => {
    const kept = z
      .array(z.object({ options: z.object({ include: z.object({ names: z.array(z.string()) }) }) }))
      .parse(transformations)
      .flatMap(({ options }) => options.include.names);
    const called = (fieldConfig?.overrides ?? []).flatMap(({ matcher, properties }) =>
      properties.some(({ id }) => id === 'displayName') ? [String(matcher.options)] : []
    );
    const isOfFigures = targets.some(({ queryType }) => queryType === 'metrics');
    return isOfFigures ? kept.filter((name) => !called.includes(name)).map((name) => `${title ?? ''}: ${name}`) : [];
  });
  expect(unnamed).toEqual([]);
});

it('asks for the latest orders, so that no notice says that there are more', () => {
  const targets = [...dashboards.values()].flatMap(({ panels = [] }) =>
    panels.flatMap((panel) => ('targets' in panel ? (panel.targets ?? []) : []))
  );
  const lists = targets.filter(({ queryType }) => queryType === 'records');
  expect(lists.map((target) => Reflect.get(target, 'inRange'))).toEqual(lists.map(() => false));
  expect(lists.length).toBeGreaterThan(0);
});
