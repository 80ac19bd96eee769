import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const folder = path.resolve(import.meta.dirname, '..', '..', 'src', 'dashboards');
const source = z.looseObject({ type: z.string() });
const asked = z.looseObject({ refId: z.string(), datasource: source, queryType: z.string().default('') });
/** A query as a panel sends it. */
export type Asked = z.infer<typeof asked>;

const file = z.object({
  panels: z.array(z.object({ targets: z.array(asked).default([]) })),
  annotations: z.object({ list: z.array(z.looseObject({ datasource: source, expr: z.string().optional() })) }),
});

/** Names of the bundled dashboards' files. */
export const dashboardFiles = readdirSync(folder).filter((name) => name.endsWith('.json'));

const usual: Readonly<Record<string, string>> = { service: '.+', code: '.*', level: 'error|critical', text: '' };

/** Queries as they are sent when a dashboard is opened: every service, every code, no text. */
function filled(text: string): string {
  return text.replaceAll(
    /\$\{(\w+)(?::\w+)?\}|\$(\w+)/g,
    (whole, braced: string | undefined, plain: string | undefined) => {
      return usual[braced ?? plain ?? ''] ?? whole;
    }
  );
}

/** What a dashboard asks the store, and what it asks Loki. */
export function queriesOf(name: string): { readonly store: readonly Asked[]; readonly loki: readonly Asked[] } {
  const { panels, annotations } = file.parse(JSON.parse(filled(readFileSync(path.join(folder, name), 'utf8'))));
  const all = panels.flatMap(({ targets }) => targets);
  const lines = annotations.list.flatMap(({ datasource, expr }) =>
    expr === undefined ? [] : [{ refId: 'annotation', datasource, queryType: 'range', expr }]
  );
  return {
    store: all.filter(({ datasource }) => datasource.type !== 'loki'),
    loki: [...all.filter(({ datasource }) => datasource.type === 'loki'), ...lines],
  };
}
