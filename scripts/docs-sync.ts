/** Writes the table of docs/sync.md from the plan by which syncing goes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { withSyncTable } from './docs-sync/table';

const file = 'docs/sync.md';
const text = withSyncTable(readFileSync(file, 'utf8'));
writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: 'markdown' }));
