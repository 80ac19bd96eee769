import { clausesOf, type Clause } from './tokens';

/** A ShopifyQL text literal. */
export function literal(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&')}'`;
}

/** A text with a zone for its dates and buckets; one that it names itself stays. */
export function withTimezone(text: string, zone: string): { readonly text: string; readonly zone: string } {
  const clauses = clausesOf(text);
  const clause = clauses.find(({ name }) => name === 'WITH');
  const named = clause === undefined ? undefined : zoneIn(clause);
  if (named !== undefined) {
    return { text, zone: named };
  }
  if (clause?.tokens[0] !== undefined) {
    const more = clause.tokens.length > 1 ? ',' : '';
    return { text: insert(text, clause.tokens[0].end, ` TIMEZONE ${literal(zone)}${more}`), zone };
  }
  const before = clauses.find(({ name }) => name === 'VISUALIZE' || name === 'ANNOTATE')?.tokens[0];
  return {
    text:
      before === undefined
        ? `${text.trimEnd()}\nWITH TIMEZONE ${literal(zone)}`
        : insert(text, before.start, `WITH TIMEZONE ${literal(zone)}\n`),
    zone,
  };
}

function zoneIn({ tokens }: Clause): string | undefined {
  const at = tokens.findIndex(({ kind, text }) => kind === 'word' && text.toUpperCase() === 'TIMEZONE');
  const value = at < 0 ? undefined : tokens[at + 1];
  return value?.kind === 'text' ? value.text.slice(1, -1) : undefined;
}

/** A text whose WHERE also meets a condition. What was there is put in brackets first. */
export function withCondition(text: string, condition: string): string {
  const clauses = clausesOf(text);
  const where = clauses.find(({ name }) => name === 'WHERE');
  const [first, second] = where?.tokens ?? [];
  const last = where?.tokens.at(-1);
  if (first !== undefined && second !== undefined && last !== undefined) {
    const closed = insert(text, last.end, `) AND ${condition}`);
    return insert(closed, second.start, '(');
  }
  const after = clauses.find(({ name }) => name === 'SHOW') ?? clauses.find(({ name }) => name === 'FROM');
  const end = after?.tokens.at(-1)?.end;
  return end === undefined ? text : insert(text, end, `\nWHERE ${condition}`);
}

function insert(text: string, at: number, part: string): string {
  return `${text.slice(0, at)}${part}${text.slice(at)}`;
}
