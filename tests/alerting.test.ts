import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { fileText, files, groups, pipelineFiles, pipelineGroups } from '../alerting/all';
import { offered, offeredFile } from '../alerting/offered';
import { dashboards } from '../dashboards/all';
import { languages } from '../src/locales/core';
import en from '../src/locales/en/alerts.json';
import { readQuery } from '../src/query';

const file = z.strictObject({
  apiVersion: z.literal(1),
  groups: z.array(
    z.strictObject({
      orgId: z.number(),
      name: z.string(),
      folder: z.string(),
      interval: z.literal('1m'),
      rules: z.array(
        z.strictObject({
          uid: z.string().regex(/^[\w-]{1,40}$/),
          title: z.string().min(1),
          condition: z.string(),
          for: z.string().regex(/^\d+m$/),
          noDataState: z.enum(['NoData', 'OK', 'Alerting']),
          execErrState: z.enum(['Error', 'OK', 'Alerting']),
          data: z.array(
            z.strictObject({
              refId: z.string(),
              datasourceUid: z.string(),
              relativeTimeRange: z.strictObject({ from: z.number(), to: z.number() }),
              model: z.looseObject({ refId: z.string(), expression: z.string().optional() }),
            })
          ),
          annotations: z.strictObject({
            summary: z.string().min(1),
            description: z.string().min(1),
            url: z.string().startsWith('{{ externalURL }}'),
          }),
          labels: z.record(z.string(), z.string()),
        })
      ),
    })
  ),
});
const read = (name: string) => file.parse(parse(readFileSync(name, 'utf8')));
const sources = z.object({ datasources: z.array(z.object({ uid: z.string() })) });
const known = sources
  .parse(parse(readFileSync('provisioning/datasources/shopscope.yaml', 'utf8')))
  .datasources.map(({ uid }) => uid);

describe.each(['alerting', 'alerting-ko'])('provisioning/%s', (folder) => {
  const rules = read(`provisioning/${folder}/shopscope.yaml`).groups.flatMap((group) => group.rules);

  it('has the heartbeat, by the title that the Data page names', () => {
    const heartbeat = rules.find(({ title }) => title === 'sync stale');
    expect(heartbeat?.data[0]?.model).toMatchObject({ queryType: 'status', part: 'sync' });
  });

  it('has no uid twice', () => {
    expect(new Set(rules.map(({ uid }) => uid)).size).toBe(rules.length);
  });

  it.each(rules)('$uid asks what the plugin reads, and of nothing that is not there', ({ data, condition }) => {
    const names = data.map(({ refId }) => refId);
    expect(names).toContain(condition);
    for (const { refId, datasourceUid, model } of data) {
      expect(model.refId).toBe(refId);
      if (datasourceUid === '__expr__') {
        expect(names).toContain(model.expression);
      } else {
        expect(known).toContain(datasourceUid);
        expect(readQuery(model)).toMatchObject({ ok: true });
      }
    }
  });
});

it('has the same rules in both languages but for their words', () => {
  const bare = (folder: string) =>
    read(`provisioning/${folder}/shopscope.yaml`).groups.map(({ rules, ...group }) => ({
      ...group,
      rules: rules.map((rule) => ({ ...rule, annotations: undefined })),
    }));
  expect(bare('alerting-ko')).toEqual(bare('alerting'));
});

it.each(languages)('is what the code writes (%s)', (language) => {
  expect(readFileSync(files[language], 'utf8')).toBe(fileText(language));
  expect(readFileSync(pipelineFiles[language], 'utf8')).toBe(fileText(language, pipelineGroups));
});

it('is offered by the app as the code writes it', async () => {
  expect(readFileSync(offeredFile, 'utf8')).toBe(await offered());
});

it('uses every word that its catalogue has', () => {
  const used = [...groups, ...pipelineGroups].flatMap(({ rules }) =>
    rules.flatMap(({ summary, description }) => [summary, description])
  );
  expect(Object.keys(en).sort()).toEqual(['file', ...used.map((key) => key.replace('alerts:', ''))].sort());
});

it.each(languages)('leads to dashboards that there are, with data source and time range (%s)', (language) => {
  const uids = [...dashboards.values()].map(({ uid }) => uid);
  for (const { annotations } of read(files[language]).groups.flatMap(({ rules }) => rules)) {
    const url = new URL(annotations.url.replace('{{ externalURL }}', 'http://grafana/'));
    const [, kind, name] = url.pathname.split('/');
    expect(kind === 'd' ? uids : ['shopscope-observability-app']).toContain(name);
    expect(url.searchParams.get(kind === 'd' ? 'var-store' : 'ds')).toBe('shopscope-demo-shop');
    expect([url.searchParams.get('from'), url.searchParams.get('to')]).toEqual([expect.stringMatching(/^now-/), 'now']);
  }
});

it.each(languages)(
  'asks data sources that are provisioned about the log pipeline, without its absence firing (%s)',
  (language) => {
    const rules = read(pipelineFiles[language]).groups.flatMap((group) => group.rules);
    expect(rules.map(({ uid }) => uid)).toEqual([
      'shopscope-source-silent',
      'shopscope-ids-vanished',
      'shopscope-lines-refused',
    ]);
    for (const { data, noDataState, execErrState, annotations } of rules) {
      const [asked] = data;
      expect(known).toContain(asked?.datasourceUid);
      expect(noDataState).toBe('OK');
      expect(execErrState).toBe(asked?.datasourceUid === 'shopscope-prometheus' ? 'OK' : 'Error');
      expect(annotations.url).toContain('d/shopscope-log-pipeline');
      expect(annotations.url).toContain('var-loki=shopscope-loki');
    }
  }
);

it('takes no label from a query whose name the rules set themselves, for alerts that differ by it would be one', () => {
  const both = [files.en, pipelineFiles.en].flatMap((name) => read(name).groups).flatMap(({ rules }) => rules);
  const own = new Set(both.flatMap(({ labels }) => Object.keys(labels)));
  const texts = JSON.stringify(both.map((rule) => rule.annotations));
  const shown = [...texts.matchAll(/\$labels\.(\w+)/g)].map(([, name]) => name ?? '');
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.filter((name) => own.has(name))).toEqual([]);
});
