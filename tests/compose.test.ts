import { existsSync, readFileSync, statSync } from 'node:fs';
import { globSync } from 'glob';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const service = z.object({
  image: z.string(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.object({ condition: z.string() }))]).default([]),
});
const compose = z.object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) });
const read = (file: string): unknown => parse(readFileSync(file, 'utf8'));

describe('docker-compose.yaml', () => {
  const { services, volumes } = compose.parse(read('docker-compose.yaml'));
  const all = Object.entries(services);

  it.each(all)('%s has a pinned image', (_, { image }) => {
    expect(image).toMatch(/^[\w./-]+:v?\d+\.\d+\.\d+(-[\w.-]+)?$/);
  });

  it.each(all)('%s listens on loopback only', (_, { ports }) => {
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it.each(all)('%s mounts what exists', (_, { volumes: mounts }) => {
    const built = ['./dist'];
    for (const source of mounts.map((mount) => mount.split(':')[0] ?? '')) {
      const known = source.startsWith('.') ? built.includes(source) || existsSync(source) : source in volumes;
      expect(known, source).toBe(true);
    }
  });

  it.each(all)('%s waits for services that exist', (_, { depends_on: needs }) => {
    expect((Array.isArray(needs) ? needs : Object.keys(needs)).filter((name) => !(name in services))).toEqual([]);
  });
});

describe('provisioning', () => {
  const ids = ['src/plugin.json', 'src/datasource/plugin.json'].map(
    (file) => z.object({ id: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).id
  );

  it('names only plugins that exist', () => {
    const sources = z.object({ datasources: z.array(z.object({ type: z.string(), uid: z.string() })) });
    const apps = z.object({ apps: z.array(z.object({ type: z.string() })) });
    const named = [
      ...sources.parse(read('provisioning/datasources/shopscope.yaml')).datasources,
      ...apps.parse(read('provisioning/plugins/shopscope.yaml')).apps,
    ].map(({ type }) => type);
    expect(named.filter((type) => !['loki', 'prometheus', ...ids].includes(type))).toEqual([]);
  });

  it('holds no secret', () => {
    for (const file of globSync('provisioning/**/*.yaml')) {
      expect(statSync(file).size).toBeGreaterThan(0);
      expect(readFileSync(file, 'utf8')).not.toMatch(/(clientSecret|accessToken|password):\s*(?!\$)\S/);
    }
  });
});
