import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseHandshake } from './handshake';
import { PluginClient } from './plugin-client';

export interface PluginProcessOptions {
  /** Path of the compiled backend. */
  readonly executable: string;
  /** Variables beside Grafana's own, e.g. those of the plugin's section in its ini file. */
  readonly env: Readonly<Record<string, string>>;
  /** Every line the backend logs. */
  readonly onLog: (line: string) => void;
  /** Called when the backend ends though nobody asked it to. */
  readonly onExit: (code: number | null, signal: NodeJS.Signals | null) => void;
}

/** A running backend. */
export interface PluginProcess {
  readonly client: PluginClient;
  readonly pid: number | undefined;
  /** Asks it to end, and kills it if it hasn't after two seconds. */
  stop(): Promise<void>;
}

const startLimit = 60_000;
const stopLimit = 2_000;

/** What Grafana puts into a backend's environment beside its own. */
const grafanaEnv = {
  GF_VERSION: '12.2.0',
  GF_EDITION: 'Open Source',
  grafana_plugin_type: 'datasource',
  PLUGIN_MIN_PORT: '10000',
  PLUGIN_MAX_PORT: '25000',
  PLUGIN_PROTOCOL_VERSIONS: '2',
};

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) {
      reject(new Error('The backend has no stdout'));
      return;
    }
    const timer = setTimeout(
      () => reject(new Error(`The backend said nothing for ${startLimit / 1000} s`)),
      startLimit
    );
    const lines = createInterface({ input: child.stdout });
    lines.once('line', (line) => {
      clearTimeout(timer);
      resolve(line);
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The backend ended with status ${code ?? 'unknown'} before its handshake`));
    });
  });
}

async function ended(child: ChildProcess, limit: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return true;
  }
  try {
    await once(child, 'exit', { signal: AbortSignal.timeout(limit) });
    return true;
  } catch {
    return false;
  }
}

/** Starts the backend as Grafana does and reads its handshake. Throws when it doesn't come up. */
export async function startPlugin(options: PluginProcessOptions): Promise<PluginProcess> {
  const child = spawn(options.executable, [], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...grafanaEnv, ...options.env },
  });
  createInterface({ input: child.stderr }).on('line', options.onLog);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const client = await firstLine(child).then(
    (line) => new PluginClient(parseHandshake(line).address),
    (error: unknown) => {
      kill();
      throw error;
    }
  );
  let stopping = false;
  child.once('exit', (code, signal) => {
    process.removeListener('exit', kill);
    if (!stopping) {
      options.onExit(code, signal);
    }
  });
  return {
    client,
    pid: child.pid,
    async stop() {
      stopping = true;
      await client.shutdown().catch(() => undefined);
      client.close();
      if (!(await ended(child, stopLimit))) {
        child.kill('SIGKILL');
        await ended(child, stopLimit);
      }
    },
  };
}
