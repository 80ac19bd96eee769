import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { untilAborted } from './after';
import { CallWatch } from './call-watch';
import { Deadlines } from './deadlines';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('deadlines', () => {
  it('end each call at its own time, and none that was answered before', () => {
    const deadlines = new Deadlines();
    const start = Date.now();
    const [first, answered, last] = [100, 200, 300].map((ms) => new CallWatch(start + ms));
    if (!first || !answered || !last) {
      throw new Error('three watches');
    }
    for (const watch of [first, answered, last]) {
      deadlines.add(watch);
    }
    const state = () => [first, answered, last].map(({ isAborted }) => isAborted);
    vi.advanceTimersByTime(150);
    expect(state()).toEqual([true, false, false]);
    answered.close();
    deadlines.delete(answered);
    vi.advanceTimersByTime(100);
    expect(state()).toEqual([true, false, false]);
    vi.advanceTimersByTime(100);
    expect(state()).toEqual([true, false, true]);
  });
});

describe('a call’s watch', () => {
  it('tells cancelling from time that is up, however late the signal is asked for', () => {
    const cancelled = new CallWatch(Date.now() + 1000);
    cancelled.cancel();
    expect(cancelled.signal.reason).toMatchObject({ name: 'AbortError' });
    const late = new CallWatch(Date.now() - 1);
    const { signal } = late;
    late.cancel();
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('is deaf once the call is answered', () => {
    const watch = new CallWatch(Date.now() + 1000);
    watch.close();
    watch.cancel();
    expect(watch.signal.aborted).toBe(false);
  });
});

describe('work beside a signal', () => {
  it('is given up where it does not heed it', async () => {
    const controller = new AbortController();
    const result = untilAborted(new Promise(() => undefined), controller.signal);
    const settled = expect(result).rejects.toMatchObject({ name: 'AbortError' });
    controller.abort();
    await vi.advanceTimersByTimeAsync(1000);
    await settled;
  });

  it('may end with a reason of its own where it does', async () => {
    const controller = new AbortController();
    const own = new Promise((_, reject) => {
      controller.signal.addEventListener('abort', () => setTimeout(() => reject(new Error('would take 40 s')), 10));
    });
    const settled = expect(untilAborted(own, controller.signal)).rejects.toThrow('would take 40 s');
    controller.abort();
    await vi.advanceTimersByTimeAsync(1000);
    await settled;
  });
});
