import {
  FieldType,
  toDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type Field,
  type ScopedVars,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';

/** Where Grafana has its own Loki plugin, which no package brings. */
export const lokiModule = 'core:plugin/loki';

interface LokiQuery extends DataQuery {
  readonly expr?: string;
}

const options = z.object({
  derivedFields: z
    .array(z.object({ name: z.string(), matcherType: z.literal('label'), matcherRegex: z.string(), url: z.string() }))
    .default([]),
});
type DerivedField = z.infer<typeof options>['derivedFields'][number];

const labels = z.record(z.string(), z.string());

const escaped = (value: string) => value.replaceAll(/[\\^$*+?.()|[\]{}]/g, '\\\\$&');

/** Values of a variable as Grafana's Loki data source fills them in: a list is a pattern of its values. */
function inLogql(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : value.map(escaped).join('|');
}

/** A column of the labels that a derived field stands for, with its link. */
function derived(frame: DataFrame, { name, matcherRegex, url }: DerivedField): Field | undefined {
  const bearing = frame.fields.find((field) => field.name === 'labels');
  const pattern = new RegExp(matcherRegex);
  const values = (bearing?.values ?? []).map((each: unknown) => {
    const found = Object.entries(labels.catch({}).parse(each)).find(([label]) => pattern.test(label));
    return found?.[1] ?? null;
  });
  return values.every((value) => value === null)
    ? undefined
    : { name, type: FieldType.string, values, config: { links: [{ title: name, url }] } };
}

/** Enough of Grafana's own Loki data source to show lines and series on dashboards; the host asks Loki. */
export class LokiDataSource extends DataSourceWithBackend<LokiQuery> {
  readonly #derivedFields: readonly DerivedField[];

  constructor(settings: DataSourceInstanceSettings) {
    super(settings);
    this.#derivedFields = options.catch({ derivedFields: [] }).parse(settings.jsonData).derivedFields;
  }

  override filterQuery({ expr = '' }: LokiQuery): boolean {
    return expr.trim() !== '';
  }

  override applyTemplateVariables(query: LokiQuery, scopedVars: ScopedVars): LokiQuery {
    const { __interval, __interval_ms, ...rest } = scopedVars;
    return { ...query, expr: getTemplateSrv().replace(query.expr, rest, inLogql) };
  }

  override query(request: DataQueryRequest<LokiQuery>): Observable<DataQueryResponse> {
    return super.query(request).pipe(
      map((response) => ({
        ...response,
        data: response.data.map((each: DataFrame) => {
          const frame = toDataFrame(each);
          const fields = this.#derivedFields.flatMap((field) => derived(frame, field) ?? []);
          return { ...frame, fields: [...frame.fields, ...fields] };
        }),
      }))
    );
  }
}
