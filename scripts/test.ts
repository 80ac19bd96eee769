/** Runs every test there is and ends with `N passed, N failed, N skipped`; status 1 if anything failed. */
import { add, none, type Counts } from './test/counts';
import { script, vitest, type Stage } from './test/stages';

const before: readonly Stage[] = [
  script('types', 'typecheck'),
  script('lint', 'lint'),
  script('format', 'format:check'),
  script('build', 'build'),
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
for (const stage of [...before, ...tests]) {
  console.log(`\n── ${stage.name}`);
  const started = performance.now();
  const counts = await stage.run();
  total = add(total, counts);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  rows.push(
    `${stage.name.padEnd(24)} ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`
  );
}
console.log(`\n${rows.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
