/** `npm run dashboards`: writes the dashboards' code as the JSON files that the plugin brings, and which figure is on which of them. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { dashboards, fileText } from './all';
import { whereUsed } from './used';

const folder = path.join(import.meta.dirname, '..', 'src', 'dashboards');
mkdirSync(folder, { recursive: true });
for (const [name, dashboard] of dashboards) {
  const file = path.join(folder, name);
  writeFileSync(file, fileText(dashboard, existsSync(file) ? readFileSync(file, 'utf8') : undefined));
  console.log(`Wrote src/dashboards/${name}`);
}

const used = path.join(import.meta.dirname, '..', 'src', 'app', 'kpi', 'used.json');
writeFileSync(used, await format(JSON.stringify(whereUsed(dashboards)), { parser: 'json', printWidth: 120 }));
console.log('Wrote src/app/kpi/used.json');
