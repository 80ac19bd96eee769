import { tokensOf, type Token } from './tokens';

const named = /\bline (\d+)((?:,| and|) (?:column|col\.?|position|character) )(\d+)|\bline (\d+)\b/gi;

/**
 * A message of Shopify's on a text that we have added to, with its lines and columns those of the text as its author
 * wrote it. What lies in a part of ours is moved to where that part was put, at most to the end of the author's text.
 */
export function inOwnPlaces(message: string, sent: string, own: string): string {
  const move = (line: number, column: number) => placeAt(own, movedOffset(offsetAt(sent, line, column), sent, own));
  return message.replace(
    named,
    (
      whole,
      line: string | undefined,
      between: string | undefined,
      column: string | undefined,
      alone: string | undefined
    ) => {
      if (alone !== undefined) {
        const place = move(Number(alone), firstColumn(sent, Number(alone)));
        return `${whole.slice(0, 4)} ${place.line}`;
      }
      const place = move(Number(line), Number(column));
      return `${whole.slice(0, 4)} ${place.line}${between ?? ', column '}${place.column}`;
    }
  );
}

/** Column of a line's first word. */
function firstColumn(text: string, line: number): number {
  return (text.split('\n')[line - 1] ?? '').search(/\S|$/) + 1;
}

function offsetAt(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return Math.min(before + column - 1, text.length);
}

function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function movedOffset(offset: number, sent: string, own: string): number {
  const end = own.trimEnd().length;
  const pairs = matched(tokensOf(own), tokensOf(sent));
  const at = pairs.find(({ theirs }) => theirs.start <= offset && offset < theirs.end);
  if (at !== undefined) {
    return at.ours.start + offset - at.theirs.start;
  }
  const before = pairs.findLast(({ theirs }) => theirs.end <= offset);
  const from = before?.ours.end ?? 0;
  const after = pairs.find(({ theirs }) => theirs.start > offset);
  // Where the author's words were replaced, as macros are, the first of those is meant.
  const replaced = tokensOf(own).find(({ start, end: stop }) => start >= from && stop <= (after?.ours.start ?? end));
  return Math.min(replaced?.start ?? from, end);
}

interface Pair {
  readonly ours: Token;
  readonly theirs: Token;
}

/** The longest run of tokens that both texts have in one order. */
function matched(ours: readonly Token[], theirs: readonly Token[]): Pair[] {
  const lengths = Array.from({ length: ours.length + 1 }, () => new Uint32Array(theirs.length + 1));
  const at = (one: number, other: number) => lengths[one]?.[other] ?? 0;
  for (let one = ours.length - 1; one >= 0; one -= 1) {
    for (let other = theirs.length - 1; other >= 0; other -= 1) {
      const row = lengths[one];
      if (row !== undefined) {
        row[other] =
          ours[one]?.text === theirs[other]?.text
            ? at(one + 1, other + 1) + 1
            : Math.max(at(one + 1, other), at(one, other + 1));
      }
    }
  }
  const pairs: Pair[] = [];
  let one = 0;
  let other = 0;
  for (;;) {
    const [mine, yours] = [ours[one], theirs[other]];
    if (mine === undefined || yours === undefined) {
      return pairs;
    }
    if (mine.text === yours.text) {
      pairs.push({ ours: mine, theirs: yours });
      one += 1;
      other += 1;
    } else if (at(one + 1, other) >= at(one, other + 1)) {
      one += 1;
    } else {
      other += 1;
    }
  }
}
