import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { dashboardFiles } from './support/dashboard-queries';
import { documentationPages as pages } from './support/fences';

const readDashboard = (name: string): unknown => JSON.parse(readFileSync(path.join('src', 'dashboards', name), 'utf8'));

/** What a pattern's first group finds on any page. */
const named = (pattern: RegExp) => [
  ...new Set(pages.flatMap((page) => [...readFileSync(page, 'utf8').matchAll(pattern)].map(([, found = '']) => found))),
];

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

  it('has a README for the plugin’s page without links into the repository', () => {
    const links = [...readFileSync('src/README.md', 'utf8').matchAll(/\]\(([^)]+)\)/g)].map(
      ([, target = '']) => target
    );
    expect(links.filter((target) => !target.startsWith('https://'))).toEqual([]);
  });

  it.each([
    ['docs/see/README.md', false],
    ['docs/see/README.ko.md', true],
  ])('tells in %s which question each bundled dashboard answers', (page, isKorean) => {
    const text = readFileSync(page, 'utf8');
    const titles = dashboardFiles
      .filter((name) => name.endsWith('.ko.json') === isKorean)
      .map((name) => z.object({ title: z.string() }).parse(readDashboard(name)).title);
    expect(titles.length).toBeGreaterThan(7);
    expect(titles.filter((title) => !text.includes(`**${title}**`))).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync('package.json', 'utf8')));
    expect(named(/npm run (?:--silent )?([\w:]+)/g).filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names only tests and scripts that exist', () => {
    const paths = named(/npx (?:vitest run|tsx) (?:--\w+ [\w.-]+ )*(\w[\w./-]*)/g);
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((each) => !existsSync(each))).toEqual([]);
  });

  it('names only profiles that docker-compose.yaml has', () => {
    const { services } = z
      .object({ services: z.record(z.string(), z.object({ profiles: z.array(z.string()) })) })
      .parse(parse(readFileSync('docker-compose.yaml', 'utf8'), { merge: true }));
    const profiles = new Set(Object.values(services).flatMap((service) => service.profiles));
    const asked = named(/docker compose[^`\n]*? --profile (\w+)/g);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((each) => !profiles.has(each))).toEqual([]);
  });
});
