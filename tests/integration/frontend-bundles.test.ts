import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { frontends, sharedByGrafana } from '../../scripts/frontend/frontends';

const kilobyte = 1024;
const plugin = z.object({
  id: z.string(),
  type: z.string(),
  buildMode: z.literal('production'),
  info: z.object({
    version: z.string().regex(/^\d+\.\d+\.\d+/),
    logos: z.object({ small: z.string(), large: z.string() }),
    screenshots: z.array(z.object({ path: z.string() })),
  }),
  dependencies: z.object({ grafanaDependency: z.literal('>=12.2.0-0') }),
  languages: z.array(z.string()),
  includes: z.array(z.object({ type: z.string(), path: z.string() })).default([]),
});

describe.each(frontends)('the built frontend of $id', ({ id, output }) => {
  const file = (name: string) => path.join(output, name);
  const text = (name: string) => readFileSync(file(name), 'utf8');
  const scripts = () => readdirSync(output).filter((name) => name.endsWith('.js'));
  const readPlugin = () => plugin.parse(JSON.parse(text('plugin.json')));

  beforeAll(() => {
    if (!existsSync(file('module.js'))) {
      throw new Error(`${file('module.js')} is missing: run npm run build:frontend first.`);
    }
  });

  it('takes from Grafana what every supported version shares, and nothing else', () => {
    const [, list = '[]'] = /define\((\[[^\]]*\])/.exec(text('module.js')) ?? [];
    const asked = z.array(z.string()).parse(JSON.parse(list));
    expect(asked).toContain('react');
    expect(asked.filter((name) => ![...sharedByGrafana, 'module'].some((known) => known === name))).toEqual([]);
  });

  it('holds no React of its own and no jsx-runtime but the shim', () => {
    for (const name of scripts()) {
      expect(text(name)).not.toMatch(
        /react\/jsx-(dev-)?runtime|__SECRET_INTERNALS_DO_NOT_USE|__CLIENT_INTERNALS_DO_NOT_USE|react\.(transitional\.)?element|createRoot\(/
      );
    }
  });

  it('reaches for nothing of React that 19 has removed', () => {
    for (const name of scripts()) {
      expect(text(name)).not.toMatch(
        /findDOMNode|\.defaultProps|unmountComponentAtNode|ReactDOM\.render|\.propTypes\s*=/
      );
    }
  });

  it('starts with at most 60 kB, gzipped; editors come later', () => {
    expect(gzipSync(text('module.js')).length).toBeLessThanOrEqual(60 * kilobyte);
    expect(scripts().length).toBeGreaterThan(1);
    expect(text('module.js')).not.toContain('getAutocompleteSuggestions');
  });

  it('has everything that its plugin.json names', () => {
    const { info, includes, languages, ...rest } = readPlugin();
    expect(rest.id).toBe(id);
    const named = [
      info.logos.small,
      info.logos.large,
      ...info.screenshots.map((screenshot) => screenshot.path),
      ...includes.filter(({ type }) => type === 'dashboard' || type === 'datasource').map((include) => include.path),
      ...languages.map((language) => `locales/${language}/${id}.json`),
    ];
    expect(named.filter((name) => !existsSync(file(name)))).toEqual([]);
  });
});

describe('the built plugin', () => {
  it('brings README, CHANGELOG and licence', () => {
    expect(['README.md', 'CHANGELOG.md', 'LICENSE'].filter((name) => !existsSync(path.join('dist', name)))).toEqual([]);
  });

  it('brings no sources: of JSON only plugin.json, dashboards and translations', () => {
    const names = readdirSync('dist', { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
    const json = names.filter((name) => name.endsWith('.json'));
    expect(json.filter((name) => !/(^|\/)plugin\.json$|^dashboards\/|(^|\/)locales\//.test(name))).toEqual([]);
  });

  it('has source maps that name our files from src on, where Grafana’s validator looks for them', () => {
    const map = z.object({ sources: z.array(z.string()) });
    const sources = ['dist/module.js.map', 'dist/datasource/module.js.map'].flatMap(
      (name) => map.parse(JSON.parse(readFileSync(name, 'utf8'))).sources
    );
    const ours = sources
      .map((source) => source.replace('webpack://shopscope-observability-app/', ''))
      .filter((source) => !/^(\.\.?\/node_modules\/|webpack\/|external )/.test(source));
    expect(ours.length).toBeGreaterThan(10);
    expect(ours.filter((source) => !existsSync(path.join('src', source)))).toEqual([]);
  });
});
