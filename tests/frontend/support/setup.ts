import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);
// A busy machine takes its time to load an editor.
configure({ asyncUtilTimeout: 10_000 });

class NothingObserved {
  observe(): void {
    return undefined;
  }
  unobserve(): void {
    return undefined;
  }
  disconnect(): void {
    return undefined;
  }
}

// What browsers have and jsdom has not.
Object.assign(globalThis, {
  ResizeObserver: NothingObserved,
  IntersectionObserver: NothingObserved,
  matchMedia: (media: string) => ({
    media,
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }),
});
Element.prototype.scrollIntoView = () => undefined;
// Widths of texts, from which lists work out their own.
Object.assign(HTMLCanvasElement.prototype, {
  getContext: () => ({ measureText: (text: string) => ({ width: text.length * 8 }) }),
});
// Lists measure themselves before they show their options.
Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 400, 300);
Object.defineProperties(HTMLElement.prototype, {
  clientWidth: { get: () => 400 },
  clientHeight: { get: () => 300 },
  offsetWidth: { get: () => 400 },
  offsetHeight: { get: () => 300 },
});
