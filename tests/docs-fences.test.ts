import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse as parseHcl } from '@cdktf/hcl2json';
import { parser as logql } from '@grafana/lezer-logql';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { readQuery } from '../src/query';
import { lokiSecrets } from '../src/query/logs';
import { dataSourceSettings } from '../src/query/settings';
import { fencesIn } from './support/fences';

const appId = 'shopscope-observability-app';
const sourceId = 'shopscope-shopify-datasource';

/** Paths of what was given and what a schema, with its defaults filled in, knows nothing of. */
function unread(given: unknown, read: unknown, at = ''): readonly string[] {
  if (typeof given !== 'object' || given === null) {
    return [];
  }
  if (typeof read !== 'object' || read === null) {
    return [at];
  }
  return Object.entries(given).flatMap(([key, value]) =>
    key in read ? unread(value, Reflect.get(read, key), `${at}.${key}`) : [`${at}.${key}`]
  );
}

describe('ini of the documentation', () => {
  const sources = ['src/backend/settings.ts', 'src/backend/log-stores.ts', 'src/backend/copy/files/root.ts'];
  const known = new Set(
    sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/GF_PLUGIN_([A-Z_]+)/g)].map(([, name = '']) => name.toLowerCase())
    )
  );

  it.each(fencesIn('ini'))('%s names settings that are read', (_, { text }) => {
    let section = `plugin.${sourceId}`;
    for (const line of text.split('\n').filter((each) => each !== '')) {
      const [, title] = /^\[(.+)\]$/.exec(line) ?? [];
      const [, name = '', value = ''] = /^(\w+) = (.+)$/.exec(line) ?? [];
      if (title !== undefined) {
        section = title;
      } else if (section === 'plugins') {
        expect([name, value.split(',').sort()]).toEqual(['allow_loading_unsigned_plugins', [appId, sourceId]]);
      } else {
        expect(section).toBe(`plugin.${sourceId}`);
        expect([...known]).toContain(name);
        expect(value).not.toBe('');
      }
    }
  });
});

describe('YAML of the documentation', () => {
  const file = z
    .strictObject({
      apiVersion: z.literal(1),
      apps: z.array(z.strictObject({ type: z.literal(appId), org_id: z.number(), disabled: z.boolean() })),
      datasources: z.array(
        z
          .strictObject({
            name: z.string(),
            uid: z.string(),
            type: z.enum([sourceId, 'loki']),
            access: z.literal('proxy'),
            url: z.string(),
            jsonData: z.looseObject({}),
            secureJsonData: z.record(z.string(), z.string()),
          })
          .partial()
      ),
      // Grafana's own, as its documentation has them.
      contactPoints: z.array(z.looseObject({ name: z.string() })),
      policies: z.array(z.looseObject({ receiver: z.string() })),
      deleteDatasources: z.array(z.strictObject({ name: z.string(), orgId: z.number() })),
    })
    .partial();
  const lokiSecret = new RegExp(`^loki(${lokiSecrets.join('|')})\\.[\\w-]+$`);

  it.each(fencesIn('yaml'))('%s is provisioning that is read as it stands', (_, { text }) => {
    const content: unknown = parseYaml(text);
    // A page may show a part of a data source alone.
    const whole = Array.isArray(content)
      ? { datasources: content }
      : z.object({ jsonData: z.unknown() }).safeParse(content).success
        ? { datasources: [content] }
        : content;
    const { datasources = [] } = file.parse(whole);
    for (const { type, jsonData = {}, secureJsonData = {} } of datasources) {
      if (type !== 'loki') {
        expect(unread(jsonData, dataSourceSettings.parse(jsonData))).toEqual([]);
        const secrets = Object.entries(secureJsonData);
        expect(
          secrets.filter(([name]) => !/^(clientSecret|accessToken)$/.test(name) && !lokiSecret.test(name))
        ).toEqual([]);
        expect(secrets.filter(([, value]) => !/^\$__(file|env)\{.+\}$/.test(value))).toEqual([]);
      }
    }
  });
});

describe('JSON of the documentation', () => {
  const queries = fencesIn('json').filter(([, { text }]) => text.includes('"queryType"'));

  it.each(fencesIn('json'))('%s is JSON', (_, { text }) => {
    expect(() => {
      JSON.parse(text);
    }).not.toThrow();
  });

  it.each(queries)('%s is a query without a field that nobody reads', (_, { text }) => {
    const model: unknown = JSON.parse(text);
    const read = readQuery(model);
    expect(read.ok ? unread(model, read.query) : read.fault).toEqual([]);
  });
});

describe('commands of the documentation', () => {
  it.each(fencesIn('sh'))('%s is read by a shell', (_, { text }) => {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  });

  it.each(fencesIn('sh', 'ini', 'yaml', 'hcl'))('%s bears no secret', (_, { text }) => {
    expect(text).not.toMatch(/shpat_[0-9a-f]{32}|shpss_[0-9a-f]{32}|glsa_\w{32}|AKIA[0-9A-Z]{16}/);
  });

  it.each(fencesIn('hcl'))('%s is HCL', async (_, { text }) => {
    await expect(parseHcl('page.tf', text)).resolves.toBeTypeOf('object');
  });

  it.each(fencesIn('logql'))('%s is LogQL', (_, { text }) => {
    const wrong: string[] = [];
    logql.parse(text.trim()).iterate({
      enter: ({ type, from, to }) => {
        if (type.isError) {
          wrong.push(text.slice(from, to + 20));
        }
      },
    });
    expect(wrong).toEqual([]);
  });
});
