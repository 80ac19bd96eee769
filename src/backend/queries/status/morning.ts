import type { StatusQuery } from '../../../query';
import { definitionSchema } from '../../../query/metrics';
import { storedIncidents } from '../../incidents';
import type { CopyAccess } from '../../copy';
import { numberField, type Frame } from '../../grafana';
import { evaluate, type KpiRow, type Scope, type Span } from '../../kpi';
import type { Ask } from '../common/ask';
import { currencyDigits } from '../common/money';
import { frameOf } from '../common/shape';
import { bucketsOf, shiftDays } from '../common/zone';
import { readOf } from '../metrics/from-copy';

type MorningAsk = Ask<StatusQuery>;

const minute = 60_000;
/** Minutes from the hour on in which the summary is due: a rule that is asked every ten minutes meets it. */
const dueMinutes = 15;
/** Weeks whose same weekday is the usual, and how many there must be at least. */
const weeks = 8;
const fewestWeeks = 3;

interface Yesterday {
  readonly day: Span;
  readonly sales: number;
  readonly orders: number;
  /** Orders of the same weekday in the weeks before, without the highest and lowest; undefined where there are too few. */
  readonly usual: number | undefined;
  readonly incidents: number;
  readonly stockOuts: number | undefined;
}

/**
 * One number for an alert rule that shall fire once a day: `morning_due` is 1 within a quarter of an hour from the query's
 * `hour` on, in the shop's zone, else 0. Its labels are `day` and `sentence`: yesterday's sales, orders against the usual of
 * that weekday, incidents that touched the day, and variants that are out of stock now. Null without a copy that holds
 * yesterday.
 */
export async function morningFrame(ask: MorningAsk): Promise<Frame> {
  const { copy, t } = ask;
  const found = copy === undefined ? undefined : await yesterdayOf(ask, copy);
  const value = found === undefined ? null : Number(isDue(ask, found.day.to));
  const labels: Readonly<Record<string, string>> =
    found === undefined ? {} : { day: dayText(ask, found.day), sentence: sentenceOf(ask, found) };
  return frameOf('morning', 'numeric-wide', [
    numberField('morning_due', [value], {
      labels: { metric: 'morning_due', ...labels },
      config: { displayName: t('queries:column.morning_due'), min: 0, max: 1, decimals: 0 },
    }),
  ]);
}

/** Hours are those of the clock on the wall, also on days on which it is changed. */
function isDue({ now, query, facts }: MorningAsk, today: number): boolean {
  const hours = bucketsOf('hour', today, now + 1, facts.timezone);
  const wall = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: facts.timezone });
  const start = hours.find((at) => Number(wall.format(at)) === query.hour);
  return start !== undefined && now >= start && now < start + dueMinutes * minute;
}

async function yesterdayOf(ask: MorningAsk, copy: CopyAccess): Promise<Yesterday | undefined> {
  const { now, facts, options } = ask;
  const zone = facts.timezone;
  const [today = now] = bucketsOf('day', now, now + 1, zone);
  const start = (daysAgo: number): number => shiftDays(today, -daysAgo, zone);
  const day = { from: start(1), to: today };
  if (copy.state === 'off' || copy.completeFrom === undefined || copy.completeFrom > day.from) {
    return undefined;
  }
  const { read } = readOf(copy, ask);
  const since = copy.completeFrom;
  const before = Array.from({ length: weeks }, (_, week) => start(7 * (week + 1) + 1)).filter((from) => from >= since);
  const days = bucketsOf('day', before.at(-1) ?? day.from, today, zone);
  const scope: Scope = {
    shopId: copy.shopId,
    shopZone: zone,
    now,
    range: { from: days[0] ?? day.from, to: today },
    bucket: 'day',
    buckets: days.map((from, at) => ({ from, to: days[at + 1] ?? today })),
    dimensions: [],
    filters: [],
    definition: definitionSchema.parse({}),
  };
  const rows = await evaluate(read, ['total_sales', 'orders'], scope);
  const stock = await evaluate(read, ['stock_outs'], { ...scope, range: day, bucket: 'none', buckets: [day] });
  const wanted = { shopId: copy.shopId, from: day.from, to: day.to, limit: 100 };
  const incidents = await storedIncidents(copy.reads, wanted, { ...options, caller: options.caller ?? '' });
  return {
    day,
    sales: figure(rows, day.from, 'total_sales'),
    orders: figure(rows, day.from, 'orders'),
    usual: usualOf(before.map((from) => figure(rows, from, 'orders'))),
    incidents: incidents.length,
    stockOuts: stock[0]?.figures.stock_outs ?? undefined,
  };
}

function figure(rows: readonly KpiRow[], bucket: number, name: 'total_sales' | 'orders'): number {
  return rows.find((row) => row.bucket === bucket)?.figures[name] ?? 0;
}

function usualOf(orders: readonly number[]): number | undefined {
  if (orders.length < fewestWeeks) {
    return undefined;
  }
  const sorted = [...orders].sort((a, b) => a - b);
  const kept = sorted.length < 5 ? sorted : sorted.slice(1, -1);
  return kept.reduce((sum, each) => sum + each, 0) / kept.length;
}

function dayText({ t, facts }: MorningAsk, { from }: Span): string {
  return new Intl.DateTimeFormat(t('kpis:language'), { dateStyle: 'full', timeZone: facts.timezone }).format(from);
}

function sentenceOf(ask: MorningAsk, { sales, orders, usual, incidents, stockOuts }: Yesterday): string {
  const { t, facts } = ask;
  const language = t('kpis:language');
  const count = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const digits = currencyDigits(facts.currency);
  const money = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: facts.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    signDisplay: 'exceptZero',
    maximumFractionDigits: 0,
  });
  const against =
    usual === undefined
      ? t('queries:morning.noUsual')
      : usual === 0
        ? t('queries:morning.usual', { usual: count.format(usual) })
        : t('queries:morning.against', { usual: count.format(usual), difference: percent.format(orders / usual - 1) });
  return [
    t('queries:morning.sales', { sales: money.format(sales), orders: count.format(orders), against }),
    incidents === 0 ? t('queries:morning.noIncident') : t('queries:morning.incidents', { number: incidents }),
    stockOuts === undefined
      ? ''
      : stockOuts === 0
        ? t('queries:morning.noStockOut')
        : t('queries:morning.stockOuts', { number: stockOuts }),
  ]
    .filter(Boolean)
    .join(' ');
}
