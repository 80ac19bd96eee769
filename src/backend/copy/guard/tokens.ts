/** A word, name or sign of SQL; comments and white space are none. */
export interface Token {
  /** A name or text without its quotes; words and names in lower case. */
  readonly text: string;
  readonly kind: 'word' | 'quoted' | 'sign' | 'open';
}

const pattern =
  /(?<space>[\s\uFEFF]+|--[^\n]*(?:\n|$)|\/\*[^]*?(?:\*\/|$))|(?<quoted>'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])|(?<open>['"`[])|(?<word>[\p{L}_$\u0080-\u{10FFFF}][\p{L}\p{N}_$\u0080-\u{10FFFF}]*)|(?<sign>[^])/gu;

/** Splits SQL as SQLite's own tokenizer does, as far as names, texts, comments and the ends of statements go. */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  for (const { groups = {} } of sql.matchAll(pattern)) {
    const { quoted, open, word, sign } = groups;
    if (quoted !== undefined) {
      tokens.push({ kind: 'quoted', text: quoted.slice(1, -1).toLowerCase() });
    } else if (open !== undefined) {
      tokens.push({ kind: 'open', text: open });
    } else if (word !== undefined) {
      tokens.push({ kind: 'word', text: word.toLowerCase() });
    } else if (sign !== undefined) {
      tokens.push({ kind: 'sign', text: sign });
    }
  }
  return tokens;
}
