import { LogError } from '../errors';

const named: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

const escape = /\\(?:([abfnrtv\\"])|x([0-7][0-9a-fA-F])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([01][0-7]{2})|([^]?))/g;

/**
 * The text that a LogQL string stands for: `"…"` with Go's escapes or `` `…` `` as it is. Throws `syntax` for escapes that
 * Loki refuses and `notMergeable` for bytes that are no text.
 */
export function unquote(token: string): string {
  const quote = token[0];
  const inside = token.slice(1, -1);
  if (token.length < 2 || token.at(-1) !== quote || (quote !== '"' && quote !== '`')) {
    throw new LogError('notMergeable', { near: shown(token) });
  }
  if (quote === '`') {
    return inside.replaceAll('\r', '');
  }
  return inside.replace(escape, (all, letter?: string, hex?: string, u4?: string, u8?: string, octal?: string) => {
    if (letter !== undefined) {
      return named[letter] ?? '';
    }
    const digits = hex ?? u4 ?? u8;
    const point = digits === undefined ? Number.parseInt(octal ?? '-', 8) : Number.parseInt(digits, 16);
    if (!(point <= 0x10ffff) || (point >= 0xd800 && point <= 0xdfff)) {
      throw new LogError('notMergeable', { near: shown(all) });
    }
    return String.fromCodePoint(point);
  });
}

/** One way to write a text as a LogQL string, which every lexer reads alike. */
export function quote(text: string): string {
  const inside = text
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll(/["\\]/g, String.raw`\$&`)
    // Control characters, and those that editors and lexers treat on their own.
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g, (each) => {
      const code = each.codePointAt(0) ?? 0;
      return `\\u${code.toString(16).padStart(4, '0')}`;
    });
  return `"${inside}"`;
}

/** A piece of somebody's text, short enough to be told. */
export function shown(text: string): string {
  const line = text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
