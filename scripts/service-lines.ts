/** Runs the examples of snippets/ and writes their lines to tests/fixtures/service-lines; `--check` only compares. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { linesOf, services, whyNot } from './service-lines/run';
import { storefrontBodies } from './service-lines/storefront';

const files = [
  ...services.filter((service) => whyNot(service) === undefined).map((service) => [service, linesOf(service)] as const),
  ['storefront-faro', storefrontBodies()] as const,
];

mkdirSync('tests/fixtures/service-lines', { recursive: true });
for (const [name, lines] of files) {
  const file = `tests/fixtures/service-lines/${name}.ndjson`;
  const text = lines.map((line) => `${line}\n`).join('');
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.log(`${file} is out of date: npm run snippets:lines`);
    process.exitCode = 1;
  }
}
