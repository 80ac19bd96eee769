import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ObjectPattern } from 'copy-webpack-plugin';
import { z } from 'zod';
import type { Frontend } from './frontends';

export type BuildMode = 'production' | 'development';

const packageFile = z.object({ version: z.string() });
const catalogueFile = z.record(z.string(), z.string());
const pluginFile = z.looseObject({
  languages: z.array(z.string()).default([]),
  info: z.looseObject({ screenshots: z.array(z.object({ path: z.string() })).default([]) }),
});

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Fills in what only a build knows: version, day and ids. */
function filledIn(text: string, frontend: Frontend): string {
  const { version } = packageFile.parse(readJson('package.json'));
  return text
    .replaceAll('%VERSION%', version)
    .replaceAll('%TODAY%', new Date().toISOString().slice(0, 10))
    .replaceAll('%PLUGIN_ID%', frontend.id);
}

function pluginJson(frontend: Frontend, mode: BuildMode): ObjectPattern {
  return {
    from: path.resolve(frontend.source, 'plugin.json'),
    to: 'plugin.json',
    transform: (content: Buffer) => {
      const text = filledIn(content.toString('utf8'), frontend);
      return `${text.trimEnd().slice(0, -1).trimEnd()},\n  "buildMode": "${mode}"\n}\n`;
    },
  };
}

/** Grafana reads `locales/<language>/<plugin id>.json` of every language that plugin.json names. */
function locales(frontend: Frontend): ObjectPattern[] {
  const { languages } = pluginFile.parse(readJson(path.resolve(frontend.source, 'plugin.json')));
  return languages.map((language) => {
    const files = frontend.areas.map((area) => path.resolve('src/locales', language.slice(0, 2), `${area}.json`));
    return {
      from: files[0] ?? '',
      to: `locales/${language}/${frontend.id}.json`,
      transform: () => JSON.stringify(Object.assign({}, ...files.map((file) => catalogueFile.parse(readJson(file))))),
    };
  });
}

/** Everything beside `module.js`: what Grafana reads, and of our sources no more than that. */
export function copied(frontend: Frontend, mode: BuildMode): ObjectPattern[] {
  const images = { from: path.resolve(frontend.source, 'img'), to: 'img' };
  // Grafana shows the README on the plugin's page, where links into the repository lead nowhere: it has one of its own.
  const documents = ['LICENSE', 'CHANGELOG.md', 'src/README.md']
    .filter((name) => frontend.documents && existsSync(name))
    .map((name) => ({
      from: path.resolve(name),
      to: path.basename(name),
      toType: 'file' as const,
      transform: (content: Buffer) => filledIn(content.toString('utf8'), frontend),
    }));
  // Of the documentation's pictures, those that plugin.json shows.
  const { screenshots } = pluginFile.parse(readJson(path.resolve(frontend.source, 'plugin.json'))).info;
  const pictures = screenshots.map(({ path: to }) => ({ from: path.resolve('docs', to), to, toType: 'file' as const }));
  const dashboards = path.resolve(frontend.source, 'dashboards');
  return [
    pluginJson(frontend, mode),
    images,
    ...pictures,
    ...locales(frontend),
    ...documents,
    ...(existsSync(dashboards) ? [{ from: '*.json', context: dashboards, to: 'dashboards/[name][ext]' }] : []),
  ];
}
