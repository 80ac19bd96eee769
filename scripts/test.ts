/** Runs every test there is and ends with `N passed, N failed, N skipped`; status 1 if anything failed. */
import { add, none, type Counts } from './test/counts';
import { script, vitest, type Stage, type Write } from './test/stages';

/** What each uses one core for: side by side, the long one beside all others. */
const before: ReadonlyArray<readonly Stage[]> = [
  [script('lint', 'lint')],
  [script('types', 'typecheck'), script('format', 'format:check'), script('build', 'build')],
];

const configured = (file: string): [string, ...string[]] => ['npx', 'vitest', 'run', '--config', file];

const tests: readonly Stage[] = [
  vitest('backend in Bun', ['npm', 'run', '--silent', 'test:backend', '--']),
  vitest('unit', configured('vitest.config.ts')),
  vitest('frontend on React 19', configured('vitest.react19.config.ts')),
  vitest('integration and browser', configured('vitest.integration.config.ts'), 15 * 60_000),
  script('kills while syncing', 'test:faults:few'),
  script('contract', 'test:contract'),
];

let total: Counts = none;
const rows: string[] = [];

async function run(stage: Stage, write: Write): Promise<void> {
  write(`\n── ${stage.name}\n`);
  const started = performance.now();
  const counts = await stage.run(write);
  total = add(total, counts);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  rows.push(
    `${stage.name.padEnd(24)} ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`
  );
}

const print: Write = (text) => process.stdout.write(text);

await Promise.all(
  before.map(async (stages) => {
    for (const stage of stages) {
      const said: Array<string | Uint8Array> = [];
      await run(stage, (text) => said.push(text));
      said.forEach(print);
    }
  })
);
for (const stage of tests) {
  await run(stage, print);
}
console.log(`\n${rows.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
