import { isDateTime } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { dataSourceType, sourcesOf } from '../stores/sources';
import { narrowedBy } from './logql';

// Looked at by hand: Grafana loads this with each of its own pages, and zod is three times as large as all of it.
const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** An end of a range as an address has it. */
const end = (value: unknown): string => (isDateTime(value) ? String(value.valueOf()) : text(value));

/** A time range of a store, and which of its error lines are meant: what the page of a stretch of time shows. */
export type Stretch = Readonly<Record<'ds' | 'from' | 'to', string>> & {
  readonly service?: string;
  readonly stages?: string;
};

const hour = 3_600_000;

/** The store named, else the first; undefined where there is none that the viewer may use. */
function storeOf(uid: string | undefined): string | undefined {
  const known = sourcesOf(dataSourceType).map((each) => each.uid);
  return known.find((each) => each === uid) ?? known[0];
}

const filled = (written: string) => getTemplateSrv().replace(written);

interface Target {
  readonly type: string;
  readonly uid: string;
  readonly expr: string;
}

/** Queries that are not hidden, as panels and Explore tell of them. */
function targetsOf(context: unknown): readonly Target[] {
  const targets = field(context, 'targets');
  return (Array.isArray(targets) ? targets : [])
    .filter((each: unknown) => field(each, 'hide') !== true)
    .map((each: unknown) => {
      const source = field(each, 'datasource');
      return { type: text(field(source, 'type')), uid: text(field(source, 'uid')), expr: text(field(each, 'expr')) };
    });
}

/** Of a panel, or of Explore, that shows log lines or a store's figures; undefined for all others. */
export function stretchShown(context: unknown): Stretch | undefined {
  const targets = targetsOf(context);
  const lines = targets.find(({ type }) => type === 'loki');
  const figures = targets.find(({ type }) => type === dataSourceType);
  const range = field(context, 'timeRange');
  const [from, to] = [end(field(range, 'from')), end(field(range, 'to'))];
  // A dashboard of ours names its store in a variable; elsewhere this stays as it is, and is no store's uid.
  const ds = storeOf(filled(figures?.uid ?? '${store}'));
  if (from === '' || to === '' || ds === undefined || (lines === undefined && figures === undefined)) {
    return undefined;
  }
  const { services, stages } = narrowedBy(filled(lines?.expr ?? ''));
  return {
    ds,
    from,
    to,
    ...(services.length === 0 ? {} : { service: services.join(',') }),
    ...(stages === '' ? {} : { stages }),
  };
}

/** From an hour before an alert began until now; the last six hours of one that is not active. */
export function stretchOfAlert(context: unknown): Stretch | undefined {
  const instance = field(context, 'instance');
  const ds = storeOf(text(field(field(instance, 'labels'), 'data_source')));
  if (instance === undefined || ds === undefined) {
    return undefined;
  }
  // An ISO date; empty, or of the year 1, where the alert is not active.
  const began = Date.parse(text(field(instance, 'activeAt')));
  return { ds, from: began > 0 ? String(began - hour) : 'now-6h', to: 'now' };
}

/** The store that an entry without context is about. */
export function firstStore(): string | undefined {
  return storeOf(undefined);
}
