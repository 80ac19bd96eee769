/** Rows of one page as JSONL, and how many there are. */
export interface Lines {
  readonly text: string;
  readonly objects: number;
  readonly roots: number;
}

/** Where the children of a page's rows go: after their parent, after all of the page's parents, or before them. */
export type ChildOrder = 'grouped' | 'after' | 'before';

export interface LineOptions {
  readonly order: ChildOrder;
  /** Entries of a nested list that are given; the rest is left out without a word. */
  readonly nestedLimit: number;
}

type Row = Readonly<Record<string, unknown>>;

/** Flattens an answer: every node of every connection is a line, nodes of nested connections carry `__parentId`. */
export function jsonLines(data: unknown, { order, nestedLimit }: LineOptions): Lines {
  const rows: string[] = [];
  const later: string[] = [];
  let roots = 0;

  function row(node: Row, parentId: unknown, level: number): void {
    const children: Row[] = [];
    const own = stripped(node, children, nestedLimit);
    const line = JSON.stringify(parentId === undefined ? own : { ...own, __parentId: parentId });
    (order === 'grouped' || level === 0 ? rows : later).push(line);
    for (const child of children) {
      row(child, node['id'], level + 1);
    }
  }

  const found: Row[] = [];
  if (isRow(data)) {
    stripped(data, found, Number.POSITIVE_INFINITY);
  }
  for (const node of found) {
    roots += 1;
    row(node, undefined, 0);
  }
  const all = order === 'before' ? [...later, ...rows] : [...rows, ...later];
  const text = all.length === 0 ? '' : `${all.join('\n').replaceAll('/', '\\/')}\n`;
  return { text, objects: all.length, roots };
}

/** What is left without connections, whose nodes are gathered in `children`; the same object where there are none. */
function stripped(value: Row, children: Row[], limit: number): Row {
  /** Parts that don't stay as they are; undefined for connections. */
  let changed: Map<string, Row | undefined> | undefined;
  for (const key in value) {
    const part = value[key];
    if (!isRow(part)) {
      continue;
    }
    const edges = part['edges'];
    if (Array.isArray(edges)) {
      gather(edges, children, limit);
      (changed ??= new Map()).set(key, undefined);
    } else {
      const inner = stripped(part, children, limit);
      if (inner !== part) {
        (changed ??= new Map()).set(key, inner);
      }
    }
  }
  return changed === undefined ? value : copied(value, changed);
}

function copied(value: Row, changed: ReadonlyMap<string, Row | undefined>): Row {
  const own: Record<string, unknown> = {};
  for (const key in value) {
    const part = changed.has(key) ? changed.get(key) : value[key];
    if (part !== undefined) {
      own[key] = part;
    }
  }
  return own;
}

function gather(edges: readonly unknown[], children: Row[], limit: number): void {
  for (const edge of edges.length > limit ? edges.slice(0, limit) : edges) {
    const node: unknown = isRow(edge) ? edge['node'] : undefined;
    if (isRow(node)) {
      children.push(node);
    }
  }
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
