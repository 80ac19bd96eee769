import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { backendTranslate } from '../../../locales/backend';
import { readQuery, type KpiName, type AskedMetrics } from '../../../query';
import { tables } from '../../copy';
import { evaluate } from '../../kpi';
import { scopeOf } from '../../kpi/testing/sales-rows';
import { tinyCopy } from '../../kpi/testing/tiny-copy';
import { convertMetrics, dailySalesSql } from './convert';

function metrics(model: object): AskedMetrics {
  const read = readQuery({ queryType: 'metrics', ...model });
  if (!read.ok || read.query.queryType !== 'metrics') {
    throw new Error(JSON.stringify(read));
  }
  return read.query;
}

const convert = (model: object) => convertMetrics(metrics(model), backendTranslate('en'));
const all = Object.keys(dailySalesSql).filter((name): name is KpiName => Object.hasOwn(dailySalesSql, name));

describe('a metrics query as SQL and ShopifyQL', () => {
  it('gives the same figures by SQL over the view as by the copy’s own formula', async () => {
    const measures = Object.keys(tables.daily_sales.columns).filter(
      (name) => !['shop_id', 'dimension', 'value', 'day'].includes(name)
    );
    const row = (day: string, factor: number) => ({
      dimension: 'channel',
      value: 'web',
      day,
      ...Object.fromEntries(measures.map((name, index) => [name, factor * (index + 3) * 10_000])),
    });
    const copy = await tinyCopy({ daily_sales: [row('2026-03-01', 1), row('2026-03-02', 2)] });
    const [expected] = await evaluate(copy.read, all, scopeOf({ dimensions: ['channel'] }));
    const database = new DatabaseSync(copy.file);
    const view = Object.entries(tables.daily_sales.columns).map(([name, { kind }]) =>
      kind === 'money' ? `${name} / 10000.0 AS ${name}` : name
    );
    database.exec(`CREATE TEMP VIEW daily_sales AS SELECT ${view.join(', ')} FROM main.daily_sales`);
    for (const name of all) {
      const { sql = '' } = convert({ metrics: [name], dimensions: ['channel'] });
      const days = "day >= '2026-03-01' AND day < '2026-03-03'";
      const found = database.prepare(sql.replace('$__timeFilter(day)', days)).all();
      expect(found.length).toBe(1);
      expect([name, found[0]?.[name]]).toEqual([name, expect.closeTo(expected?.figures[name] ?? Number.NaN, 9)]);
    }
    database.close();
    copy.close();
  });

  it('writes what each language can say, and tells what it leaves out', () => {
    expect(convert({ metrics: ['net_sales', 'orders'], bucket: 'day' })).toEqual({
      sql: "SELECT day AS time,\n  SUM(gross - discounts - returns) AS net_sales,\n  SUM(orders) AS orders\nFROM daily_sales\nWHERE dimension = 'all'\n  AND $__timeFilter(day)\nGROUP BY day\nORDER BY time",
      shopifyql: 'FROM sales\nSHOW net_sales, orders\nTIMESERIES day\nSINCE $__timeFrom UNTIL $__timeTo\nORDER BY day',
      notices: [],
    });
    const visits = convert({ metrics: ['sessions'], bucket: 'week', compare: 'year_ago', period: 'this_year' });
    expect(visits.sql).toBeUndefined();
    expect(visits.shopifyql).toContain("WHERE human_or_bot_session = 'human'");
    expect(visits.notices.length).toBe(3);
    expect(convert({ metrics: ['stock_cover'] }).notices.length).toBe(2);
    expect(convert({ metrics: ['orders'], definition: { cancelled: 'left_out' } })).toMatchObject({
      notices: [expect.any(String), expect.any(String)],
    });
  });
});
