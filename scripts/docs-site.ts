/** Builds the documentation as a site: `npm run docs:site`, into artifacts/site, or `-- --out folder`. */
import { parseArgs } from 'node:util';
import { buildSite } from './site/build';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'artifacts/site' } } });
const pages = await buildSite(values.out);
console.log(`${pages} pages in ${values.out}: open ${values.out}/index.html`);
