import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import {
  numberField,
  PluginError,
  stringField,
  type CallContext,
  type DataQuery,
  type Frame,
} from '../../../src/backend/grafana';
import { allTypes } from './all-types';

/** What the Go tests read back through the `counts` resource. */
export interface State {
  created: number;
  disposed: number;
  cancelled: number;
}

const model = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rows'), rows: z.number() }),
  z.object({ kind: z.literal('fail'), source: z.enum(['plugin', 'downstream']), status: z.number() }),
  z.object({ kind: z.literal('throw') }),
  z.object({ kind: z.literal('slow'), ms: z.number() }),
  z.object({ kind: z.literal('types') }),
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('same-names') }),
  z.object({ kind: z.literal('context') }),
  z.object({ kind: z.literal('instance') }),
  z.object({ kind: z.literal('log'), message: z.string(), fields: z.record(z.string(), z.unknown()) }),
]);

const start = 1_763_800_000_000_000_000n;

/** A time column one second apart and a sine wave, both as typed arrays. */
export function wave(rows: number): Frame {
  const time = new BigInt64Array(rows);
  const value = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    time[row] = start + BigInt(row) * 1_000_000_000n;
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

function facts(context: CallContext, query: DataQuery): Frame {
  const entries: ReadonlyArray<readonly [string, string]> = [
    ['login', context.plugin.user?.login ?? ''],
    ['orgId', String(context.plugin.orgId)],
    ['uid', context.plugin.dataSource?.uid ?? ''],
    ['jsonData', JSON.stringify(context.plugin.dataSource?.jsonData)],
    ['fromalert', context.headers.get('fromalert') ?? ''],
    ['traceparent', context.traceparent ?? ''],
    ['secondsLeft', ((context.deadline - Date.now()) / 1000).toFixed(0)],
    ['range', `${query.range.from}-${query.range.to}`],
  ];
  return {
    fields: [
      stringField(
        'key',
        entries.map(([key]) => key)
      ),
      stringField(
        'value',
        entries.map(([, value]) => value)
      ),
    ],
  };
}

async function slow(context: CallContext, ms: number, state: State): Promise<readonly Frame[]> {
  try {
    await sleep(ms, undefined, { signal: context.signal });
    return [wave(1)];
  } catch (error) {
    state.cancelled += 1;
    throw error;
  }
}

/** Answers one test query by its `kind`. */
export function answer(
  context: CallContext,
  query: DataQuery,
  state: State,
  instance: number
): Promise<readonly Frame[]> | readonly Frame[] {
  const asked = model.parse(query.model);
  switch (asked.kind) {
    case 'rows':
      return [wave(asked.rows)];
    case 'fail':
      throw new PluginError('failed as asked', { source: asked.source, status: asked.status });
    case 'throw':
      throw new TypeError('something unforeseen');
    case 'slow':
      return slow(context, asked.ms, state);
    case 'types':
      return [allTypes];
    case 'empty':
      return [{ name: 'nothing', fields: [] }, wave(0)];
    case 'same-names':
      return [{ fields: [numberField('Value', [1, null]), numberField('Value', new Float64Array([3, 4]))] }];
    case 'context':
      return [facts(context, query)];
    case 'instance':
      return [{ fields: [numberField('number', [instance])] }];
    case 'log':
      context.log.info(asked.message, asked.fields);
      return [wave(1)];
  }
}
