/** Compiles the contract tests' plugin, collects what is sent to Loki, and runs the Go tests against both; ends with `N passed, N failed, N skipped`. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { compileBackend } from './compile-backend';
import { writeLogql } from './logql/collect';

const folder = path.resolve('tests/contract');
const plugin = path.join(folder, 'bin', 'plugin');
const logql = path.join(folder, 'bin', 'logql.json');
const event = z.object({ Action: z.string(), Test: z.string().optional(), Output: z.string().optional() });

/** Reads one line of `go test -json`; other text comes back as output. */
function parseEvent(line: string): z.infer<typeof event> {
  try {
    return event.parse(JSON.parse(line));
  } catch {
    return { Action: 'output', Output: `${line}\n` };
  }
}

if (spawnSync('go', ['version']).status !== 0) {
  console.log('The contract tests need Go, which this machine lacks: skipped.');
  console.log('0 passed, 0 failed, 1 skipped');
} else {
  compileBackend({ entry: path.join(folder, 'plugin', 'main.ts'), outfile: plugin });
  await writeLogql(logql);
  const run = spawnSync('go', ['test', '-json', '-count=1', '-timeout=8m', './...'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, SHOPSCOPE_CONTRACT_PLUGIN: plugin, SHOPSCOPE_CONTRACT_LOGQL: logql },
    maxBuffer: 512 * 1024 * 1024,
  });
  const events = `${run.stdout}\n${run.stderr}`.split('\n').filter(Boolean).map(parseEvent);
  const ended = (action: string) => events.filter((each) => each.Action === action && each.Test !== undefined);
  const failed = new Set(ended('fail').map(({ Test }) => Test));
  for (const each of events) {
    if (each.Action === 'output' && (each.Test === undefined || failed.has(each.Test))) {
      process.stdout.write(each.Output ?? '');
    }
  }
  const failures = failed.size === 0 && run.status !== 0 ? 1 : failed.size;
  console.log(`${ended('pass').length} passed, ${failures} failed, ${ended('skip').length} skipped`);
  process.exitCode = run.status ?? 1;
}
