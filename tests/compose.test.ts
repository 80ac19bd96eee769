import { existsSync, readFileSync, statSync } from 'node:fs';
import { globSync } from 'glob';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { dashboards } from '../dashboards/all';

const variables = z.record(z.string(), z.string());
/** What of the Compose specification is used here, and nothing else. */
const service = z.strictObject({
  image: z.string().regex(/^[\w./-]+:v?\d+\.\d+\.\d+(-[\w.-]+)?$/),
  profiles: z.array(z.enum(['demo', 'plain', 'regions', 'metrics'])).min(1),
  command: z.array(z.string()).default([]),
  working_dir: z.string().optional(),
  environment: variables.default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string().regex(/^[\w./-]+:\/[\w./-]+(:ro)?$/)).default([]),
  secrets: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).default({}),
  healthcheck: z.strictObject({
    test: z.tuple([z.literal('CMD')]).rest(z.string()),
    interval: z.string(),
    timeout: z.string(),
    retries: z.number(),
  }),
});
const compose = z
  .object({
    services: z.record(z.string(), service),
    secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
    volumes: z.record(z.string(), z.null()),
  })
  .catchall(z.unknown())
  .refine((all) => Object.keys(all).every((key) => /^(services|secrets|volumes|x-.+)$/.test(key)));
const read = (file: string): unknown => parse(readFileSync(file, 'utf8'), { merge: true });

const { services, secrets, volumes } = compose.parse(read('docker-compose.yaml'));
const all = Object.entries(services);
const profiles = ['demo', 'plain', 'regions'] as const;
/** A value where none of its variables is set. */
const unset = (text: string): string => text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1');
const alloys = all.filter(([, { image }]) => image.startsWith('grafana/alloy:'));
const alloyFiles = globSync('alloy/*.alloy').map((file) => readFileSync(file, 'utf8'));

describe('docker-compose.yaml', () => {
  it.each(all)('%s listens on loopback only', (_, { ports }) => {
    expect(ports.filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))).toEqual([]);
  });

  it.each(all)('%s mounts what exists', (_, { volumes: mounts }) => {
    const built = ['./dist'];
    for (const source of mounts.map((mount) => mount.split(':')[0] ?? '')) {
      const known = source.startsWith('.') ? built.includes(source) || existsSync(source) : source in volumes;
      expect(known, source).toBe(true);
    }
  });

  it('has no volume and no secret that nobody uses', () => {
    const mounted = all.flatMap(([, each]) => each.volumes.map((mount) => mount.split(':')[0]));
    expect(Object.keys(volumes).filter((name) => !mounted.includes(name))).toEqual([]);
    const given = all.flatMap(([, each]) => each.secrets);
    expect([...new Set(given)].sort()).toEqual(Object.keys(secrets).sort());
  });

  it.each(Object.entries(secrets))('has the demo’s %s as a file', (_, { file }) => {
    expect(file).toMatch(/^\$\{SHOPSCOPE_SECRETS:-/);
    expect(statSync(unset(file)).size).toBeGreaterThan(0);
  });

  it.each(all)('%s reads only secrets that it is given', (_, { environment, secrets: given }) => {
    const files = Object.values(environment).filter((value) => value.startsWith('/run/secrets/'));
    expect(files.filter((value) => !given.includes(value.replace('/run/secrets/', '')))).toEqual([]);
  });

  it.each(all)('%s has no secret in its environment', (_, { environment }) => {
    const named = Object.keys(environment).filter((name) => /password|secret|token|_key$/i.test(name));
    expect(named.filter((name) => !name.endsWith('_FILE'))).toEqual([]);
  });

  it.each(all)('%s waits for services that run with it', (_, { depends_on: needs, profiles: own }) => {
    for (const need of Object.keys(needs)) {
      expect(services[need]?.profiles).toEqual(expect.arrayContaining(own));
    }
  });

  it.each(profiles)('gives no port twice in the profile %s, beside metrics', (profile) => {
    const ports = all
      .filter(([, each]) => each.profiles.some((name) => name === profile || name === 'metrics'))
      .flatMap(([, each]) => each.ports.map((port) => port.split(':')[1]));
    expect(new Set(ports).size).toBe(ports.length);
  });

  it.each(profiles)('has the services of the profile %s ask only those that run with them', (profile) => {
    const running = all.filter(([, each]) => each.profiles.includes(profile));
    const names = running.map(([name]) => name);
    for (const [, { environment, command, volumes: mounts }] of running) {
      const sources = mounts.filter((mount) => mount.includes('/provisioning/datasources:'));
      const files = sources.map((mount) => readFileSync(`${mount.split(':')[0] ?? ''}/shopscope.yaml`, 'utf8'));
      const hosts = [...JSON.stringify([environment, command, files]).matchAll(/\/\/([\w-]+):\d+/g)].map(
        ([, host]) => host
      );
      // Of plain, the addresses are the user's.
      const own = profile === 'plain' ? ['loki'] : ['prometheus'];
      expect(hosts.filter((host = '') => ![...names, ...own].includes(host))).toEqual([]);
    }
  });

  it('starts the demo where no profile is named', () => {
    expect(readFileSync('.env', 'utf8')).toContain('COMPOSE_PROFILES=demo\n');
  });
});

