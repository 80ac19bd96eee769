import type { Problem } from '../../../query/resources';

/** A problem with a place for the editor to underline, 1-based, the end exclusive. */
export interface Placed {
  readonly severity: Problem['severity'];
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Whether a message says itself where it is, as most of the backend's do. */
export function saysWhere({ message, line, column }: Placed): boolean {
  return new RegExp(`\\b${line}\\D{1,12}${column}\\D`).test(message);
}

/** Where in a text a quoted word of a message stands, e.g. `Column 'total_revenue' not found`. */
function quotedWord(
  message: string,
  lines: readonly string[]
): { line: number; column: number; length: number } | undefined {
  for (const [, word] of message.matchAll(/(?<!\w)['"‘“`]([^'"’”`]+)['"’”`]/g)) {
    const row = lines.findIndex((line) => word !== undefined && line.includes(word));
    if (word !== undefined && row >= 0) {
      return { line: row + 1, column: (lines[row] ?? '').indexOf(word) + 1, length: word.length };
    }
  }
  return undefined;
}

/** Gives every problem a place: its own, that of a word it quotes, or the first line. */
export function place(problem: Problem, text: string): Placed {
  const { severity, message } = problem;
  const lines = text.split('\n');
  if (problem.line === undefined) {
    const found = quotedWord(message, lines);
    const line = found?.line ?? 1;
    const column = found?.column ?? 1;
    const length = found?.length ?? Math.max(1, (lines[0] ?? '').length);
    return { severity, message, line, column, endLine: line, endColumn: column + length };
  }
  const line = Math.min(problem.line, lines.length);
  const column = problem.column ?? 1;
  const rest = (lines[line - 1] ?? '').slice(column - 1);
  const word = /^[\w$.]+/.exec(rest)?.[0].length ?? 1;
  return {
    severity,
    message,
    line,
    column,
    endLine: Math.max(line, problem.endLine ?? line),
    endColumn: problem.endColumn ?? column + word,
  };
}
