import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch } from './chromium';
import { startDemo, type RunningDemo } from './demo';

export interface OnDemo {
  readonly demo: RunningDemo;
  readonly browser: Browser;
}

/** Has a demo and a browser run for the tests of a block. What it gives may be called in tests only. */
export function onDemo(...flags: readonly string[]): () => OnDemo {
  let running: OnDemo | undefined;
  beforeAll(async () => {
    running = { demo: await startDemo(...flags), browser: await launch() };
  }, 300_000);
  afterAll(async () => {
    await running?.browser.close();
    await running?.demo.stop();
  });
  return () => {
    if (running === undefined) {
      throw new Error('the demo does not run yet');
    }
    return running;
  };
}
