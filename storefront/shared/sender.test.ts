import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Counted } from './faro';
import type { Line } from './line';
import { createSender, limits } from './sender';

/** A sender with a clock of its own and a receiver that can be away. */
function bench() {
  let time = 0;
  let away = false;
  const timers: Array<{ readonly at: number; readonly run: () => void }> = [];
  const batches: Array<readonly Counted[]> = [];
  const accepted: Array<readonly Counted[]> = [];
  const sender = createSender({
    now: () => time,
    later: (run, milliseconds) => timers.push({ at: time + milliseconds, run }),
    post: (batch) => {
      batches.push(batch);
      if (away) {
        return Promise.reject(new TypeError('Failed to fetch'));
      }
      accepted.push(batch);
      return Promise.resolve();
    },
  });
  return {
    sender,
    /** What was sent, and what of it the receiver took. */
    batches,
    accepted,
    away: (value: boolean) => (away = value),
    /** Lets time pass, timers run when they are due, and promises settle. */
    pass: async (milliseconds: number) => {
      const end = time + milliseconds;
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
        if (!due) {
          break;
        }
        timers.splice(timers.indexOf(due), 1);
        time = Math.max(time, due.at);
        due.run();
        await Promise.resolve().then(() => Promise.resolve());
      }
      time = end;
    },
  };
}

const line = (message: string): Line => ({ level: 'error', error_code: 'SCRIPT_ERROR', message });
const told = (batches: ReadonlyArray<readonly Counted[]>) =>
  batches.map((batch) => batch.map(({ line }) => line.message));

describe('a sender', () => {
  it('gathers lines for two seconds, the same line once with its count', async () => {
    const { sender, batches, pass } = bench();
    sender.consent(true);
    ['a', 'b', 'a', 'a'].forEach((message) => sender.add(line(message)));
    await pass(1_999);
    expect(batches).toEqual([]);
    await pass(1);
    expect(told(batches)).toEqual([['a', 'b']]);
    expect(batches[0]?.map(({ count }) => count)).toEqual([3, 1]);
  });

  it('sends nothing before consent is known, then what has waited', async () => {
    const { sender, batches, pass } = bench();
    sender.add(line('early'));
    sender.flush();
    await pass(60_000);
    expect(batches).toEqual([]);
    sender.consent(true);
    await pass(limits.delay);
    expect(told(batches)).toEqual([['early']]);
  });

  it('throws away without consent, and keeps nothing for a later one', async () => {
    const { sender, batches, pass } = bench();
    sender.add(line('early'));
    sender.consent(false);
    sender.add(line('unwanted'));
    sender.consent(true);
    sender.add(line('wanted'));
    await pass(limits.delay);
    expect(told(batches)).toEqual([['wanted']]);
    sender.add(line('revoked'));
    sender.consent(false);
    sender.flush();
    await pass(60_000);
    expect(batches.length).toBe(1);
  });

  it('sends at once when the page is left', () => {
    const { sender, batches } = bench();
    sender.consent(true);
    sender.add(line('last'));
    sender.flush();
    sender.flush();
    expect(told(batches)).toEqual([['last']]);
  });

  it('asks a receiver that is away ever more rarely, and tells afterwards how many lines were lost', async () => {
    const { sender, batches, pass, away } = bench();
    away(true);
    sender.consent(true);
    const asked: number[] = [];
    for (let minute = 0; minute < 30; minute++) {
      sender.add(line(`m${minute}`));
      const before = batches.length;
      await pass(60_000);
      asked.push(batches.length - before);
    }
    expect(batches.length).toBeLessThan(16);
    expect(asked.slice(-10).reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(3);
    away(false);
    await pass(limits.longestPause);
    sender.add(line('back'));
    await pass(limits.longestPause);
    const lost = batches.flat().filter(({ line }) => line.error_code === 'STOREFRONT_LINES_LOST');
    expect(Number(lost.at(-1)?.line.more?.['lost'])).toBeGreaterThan(0);
  });

  it('never sends more than its limits, and accounts for every line', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 20_000 })), { maxLength: 40 }),
        fc.array(fc.boolean(), { maxLength: 40 }),
        async (bursts, weather) => {
          const { sender, batches, accepted, pass, away } = bench();
          sender.consent(true);
          let [added, time] = [0, 0];
          for (const [index, [count, wait]] of bursts.entries()) {
            away(weather[index] ?? false);
            for (let one = 0; one < count; one++) {
              sender.add(line(`${added++}`));
            }
            await pass(wait);
            time += wait;
          }
          const lines = batches.flat().filter(({ line }) => line.error_code === 'SCRIPT_ERROR');
          expect(lines.length).toBeLessThanOrEqual(Math.min(limits.page, limits.burst + time / limits.refill));
          expect(Math.max(0, ...batches.map((batch) => batch.length))).toBeLessThanOrEqual(limits.batch + 1);

          away(false);
          for (let round = 0; round < 6; round++) {
            await pass(limits.longestPause);
            sender.add({ level: 'info', message: `after ${round}` });
            added++;
          }
          await pass(limits.longestPause);
          const taken = accepted.flat();
          const lost = taken.reduce((sum, { line }) => sum + Number(line.more?.['lost'] ?? 0), 0);
          const arrived = taken.filter(({ line }) => line.more?.['lost'] === undefined);
          expect(arrived.reduce((sum, { count }) => sum + count, 0) + lost).toBe(added);
        }
      ),
      { numRuns: 60 }
    );
  });
});
