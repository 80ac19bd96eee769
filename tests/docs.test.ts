import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { posix: true })];

describe('documentation', () => {
  it('names every error as the catalogue has it', () => {
    const { status, stdout } = spawnSync('npx', ['tsx', 'scripts/docs-errors.ts', '--check'], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  });

  it('has a KPI dictionary that is what the KPIs make', () => {
    const { status, stdout } = spawnSync('npx', ['tsx', 'scripts/docs-kpi.ts', '--check'], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  });

  it('tells every table and column of the copy as it is', () => {
    const { status, stdout } = spawnSync('npx', ['tsx', 'scripts/docs-copy.ts', '--check'], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  });

  it.each(pages)('%s links to files that exist', (page) => {
    const targets = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
      (match) => match[1] ?? ''
    );
    expect(targets.filter((target) => !existsSync(path.join(path.dirname(page), target)))).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync('package.json', 'utf8')));
    const named = pages.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/npm run ([\w:]+)/g)].map((match) => `${match[1]}`)
    );
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
  });
});
