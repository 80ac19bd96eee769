/** LogQL that stands in files: dashboards, provisioning, pages of documentation, and links of kept answers. */
import { readFileSync } from 'node:fs';
import { globSync } from 'glob';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { Logql } from './query';
import { choicesOf, filled, type Values } from './variables';

const read = (file: string) => readFileSync(file, 'utf8');
const files = (pattern: string) => globSync(pattern).sort();

/** Keys under which LogQL stands, in dashboards and in settings. */
const wholes = new Set(['expr', 'selector']);
const filters = new Set(['errors', 'stages']);

const ofPrometheus = z.union([
  z.looseObject({ datasourceUid: z.literal('shopscope-prometheus') }),
  z.looseObject({ datasource: z.looseObject({ type: z.literal('prometheus') }), expr: z.string() }),
]);

/** Rules and panels that ask Prometheus speak PromQL. */
const isMetrics = (value: object) => ofPrometheus.safeParse(value).success;

/** Every text under such a key; a filter alone is completed to a query. */
function* textsIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const each of value) {
      yield* textsIn(each);
    }
  } else if (typeof value === 'object' && value !== null && !isMetrics(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && wholes.has(key)) {
        yield inner;
      } else if (typeof inner === 'string' && filters.has(key) && inner !== '') {
        yield `{service_name=~".+"} ${/^[|!]/.test(inner) ? '' : '| '}${inner}`;
      } else {
        yield* textsIn(inner);
      }
    }
  }
}

/** Targets and annotations of the bundled dashboards, as opened and as chosen. */
export function ofDashboards(): readonly Logql[] {
  return files('src/dashboards/*.json').flatMap((where) => {
    const file: unknown = JSON.parse(read(where));
    return choicesOf(file).flatMap((values) =>
      [...textsIn(file)].map((text) => ({ where, text: filled(text, values) }))
    );
  });
}

/** Alert rules, correlations and data sources that are provisioned. `$$` is one `$` there. */
export function ofProvisioning(): readonly Logql[] {
  const values: Values = { order_id: '5000000000001', checkout_token: 'c0ffee00c0ffee00' };
  return files('provisioning/**/*.yaml').flatMap((where) =>
    [...textsIn(parse(read(where)))].map((text) => ({ where, text: filled(text.replaceAll('$$', '$'), values) }))
  );
}

const fence = /^ *```(logql|ya?ml|json)\n([^]*?)^ *```/gm;

/** Blocks of LogQL in pages, and LogQL in their examples of settings and queries. */
export function ofPages(): readonly Logql[] {
  return ['README.md', ...files('docs/**/*.md')].flatMap((where) =>
    [...read(where).matchAll(fence)].flatMap(([, language, inside = '']) => {
      const texts =
        language === 'logql'
          ? [inside.trim()]
          : parseAllDocuments(inside).flatMap((document) => [...textsIn(z.json().parse(document.toJS()))]);
      return texts.map((text) => ({ where, text }));
    })
  );
}

const frames = z.array(
  z.looseObject({ fields: z.array(z.looseObject({ name: z.string(), values: z.array(z.unknown()) })) })
);

/** Links to log lines in rows and patterns of `affected`, as the backend made them. */
export function ofLinks(): readonly Logql[] {
  return ['rows', 'patterns'].flatMap((name) => linksOf(`src/backend/queries/affected/golden/${name}.json`));
}

function linksOf(where: string): readonly Logql[] {
  return frames.parse(JSON.parse(read(where))).flatMap(({ fields }) =>
    (fields.find(({ name }) => name === 'logs_expr')?.values ?? []).map((value) => ({
      where,
      // The text stands inside a JSON string of the link.
      text: z.string().parse(JSON.parse(`"${String(value)}"`)),
    }))
  );
}
