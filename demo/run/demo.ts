import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LogSource } from '../host/ask-loki';
import { DataSources, type Provisioned } from '../host/data-sources';
import { readPluginJson } from '../host/frontend-settings';
import { startPlugin, type PluginProcess } from '../host/plugin-process';
import { startHost } from '../host/server';
import { buildWhatIsMissing, executable, root } from './build';
import { tellOfCopies } from './copy-story';
import { tellOfIncidents } from './incident-story';
import { startDemoShops } from './demo-shops';
import { mountsFor } from './mounts';
import { settingFrom } from './shops';
import { tellWhatIsGoingOn } from './story';
import { wordsIn, type Language } from './words';

export interface DemoOptions {
  /** Print what the shop is doing now, and end. */
  readonly once: boolean;
  /** Use the page built for React 18 and Grafana 12.2. */
  readonly react18: boolean;
  readonly port: number;
  /** Orders on a typical day of a demo shop. */
  readonly ordersPerDay: number;
  /** Directory of the copies, kept at the end; without it a temporary one, which is not. */
  readonly data?: string | undefined;
  readonly language: Language;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  /** Ends the demo when it fires. */
  readonly signal: AbortSignal;
}

/** How long `--once` waits for the copies, milliseconds. */
const longestWait = 90_000;

type Stop = () => Promise<void>;

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    } else {
      signal.addEventListener('abort', () => resolve(), { once: true });
    }
  });
}

async function timed<T>(run: () => Promise<T>): Promise<readonly [T, string]> {
  const started = performance.now();
  const value = await run();
  return [value, ((performance.now() - started) / 1000).toFixed(2)];
}

interface Source {
  readonly sources: readonly Provisioned[];
  readonly logs: readonly LogSource[];
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the whole demo until its signal fires; whatever it started has ended when it returns. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const { once, react18, port, ordersPerDay, data, language, env, print, signal } = options;
  const words = wordsIn(language);
  const setting = settingFrom(env, words('noCredentials'));
  const stops: Stop[] = [];
  try {
    await buildWhatIsMissing({
      page: !once,
      react18,
      onBuilt: (name, seconds) => print(words(`built.${name}`, { seconds: seconds.toFixed(1) })),
    });
    const { sources, logs, env: sandbox } = await shops();
    const [plugin, seconds] = await timed(() => start(sandbox));
    print(words('started.backend', { seconds }));
    const dataSources = new DataSources(sources);
    const telling = { client: plugin.client, dataSources, language, words, print, signal };
    if (!once) {
      const address = await serve(plugin, dataSources, logs);
      await tellWhatIsGoingOn(telling);
      if (setting.kind === 'demo') {
        await tellOfCopies({ ...telling, patience: 0 });
      }
      print(`\n${words('address', { address })}\n${words('address.hint')}`);
      await untilAborted(signal);
    } else {
      if (!(await tellWhatIsGoingOn(telling))) {
        throw new Error(words('now.nothing'));
      }
      if (setting.kind === 'demo') {
        await tellOfCopies({ ...telling, patience: longestWait });
        await tellOfIncidents(telling);
      }
    }
  } finally {
    for (const stop of stops.reverse()) {
      await stop();
    }
  }

  async function shops(): Promise<Source> {
    if (setting.kind === 'store') {
      print(words('store', { shop: setting.source.name }));
      return { sources: [setting.source], logs: [], env: {} };
    }
    const demo = await startDemoShops({ ordersPerDay, copy: true });
    stops.push(() => demo.stop());
    print(words('started.shops'));
    return { ...demo, env: { ...demo.env, GF_PLUGIN_COPY_ROOT: copyRoot() } };
  }

  function copyRoot(): string {
    if (data !== undefined) {
      mkdirSync(data, { recursive: true });
      return path.resolve(data);
    }
    const made = mkdtempSync(path.join(tmpdir(), 'shopscope-demo-'));
    stops.push(() => {
      rmSync(made, { recursive: true, force: true });
      return Promise.resolve();
    });
    return made;
  }

  async function start(sandbox: Readonly<Record<string, string>>): Promise<PluginProcess> {
    const verbose = env['SHOPSCOPE_LOG'] !== undefined;
    const plugin = await startPlugin({
      executable,
      env: sandbox,
      onLog: (line) => (verbose ? process.stderr.write(`${line}\n`) : undefined),
      onExit: (code, name) => print(words('backend.ended', { reason: name ?? String(code) })),
    });
    stops.push(() => plugin.stop());
    return plugin;
  }

  async function serve(plugin: PluginProcess, dataSources: DataSources, logs: readonly LogSource[]): Promise<string> {
    const dist = path.join(root, 'dist');
    const page = path.join(root, 'demo', 'preview', react18 ? 'dist-react18' : 'dist');
    const home = react18 ? root : path.join(root, 'demo', 'preview');
    const host = await startHost({
      client: plugin.client,
      dataSources,
      logs,
      plugin: readPluginJson(path.join(dist, 'datasource')),
      dashboards: path.join(dist, 'dashboards'),
      mounts: mountsFor(
        dist,
        path.join(root, 'demo', 'preview', 'icons'),
        createRequire(path.join(home, 'package.json'))
      ),
      page,
      port,
    });
    stops.push(() => host.stop());
    return host.address;
  }
}
