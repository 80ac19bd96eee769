import { wildcard } from './mask';

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** A regular expression in parts, with anything between them. */
interface Parts {
  readonly parts: readonly string[];
  /** What joins them, and how many characters that is at least. */
  readonly gap: readonly [text: string, length: number];
  readonly flags: string;
}

/** The pattern as it stands. */
function strict(pattern: string): Parts {
  const parts = pattern.split(wildcard).map((part) => part.trim());
  const [first = '', ...more] = parts.filter((part) => part !== '').map(escaped);
  return { parts: first === '' ? [] : [first, ...more], gap: ['.+', 1], flags: '' };
}

/** What may stand between words in a line: anything but words; and where need be, escapes of JSON that have letters. */
const between = [String.raw`\W+`, String.raw`(?:\\[nrt]|\W)+`];

/** Its words in their order: lines may have escapes, other white space and quotes between them. */
const loose =
  (separator: string) =>
  (pattern: string): Parts => {
    const words = pattern.split(wildcard).map((part) => (part.match(/[\p{L}\p{N}_]+/gu) ?? []).join(separator));
    return { parts: words.filter((part) => part !== ''), gap: ['.*', 0], flags: '(?s)' };
  };

const ways = [strict, ...between.map(loose)];

/** Part after part from the left: one expression with many gaps may try for ages where it doesn't fit. */
function finder({ parts, gap: [, length], flags }: Parts): (line: string) => boolean {
  const all = parts.map((part) => new RegExp(part, 'g'));
  return (line) => {
    let at = 0;
    for (const part of all) {
      part.lastIndex = at;
      const found = part.exec(line);
      if (found === null) {
        return false;
      }
      at = found.index + found[0].length + length;
    }
    return flags !== '' || !/[\n\r]/.test(line);
  };
}

/**
 * A regular expression of RE2 that finds a pattern's lines by their text: the narrowest that finds every one of `lines`.
 * Undefined where none does, as where messages don't stand in the lines.
 */
export function lineFilter(pattern: string, lines: readonly string[]): string | undefined {
  const found = ways.map((way) => way(pattern)).find((each) => each.parts.length > 0 && lines.every(finder(each)));
  return found && `${found.flags}${found.parts.join(found.gap[0])}`;
}
