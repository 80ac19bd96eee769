import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { RoleError } from '../errors';
import { method, type Role } from '../role';

const endless = 'WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM r) SELECT count(*) FROM r';

let greeting = '';
let isCounting = false;
let held: Uint8Array[] = [];

/** A role with a method for everything that a call can do or suffer. */
export const sample: Role = {
  name: 'sample',
  start(init) {
    greeting = z.object({ greeting: z.string() }).parse(init).greeting;
    return {
      greet: method(z.object({ who: z.string() }), ({ who }) => `${greeting} ${who}`),
      same: (value) => value,
      pid: () => process.pid,
      environment: () => ({ ...process.env }),
      count: method(z.object({ to: z.int() }), async ({ to }, { emit, signal }) => {
        isCounting = true;
        for (let at = 1; at <= to && !signal.aborted; at++) {
          await emit(at);
        }
        isCounting = false;
        return to;
      }),
      isCounting: () => isCounting,
      blockAfterEvent: (_, { emit }) => {
        void emit('begins');
        return new DatabaseSync(':memory:').prepare(endless).all();
      },
      sleep: method(z.number(), (milliseconds, { signal }) => setTimeout(milliseconds, 'slept', { signal })),
      sleepDeaf: method(z.number(), (milliseconds) => setTimeout(milliseconds, 'slept')),
      endless: () => new DatabaseSync(':memory:').prepare(endless).all(),
      table: method(z.object({ rows: z.int() }), ({ rows }) => table(rows)),
      hold: method(z.int(), (mebibytes) => {
        held = [...held, new Uint8Array(mebibytes * 1024 * 1024).fill(1)];
        return held.length;
      }),
      growEndlessly: () => {
        for (;;) {
          held.push(new Uint8Array(4 * 1024 * 1024).fill(1));
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
        }
      },
      print: () => {
        console.log('printed by console.log');
        process.stdout.write('printed by stdout\n');
        console.error('printed by console.error');
        return 'printed';
      },
      fail: () => {
        const cause = new Error('the disk is full');
        throw new RoleError('copy-full', 'Nothing was written', { details: { free: 12n }, cause });
      },
      failPlainly: () => {
        throw new TypeError('not a function');
      },
      unsendable: () => ({ run: () => 1 }),
      unsendableLater: () => ({ long: 'x'.repeat(1_000_000), run: () => 1 }),
      die: () => process.kill(process.pid, 'SIGKILL'),
      exit: method(z.int(), (status) => process.exit(status)),
      throwLater: () => {
        queueMicrotask(() => {
          throw new Error('thrown by nobody');
        });
        return setTimeout(10_000);
      },
    };
  },
  stop() {
    console.error(`${greeting} stops`);
  },
};

/** Columns of a result, as SQLite gives them: about 250 bytes a row. */
export function table(rows: number) {
  const column = <Value>(value: (at: number) => Value) => Array.from({ length: rows }, (_, at) => value(at));
  return {
    id: column((at) => `gid://shopify/Order/${5_000_000_000 + at}`),
    name: column((at) => (at % 9 === 0 ? null : `주문 ${at}`)),
    note: column((at) => `${'left at the door, '.repeat(9)}${at}`),
    amount: column((at) => (at % 7 === 0 ? null : at * 1.25)),
    items: column((at) => BigInt(at)),
    time: Float64Array.from({ length: rows }, (_, at) => 1_700_000_000_000 + at),
  };
}
