import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileBackend } from '../../scripts/compile-backend';
import { PluginHost } from '../support/plugin-host';

const page = readFileSync('docs/writing-a-backend.md', 'utf8');
const code = /```ts\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
const source = { uid: 'hello', jsonData: {} };

describe('the plugin on the page "Writing a backend"', () => {
  let folder = '';
  let host: PluginHost | undefined;

  beforeAll(async () => {
    mkdirSync('.cache', { recursive: true });
    folder = mkdtempSync(path.resolve('.cache', 'writing-a-backend-'));
    const room = path.relative(folder, path.resolve('src/backend/grafana'));
    writeFileSync(path.join(folder, 'main.ts'), code.replace("'./grafana'", `'${room}'`));
    compileBackend({ entry: path.join(folder, 'main.ts'), outfile: path.join(folder, 'plugin') });
    host = await PluginHost.start(path.join(folder, 'plugin'));
  });

  afterAll(async () => {
    await host?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is about ten lines', () => {
    expect(code.trim().split('\n').length).toBeLessThanOrEqual(12);
  });

  it('is healthy', async () => {
    expect(await host?.health(source)).toEqual({ ok: true, message: 'Hello from TypeScript', details: undefined });
  });

  it('answers a query', async () => {
    const answer = await host?.query(source, [{ model: {}, from: 1000, to: 2000 }]);
    expect(answer?.['A']?.status).toBe(200);
    expect(answer?.['A']?.frames[0]?.fields.map(({ name, values }) => [name, Array.from<unknown>(values)])).toEqual([
      ['time', [1_000_000_000n, 2_000_000_000n]],
      ['value', [1, 2]],
    ]);
  });
});
