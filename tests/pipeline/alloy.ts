import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { globSync } from 'glob';

/** Ports that the files name, by what listens on them. */
const ports = {
  firehose: 9999,
  push: 3500,
  s3: 3501,
  vercel: 3502,
  grpc: 4317,
  otlp: 4318,
  browser: 12347,
  http: 12345,
};
export type Port = keyof typeof ports;

export interface Alloy {
  readonly at: (port: Port, path: string) => string;
  /** Values of a counter by the value of one of its labels, summed. */
  readonly count: (metric: string, label: string) => Promise<Readonly<Record<string, number>>>;
  /** All of Alloy's metrics as it writes them. */
  readonly metrics: () => Promise<string>;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

export const firehoseKey = 'made-up-key';

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/**
 * Runs the project's files, on free ports of loopback, at the stability that is Alloy's default; `change` may change the
 * text of each.
 */
export async function runAlloy(
  executable: string,
  pushUrl: string,
  change: (text: string, file: string) => string = (text) => text
): Promise<Alloy> {
  const folder = mkdtempSync(path.join(tmpdir(), 'alloy-'));
  const free = new Map<string, number>();
  for (const name of Object.keys(ports)) {
    free.set(name, await freePort());
  }
  for (const file of globSync('alloy/*.alloy')) {
    let text = readFileSync(file, 'utf8').replaceAll('0.0.0.0', '127.0.0.1');
    for (const [name, port] of Object.entries(ports)) {
      text = text.replaceAll(
        new RegExp(`(listen_port\\s*= |endpoint = "127\\.0\\.0\\.1:)${port}\\b`, 'g'),
        `$1${free.get(name)}`
      );
    }
    writeFileSync(path.join(folder, path.basename(file)), change(text, path.basename(file)));
  }
  writeFileSync(path.join(folder, 'key'), `${firehoseKey}\n`);
  const at: Alloy['at'] = (port, where) => `http://127.0.0.1:${free.get(port)}${where}`;
  const args = [
    'run',
    '--disable-reporting',
    `--server.http.listen-addr=127.0.0.1:${free.get('http')}`,
    `--storage.path=${folder}/data`,
    folder,
  ];
  const child = spawn(executable, args, {
    env: { PATH: '/usr/bin:/bin', LOKI_PUSH_URL: pushUrl, FIREHOSE_ACCESS_KEY_FILE: path.join(folder, 'key') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve();
    })
  );
  const stop = async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const until = Date.now() + 60_000;
  while (child.exitCode === null && Date.now() < until) {
    const ready = await fetch(at('http', '/-/ready')).then(
      ({ ok }) => ok,
      () => false
    );
    if (ready) {
      const metrics = async () => (await fetch(at('http', '/metrics'))).text();
      return { at, metrics, count: async (...of) => counted(await metrics(), ...of), pid: child.pid ?? 0, stop };
    }
    await sleep(200);
  }
  await stop();
  throw new Error(`Alloy does not run: ${told.slice(-3000)}`);
}

/** Values of a counter in metrics as Alloy writes them, by the value of one of its labels, summed. */
export function counted(text: string, metric: string, label: string): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [, labels = '', value = ''] of text.matchAll(new RegExp(`^${metric}\\{(.*)\\} (\\S+)$`, 'gm'))) {
    const key = new RegExp(`\\b${label}="([^"]*)"`).exec(labels)?.[1] ?? '';
    sums[key] = (sums[key] ?? 0) + Number(value);
  }
  return sums;
}
