/** `npm run alerts`: writes the alert rules' code as the files that Grafana provisions. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { languages } from '../src/locales/core';
import { fileText, files } from './all';

for (const language of languages) {
  writeFileSync(path.join(import.meta.dirname, '..', files[language]), fileText(language));
  console.log(`Wrote ${files[language]}`);
}
