/** The echo plugin under measurement: as many rows as asked for, made anew for every query as its Go twin does. */
import { z } from 'zod';
import { numberField, serve, type Frame } from '../../src/backend/grafana';

const model = z.object({ rows: z.number().int().nonnegative() });
const start = 1_763_800_000_000_000_000n;
const second = 1_000_000_000n;

function wave(rows: number): Frame {
  const time = new BigInt64Array(rows);
  const value = new Float64Array(rows);
  let at = start;
  for (let row = 0; row < rows; row++) {
    time[row] = at;
    at += second;
    value[row] = Math.sin(row / 100) * 100;
  }
  return {
    name: 'wave',
    meta: { type: 'timeseries-wide', typeVersion: [0, 1] },
    fields: [
      { name: 'time', type: 'time', nullable: false, values: time },
      numberField('value', value, { labels: { host: 'a' }, config: { unit: 'short' } }),
    ],
  };
}

void serve({
  createInstance: () => ({
    query: (_, query) => [wave(model.parse(query.model).rows)],
    checkHealth: () => ({ status: 'ok', message: 'ok' }),
  }),
});
