import { CoreApp, FieldType, type DataFrame, type TimeRange } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { z } from 'zod';
import { useLoaded } from '../shell/useLoaded';
import type { Annotation } from './model';
import { runQuery } from './run-query';

/** Something that happened, at a moment or over a stretch. */
export interface Mark {
  readonly time: number;
  readonly timeEnd: number | undefined;
  readonly title: string;
  readonly text: string;
  readonly color: string;
}

const labels = z.record(z.string(), z.string()).catch({});

function legend(format: string, bearing: unknown): string {
  const known = labels.parse(bearing);
  return format.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => known[name] ?? '');
}

function marksOf(frame: DataFrame, annotation: Annotation): Mark[] {
  const column = (name: string) => frame.fields.find((field) => field.name === name)?.values;
  const times = frame.fields.find(({ type }) => type === FieldType.time)?.values ?? [];
  const bearing = column('labels');
  const [ends, titles, texts] = ['timeEnd', 'title', 'text'].map(column);
  return Array.from({ length: frame.length }, (_, row) => ({
    time: Number(times[row]),
    timeEnd: typeof ends?.[row] === 'number' ? ends[row] : undefined,
    title: bearing ? legend(annotation.titleFormat, bearing[row]) : String(titles?.[row] ?? annotation.name),
    text: bearing
      ? legend(annotation.textFormat, bearing[row]) || String(column('Line')?.[row] ?? '')
      : String(texts?.[row] ?? ''),
    color: annotation.iconColor,
  }));
}

async function ask(annotation: Annotation, range: TimeRange): Promise<Mark[]> {
  const { expr, target, name } = annotation;
  const query = expr === undefined ? target : { refId: name, expr, queryType: 'range', maxLines: 200 };
  const dataSource = await getDataSourceSrv().get(annotation.datasource);
  const { series } = await runQuery({
    dataSource,
    targets: query === undefined ? [] : [query],
    range,
    width: 1200,
    app: CoreApp.Dashboard,
    requestId: `annotation-${name}`,
  });
  return series.flatMap((frame) => marksOf(frame, annotation));
}

/** What a dashboard's annotations tell of the range; a source that is missing takes only its own marks away. */
export function useAnnotations(annotations: readonly Annotation[], range: TimeRange, turn: string | undefined) {
  const { value } = useLoaded(async () => {
    const wanted = turn === undefined ? [] : annotations.filter(({ enable }) => enable);
    const all = await Promise.allSettled(wanted.map((each) => ask(each, range)));
    return all.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  }, [annotations, range, turn]);
  return value;
}
