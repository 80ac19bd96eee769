import { readFileSync } from 'node:fs';
import { globSync } from 'glob';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocksOf, keysOf, literal, textsOf, within, type Block } from './pipeline/config';

const files = globSync('alloy/*.alloy', { posix: true }).sort();
const components = files.flatMap((file) => blocksOf(readFileSync(file, 'utf8')));
const all = [...within(components)];
const stages = all.filter(({ name }) => name.startsWith('stage.'));
const labels = ['service_name', 'environment', 'region', 'level', 'source'];
/** What lines of one task are joined by; it is gone before lines leave. */
const inside = ['task'];
const ids = [
  'order_id',
  'order_name',
  'checkout_token',
  'cart_token',
  'customer_id',
  'shop',
  'request_id',
  'trace_id',
  'span_id',
  'error_code',
];

/** Generally available in Alloy 1.18, read in its source. */
const available = {
  components: [
    'faro.receiver',
    'local.file',
    'loki.process',
    'loki.relabel',
    'loki.source.api',
    'loki.source.awsfirehose',
    'loki.write',
    'otelcol.exporter.loki',
    'otelcol.processor.attributes',
    'otelcol.receiver.otlp',
  ],
  stages:
    'decolorize drop json label_keep labels limit luhn match metrics multiline output regex replace sampling static_labels structured_metadata structured_metadata_drop template truncate'
      .split(' ')
      .map((name) => `stage.${name}`),
};

const of = (name: string): readonly Block[] => stages.filter((stage) => stage.name === `stage.${name}`);
const shown = ({ name, attributes }: Block): string => `${name} ${JSON.stringify([...attributes])}`;
const process = (label: string): Block | undefined =>
  components.find((block) => block.name === 'loki.process' && block.label === label);

describe('the pipeline of Alloy', () => {
  it('is cut into files that the documentation tells one by one', () => {
    const page = readFileSync('docs/log-pipeline.md', 'utf8');
    expect(files.length).toBeGreaterThan(10);
    expect(files.map((file) => path.basename(file)).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('uses generally available components and stages alone', () => {
    expect(
      [...new Set(components.map(({ name }) => name))].filter((name) => !available.components.includes(name))
    ).toEqual([]);
    expect(stages.map(({ name }) => name).filter((name) => !available.stages.includes(name))).toEqual([]);
  });

  it('has no two components of one name, and none that is referred to but absent', () => {
    const names = components.map(({ name, label }) => `${name}.${label}`);
    expect(new Set(names).size).toBe(names.length);
    const values = all.flatMap(({ attributes }) => [...attributes.values()]);
    const referred = values.flatMap((value) =>
      [...value.matchAll(/(?<!["\w.])((?:loki|otelcol|local)\.[\w.]+)\.(?:receiver|input|rules|content)\b/g)].map(
        (match) => match[1] ?? ''
      )
    );
    expect(referred.length).toBeGreaterThan(15);
    expect(referred.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('leads every source through all seven steps, redaction after the ids are taken', () => {
    const order = ['noise', 'join', 'read', 'count', 'thin', 'redact', 'bound'];
    const next = order.map((name) => process(name)?.attributes.get('forward_to'));
    expect(next).toEqual([
      ...order.slice(1).map((name) => `[ loki.process.${name}.receiver ]`),
      '[ loki.write.loki.receiver ]',
    ]);
    expect(process('redact')?.blocks.some(({ name }) => name === 'stage.structured_metadata')).toBe(false);
    const written = components.filter((block) =>
      [...block.attributes.values()].some((value) => value.includes('loki.write.'))
    );
    expect(written.map(({ label }) => label)).toEqual(['bound']);
  });

  it('gives a reason for every line that it drops', () => {
    const drops = stages.filter(
      ({ name, attributes }) =>
        name === 'stage.drop' ||
        name === 'stage.sampling' ||
        (name === 'stage.match' && attributes.get('action') === '"drop"')
    );
    expect(drops.length).toBeGreaterThan(5);
    expect(
      drops.filter(({ attributes }) => !/^"[a-z_]+"$/.test(attributes.get('drop_counter_reason') ?? '')).map(shown)
    ).toEqual([]);
  });

  it('never drops by level what is a warning or worse', () => {
    const thin = [...within(process('thin')?.blocks ?? [])].filter(({ name }) => name === 'stage.match');
    expect(thin.map(({ attributes }) => literal(attributes.get('selector') ?? ''))).toEqual([
      '{level="debug"}',
      '{level="info", service_name!="deployments"}',
    ]);
  });

  it('makes labels of a bounded list alone, and none of an id', () => {
    const made = [...of('labels'), ...of('static_labels')].flatMap(({ attributes }) =>
      keysOf(attributes.get('values') ?? '')
    );
    expect([...new Set(made)].sort()).toEqual([...labels, ...inside].sort());
    expect(of('label_keep').map(({ attributes }) => textsOf(attributes.get('values') ?? ''))).toEqual([labels, labels]);
    expect(made.filter((name) => ids.includes(name))).toEqual([]);
  });

  it('keeps every id that the product knows as structured metadata, each checked by a template of its own', () => {
    const kept = of('structured_metadata').map(({ attributes }) => keysOf(attributes.get('values') ?? ''));
    expect(kept).toEqual([['deployed_service'], ids]);
    const checked = of('template').map(({ attributes }) => literal(attributes.get('source') ?? ''));
    expect(ids.filter((id) => !checked.includes(id))).toEqual([]);
  });

  it('has expressions that RE2 can read, and a group in each that redacts', () => {
    const patterns = stages.flatMap(({ attributes }) => attributes.get('expression') ?? []).map(literal);
    expect(patterns.length).toBeGreaterThan(25);
    for (const pattern of patterns) {
      expect(pattern).not.toMatch(/\(\?[=!]|\(\?<[=!]|\\[1-9]/);
      const flags = /^\(\?([is]+)\)/.exec(pattern)?.[1] ?? '';
      expect(
        () =>
          new RegExp(
            pattern
              .replace(/^\(\?[is]+\)/, '')
              .replaceAll('(?P<', '(?<')
              .replaceAll('(?i:', '(?:'),
            flags
          )
      ).not.toThrow();
    }
    const groupless = of('replace').filter(
      ({ attributes }) => !/(?<!\\)\((?!\?)/.test(literal(attributes.get('expression') ?? ''))
    );
    expect(groupless.map(shown)).toEqual([]);
  });

  it('holds no secret', () => {
    const secrets = all.flatMap(({ attributes }) =>
      ['access_key', 'password', 'bearer_token', 'api_key', 'secret'].flatMap((name) => attributes.get(name) ?? [])
    );
    expect(secrets).toHaveLength(1);
    expect(secrets[0]?.match(/local\.file\.\w+/g)).toEqual([
      'local.file.firehose_access_key',
      'local.file.unguessable',
    ]);
    expect(secrets[0]).not.toMatch(/["`]/);
  });
});
