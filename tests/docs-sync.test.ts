import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { withSyncTable } from '../scripts/docs-sync/table';

it('docs/sync.md shows the plan by which syncing goes; npm run docs:sync writes it anew', async () => {
  const page = readFileSync('docs/sync.md', 'utf8');
  const made = await format(withSyncTable(page), { ...(await resolveConfig('docs/sync.md')), parser: 'markdown' });
  expect(page).toBe(made);
});
