import type { Line } from '../shared/line';
import { at, text } from '../shared/read';
import { redacted } from '../shared/redact';
import { framesOf } from '../shared/stack';

/** Errors that break nothing and come by the thousand. */
const noise = /^ResizeObserver loop|^Script error\.?$/;

/** The line of an uncaught error or rejection; undefined for noise and for what an extension of the browser did. */
export function errorLine(code: string, thrown: unknown, message: string, known: readonly string[]): Line | undefined {
  const said = text(at(thrown, 'message')) || (typeof thrown === 'string' ? thrown : message);
  const stack = text(at(thrown, 'stack'));
  const frames = framesOf(stack);
  if (noise.test(said) || (frames.length === 0 && stack.includes('-extension://'))) {
    return undefined;
  }
  const name = text(at(thrown, 'name'));
  return {
    level: 'error',
    error_code: code,
    message: redacted(said, known),
    exception: { type: /^[A-Z]\w{2,40}$/.test(name) ? name : 'Error', frames },
  };
}
