import { describe, expect, it } from 'vitest';
import { errorLine } from './errors';

describe('an uncaught error', () => {
  it('is a line with its kind and its frames', () => {
    const error = new TypeError("Cannot read properties of undefined (reading 'id')");
    error.stack = `${error.name}: x\n    at add (https://shop.example/assets/cart.js?v=1:2:3)`;
    expect(errorLine('SCRIPT_ERROR', error, '', [])).toEqual({
      level: 'error',
      error_code: 'SCRIPT_ERROR',
      message: "Cannot read properties of undefined (reading 'id')",
      exception: {
        type: 'TypeError',
        frames: [{ function: 'add', filename: 'https://shop.example/assets/cart.js', lineno: 2, colno: 3 }],
      },
    });
  });

  it.each([
    ['a text', 'out of stock', 'out of stock'],
    ['nothing', undefined, 'a promise was rejected'],
    ['a number', 7, 'a promise was rejected'],
    ['an object', { message: 'for dana@example.com' }, 'for <email>'],
  ])('may be %s', (_, thrown, message) => {
    expect(errorLine('UNHANDLED_REJECTION', thrown, 'a promise was rejected', [])?.message).toBe(message);
  });

  it.each([
    ['noise', new Error('ResizeObserver loop completed with undelivered notifications.')],
    ['another site’s script', 'Script error.'],
    [
      'an extension',
      Object.assign(new Error('x'), { stack: 'Error: x\n    at f (chrome-extension://abc/content.js:1:2)' }),
    ],
  ])('is none of ours: %s', (_, thrown) => {
    expect(errorLine('SCRIPT_ERROR', thrown, '', [])).toBeUndefined();
  });

  it('does not tell what stands in the page’s fields', () => {
    expect(errorLine('SCRIPT_ERROR', new Error('bad name Dana Kim'), '', ['Dana Kim'])?.message).toBe(
      'bad name <value>'
    );
  });
});
