/** Writes the tables of modules into the pages of docs/aws, between `<!-- module x -->` and `<!-- end -->`; `--check` compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { globSync } from 'glob';
import { allModules } from './aws/modules';
import { tablesOf } from './aws/tables';

const modules = await allModules();

function filled(page: string, text: string): string {
  return text.replaceAll(
    /(<!-- module ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start: string, name: string, end: string) => {
      const module = modules.find((each) => each.name === name);
      if (module === undefined) {
        throw new Error(`${page} has a mark of the module ${name}, which is none.`);
      }
      return `${start}\n${tablesOf(module)}\n\n${end}`;
    }
  );
}

for (const page of globSync('docs/aws/*.md').sort()) {
  const before = readFileSync(page, 'utf8');
  const after = filled(page, before);
  if (!process.argv.includes('--check')) {
    writeFileSync(page, after);
  } else if (after !== before) {
    console.log(`${page} is out of date: npm run docs:aws`);
    process.exitCode = 1;
  }
}
