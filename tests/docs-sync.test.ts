import { existsSync, readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { withSyncTable } from '../scripts/docs-sync/table';

it('docs/sync.md shows the plan by which syncing goes; npm run docs:sync writes it anew', async () => {
  const page = readFileSync('docs/sync.md', 'utf8');
  const made = await format(withSyncTable(page), { ...(await resolveConfig('docs/sync.md')), parser: 'markdown' });
  expect(page).toBe(made);
});

it('docs/faults.md names tests that there are', () => {
  const cells = readFileSync('docs/faults.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Fault'))
    .map((line) => line.split(' | ').at(-1)?.replace(/ \|$/, '') ?? '');
  const missing = cells.filter((cell) => {
    const [, file = '', title] = /`(src\/[^`]+)`(?: › (.+))?$/.exec(cell) ?? [];
    return !existsSync(file) || (title !== undefined && !readFileSync(file, 'utf8').includes(title));
  });
  expect(cells.length).toBeGreaterThan(15);
  expect(missing).toEqual([]);
});
