import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { freePort } from './alloy';
import type { Arrived } from './sink';

export interface Loki {
  readonly url: string;
  readonly version: string;
  /** Lines between two times in milliseconds, in the order of their times. */
  readonly lines: (from: number, to: number) => Promise<readonly Arrived[]>;
  /** Has Loki write to disk what it holds: lines more than 3 hours old are not found before. */
  readonly flush: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The limits that Loki has by itself; only where it listens and what it writes to is set. */
const configOf = (port: number, grpc: number, folder: string): string => `auth_enabled: false
server: { http_listen_address: 127.0.0.1, http_listen_port: ${port}, grpc_listen_address: 127.0.0.1, grpc_listen_port: ${grpc}, log_level: error }
common:
  instance_addr: 127.0.0.1
  path_prefix: ${folder}
  replication_factor: 1
  ring: { kvstore: { store: inmemory } }
  storage: { filesystem: { chunks_directory: ${folder}/chunks, rules_directory: ${folder}/rules } }
schema_config:
  configs: [{ from: 2024-04-01, store: tsdb, object_store: filesystem, schema: v13, index: { prefix: index_, period: 24h } }]
ingester: { lifecycler: { min_ready_duration: 0s } }
analytics: { reporting_enabled: false }
`;

/** A Loki at an address, or one of its own run from an executable. */
export async function loki(where: string): Promise<Loki> {
  if (/^https?:/.test(where)) {
    return reach(where.replace(/\/+$/, ''), () => Promise.resolve());
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'loki-'));
  const port = await freePort();
  const config = path.join(folder, 'loki.yaml');
  writeFileSync(config, configOf(port, await freePort(), folder));
  const child = spawn(where, [`-config.file=${config}`], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  return reach(`http://127.0.0.1:${port}`, async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
}

async function reach(url: string, stop: () => Promise<void>): Promise<Loki> {
  const until = Date.now() + 90_000;
  while (Date.now() < until) {
    const ready = await fetch(`${url}/ready`).then(
      ({ ok }) => ok,
      () => false
    );
    if (ready) {
      const build = z.object({ version: z.string() });
      const told: unknown = await (await fetch(`${url}/loki/api/v1/status/buildinfo`)).json();
      return {
        url,
        version: build.parse(told).version || 'of no version',
        lines: (from, to) => linesOf(url, from, to),
        flush: async () => {
          await fetch(`${url}/flush`, { method: 'POST' });
          await sleep(2_000);
        },
        stop,
      };
    }
    await sleep(300);
  }
  await stop();
  throw new Error(`no Loki is ready at ${url}`);
}

const limit = 5000;
const names = z.record(z.string(), z.string());
const answer = z.object({
  data: z.object({
    result: z.array(
      z.object({
        stream: names,
        values: z.array(z.tuple([z.string(), z.string(), z.object({ structuredMetadata: names.default({}) })])),
      })
    ),
  }),
});

async function linesOf(url: string, from: number, to: number): Promise<readonly Arrived[]> {
  const found: Array<Arrived & { at: bigint }> = [];
  let start = BigInt(from) * 1_000_000n;
  for (;;) {
    const query = new URLSearchParams({
      query: '{source=~".+"}',
      start: String(start),
      end: `${to}000000`,
      limit: String(limit),
      direction: 'forward',
    });
    const response = await fetch(`${url}/loki/api/v1/query_range?${query.toString()}`, {
      headers: { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' },
    });
    if (!response.ok) {
      throw new Error(`Loki refuses the query: ${response.status} ${await response.text()}`);
    }
    const { result } = answer.parse(await response.json()).data;
    const page = result.flatMap(({ stream, values }) =>
      values.map(([at, line, { structuredMetadata }]) => ({
        at: BigInt(at),
        labels: stream,
        metadata: structuredMetadata,
        line,
      }))
    );
    found.push(...page);
    if (page.length < limit) {
      return found
        .sort((a, b) => (a.at === b.at ? (a.line < b.line ? -1 : 1) : a.at < b.at ? -1 : 1))
        .map(({ labels, metadata, line }) => ({ labels, metadata, line }));
    }
    start = page.reduce((last, { at }) => (at > last ? at : last), 0n) + 1n;
  }
}
