import type { Timing } from './process';

/** The longest that a timer of the runtime takes: about 24 days. */
const longest = 2 ** 31 - 1;

export const systemTiming: Timing = {
  now: () => Date.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, Math.min(Math.max(milliseconds, 0), longest));
    return () => clearTimeout(timer);
  },
};
