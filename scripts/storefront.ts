/** Builds what shops paste, storefront/built, from storefront/; `--check` only compares. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { builtFiles } from './storefront/build';

mkdirSync('storefront/built', { recursive: true });
for (const { file, text } of await builtFiles()) {
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.log(`${file} is out of date: npm run storefront`);
    process.exitCode = 1;
  }
}
