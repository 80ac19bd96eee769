/** A reader of Alloy's configuration language, as far as the files of this project use it. */

/** `name "label" { … }` with its attributes as they are written, and the blocks in it. */
export interface Block {
  readonly name: string;
  readonly label: string | undefined;
  readonly attributes: ReadonlyMap<string, string>;
  readonly blocks: readonly Block[];
}

const token = /\s+|\/\/[^\n]*|("(?:\\.|[^"\\])*"|`[^`]*`|[A-Za-z_][\w.]*|\d[\w.]*|[{}[\](),=+;])/y;

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  let line = 1;
  for (token.lastIndex = 0; token.lastIndex < text.length;) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) {
      throw new Error(`line ${line}: cannot read ${text.slice(at, at + 20)}`);
    }
    line += match[0].split('\n').length - 1;
    // Ends of lines end attributes.
    if (match[1] !== undefined) {
      tokens.push(match[1]);
    } else if (match[0].includes('\n')) {
      tokens.push('\n');
    }
  }
  return tokens;
}

/** @throws Error where brackets don't match or something stands where nothing can. */
export function blocksOf(text: string): readonly Block[] {
  const tokens = tokensOf(text);
  let at = 0;
  const body = (end: string | undefined): Omit<Block, 'name' | 'label'> => {
    const attributes = new Map<string, string>();
    const blocks: Block[] = [];
    for (; ; at += 1) {
      const name = tokens[at];
      if (name === end) {
        return { attributes, blocks };
      }
      if (name === '\n') {
        continue;
      }
      if (name === undefined || !/^[A-Za-z_]/.test(name)) {
        throw new Error(`unexpected ${name ?? 'end'}`);
      }
      if (tokens[at + 1] === '=') {
        at += 2;
        attributes.set(name, value());
        at -= 1;
        continue;
      }
      const label = tokens[at + 1] === '{' ? undefined : tokens[at + 1];
      at += label === undefined ? 2 : 3;
      if (tokens[at - 1] !== '{') {
        throw new Error(`${name} is neither an attribute nor a block`);
      }
      blocks.push({ name, label: label?.slice(1, -1), ...body('}') });
    }
  };
  const value = (): string => {
    const parts: string[] = [];
    for (let depth = 0; ; at += 1) {
      const part = tokens[at];
      if (part === undefined || (depth === 0 && (part === '\n' || part === '}'))) {
        return parts.join(' ');
      }
      depth += /^[{[(]$/.test(part) ? 1 : /^[}\])]$/.test(part) ? -1 : 0;
      if (part !== '\n') {
        parts.push(part);
      }
    }
  };
  return body(undefined).blocks;
}

/** Every block within blocks, at any depth. */
export function* within(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    yield* within(block.blocks);
  }
}

/** What a literal says: `"…"` with its escapes, or a raw one in backticks. */
export function literal(text: string): string {
  return text.startsWith('`')
    ? text.slice(1, -1)
    : text.slice(1, -1).replaceAll(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c));
}

/** Keys of a map as it is written: `{ a = "", b = "c" }`. */
export const keysOf = (map: string): readonly string[] => [...map.matchAll(/(\w+) =/g)].map((match) => match[1] ?? '');

/** Texts in a list as it is written. */
export const textsOf = (list: string): readonly string[] =>
  [...list.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