describe('Alloy in docker-compose.yaml', () => {
  const wanted = [
    ...new Set(alloyFiles.flatMap((text) => [...text.matchAll(/sys\.env\("(\w+)"\)/g)].map(([, name = '']) => name))),
  ];
  const listening = alloyFiles
    .flatMap((text) =>
      [...text.matchAll(/(?:listen_port\s*=\s*|endpoint = "0\.0\.0\.0:)(\d+)/g)].map(([, port = '']) => port)
    )
    .concat('12345');

  it.each(alloys)('%s is told everything that its files ask for', (_, { environment }) => {
    expect(wanted.length).toBeGreaterThan(0);
    expect(Object.keys(environment).sort()).toEqual([...wanted].sort());
  });

  it.each(['alloy', 'alloy-us'])('%s opens the ports that its files listen on', (name) => {
    const opened = services[name]?.ports.map((port) => port.split(':')[2] ?? '') ?? [];
    expect([...opened].sort()).toEqual([...listening].sort());
  });

  it('is sent the demo’s lines on a port of its own', () => {
    const told = all.flatMap(([, { command }]) => command.filter((_, at) => command[at - 1] === '--push-to'));
    expect(told).toHaveLength(3);
    for (const address of told.map((each) => new URL(each))) {
      expect(alloys.map(([name]) => name)).toContain(address.hostname);
      expect(listening).toContain(address.port);
    }
  });
});

const provisioned = z.object({
  datasources: z.array(
    z.object({
      type: z.string(),
      uid: z.string(),
      jsonData: z
        .object({
          derivedFields: z.array(z.object({ url: z.string(), datasourceUid: z.string().optional() })).default([]),
        })
        .default({ derivedFields: [] }),
      correlations: z.array(z.object({ targetUID: z.string() })).default([]),
    })
  ),
});

describe.each(globSync('provisioning/datasources*/*.yaml'))('%s', (file) => {
  const { datasources } = provisioned.parse(read(file));
  const uids = datasources.map(({ uid }) => uid);
  const ids = ['src/plugin.json', 'src/datasource/plugin.json'].map(
    (plugin) => z.object({ id: z.string() }).parse(JSON.parse(readFileSync(plugin, 'utf8'))).id
  );

  it('names only plugins that exist, and no uid twice', () => {
    expect(
      datasources.map(({ type }) => type).filter((type) => !['loki', 'prometheus', ...ids].includes(type))
    ).toEqual([]);
    expect(new Set(uids).size).toBe(uids.length);
  });

  it('leads from lines to orders and back by data sources that it has', () => {
    const named = datasources.flatMap(({ correlations, jsonData: { derivedFields } }) => [
      ...correlations.map(({ targetUID }) => targetUID),
      ...derivedFields.flatMap(({ datasourceUid }) => datasourceUid ?? []),
      ...derivedFields.flatMap(({ url }) =>
        [...url.matchAll(/[?&](?:ds|loki|var-\w+)=([\w-]+)/g)].map(([, uid = '']) => uid)
      ),
    ]);
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((uid) => !uids.includes(uid))).toEqual([]);
  });

  it('reads only secrets that Grafana is given', () => {
    const paths = [...readFileSync(file, 'utf8').matchAll(/\$__file\{\/run\/secrets\/(\w+)\}/g)].map(
      ([, name = '']) => name
    );
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((name) => !(name in secrets))).toEqual([]);
  });

  it('is mounted by a Grafana that has its variables', () => {
    const folder = `./${file.split('/').slice(0, 2).join('/')}:`;
    const grafanas = all.filter(([, each]) => each.volumes.some((mount) => mount.startsWith(folder)));
    expect(grafanas).toHaveLength(1);
    const asked = [...readFileSync(file, 'utf8').matchAll(/(?<!\$)\$([A-Z]\w+)/g)].map(([, name = '']) => name);
    expect(asked.filter((name) => !(name in (grafanas[0]?.[1].environment ?? {})))).toEqual([]);
  });
});

describe('provisioning', () => {
  it('has alert rules that ask data sources of every Grafana that mounts them', () => {
    for (const [name, { volumes: mounts }] of all.filter(([, each]) =>
      each.volumes.some((mount) => mount.includes('/provisioning/alerting:'))
    )) {
      const sources = mounts.find((mount) => mount.includes('/provisioning/datasources:'))?.split(':')[0] ?? '';
      const uids = provisioned.parse(read(`${sources}/shopscope.yaml`)).datasources.map(({ uid }) => uid);
      const asked = globSync('provisioning/alerting/*.yaml').flatMap((file) => [
        ...readFileSync(file, 'utf8').matchAll(/datasourceUid: (\S+)/g),
      ]);
      expect(asked.length).toBeGreaterThan(0);
      const unknown = asked.map(([, uid = '']) => uid).filter((uid) => ![...uids, '__expr__'].includes(uid));
      expect(unknown, name).toEqual([]);
    }
  });

  it('links only to dashboards that the app brings', () => {
    const known = [...dashboards.values()].map(({ uid }) => uid);
    for (const file of globSync('provisioning/**/*.yaml')) {
      const linked = [...readFileSync(file, 'utf8').matchAll(/[ }/]d\/([\w-]+)/g)].map(([, uid = '']) => uid);
      expect(linked.filter((uid) => !known.includes(uid))).toEqual([]);
    }
  });

  it('holds no secret', () => {
    for (const file of globSync('provisioning/**/*.yaml')) {
      expect(statSync(file).size).toBeGreaterThan(0);
      expect(readFileSync(file, 'utf8')).not.toMatch(/(clientSecret|accessToken|password):\s*(?!\$)\S/);
    }
  });
});
