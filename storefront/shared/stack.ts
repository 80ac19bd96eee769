import { safeUrl } from './redact';

/** A frame as Faro's receiver reads it: whole numbers, counted from 1. */
export interface Frame {
  function: string;
  filename: string;
  lineno: number;
  colno: number;
}

/** Chrome writes `at name (address:line:column)`, Firefox and Safari `name@address:line:column`. */
const shape = /^\s*(?:at (?:(?:async )?(.*?) \()?|(.*?)@)((?:https?|blob):.*?):(\d+)(?::(\d+))?\)?\s*$/;

/** The first eight frames of a stack; what is no frame of a page's script is left out. */
export function framesOf(stack: string): Frame[] {
  const frames: Frame[] = [];
  for (const line of stack.slice(0, 20_000).split('\n')) {
    const [, chrome, other, address, row, column] = shape.exec(line) ?? [];
    if (address !== undefined && row !== undefined && frames.length < 8) {
      const name = chrome ?? other ?? '';
      frames.push({
        function: /^[\w$.<>/[\] ]{1,80}$/.test(name) ? name : '?',
        filename: safeUrl(address),
        lineno: Number(row.slice(0, 9)),
        colno: Number((column ?? '0').slice(0, 9)),
      });
    }
  }
  return frames;
}
