/** `npm run dashboards`: writes the dashboards' code as the JSON files that the plugin brings. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dashboards, fileText } from './all';

const folder = path.join(import.meta.dirname, '..', 'src', 'dashboards');
mkdirSync(folder, { recursive: true });
for (const [name, dashboard] of dashboards) {
  writeFileSync(path.join(folder, name), fileText(dashboard));
  console.log(`Wrote src/dashboards/${name}`);
}
