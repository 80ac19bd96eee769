/** `npm run alerts`: writes the alert rules' code as the files that Grafana provisions and as what the app offers. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { languages } from '../src/locales/core';
import { fileText, files, pipelineFiles, pipelineGroups } from './all';
import { offered, offeredFile } from './offered';

function write(file: string, text: string): void {
  writeFileSync(path.join(import.meta.dirname, '..', file), text);
  console.log(`Wrote ${file}`);
}

for (const language of languages) {
  write(files[language], fileText(language));
  write(pipelineFiles[language], fileText(language, pipelineGroups));
}
write(offeredFile, await offered());
