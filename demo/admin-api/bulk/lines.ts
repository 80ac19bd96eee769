/** Rows of one page as JSONL, and how many there are. */
export interface Lines {
  readonly text: string;
  readonly objects: number;
  readonly roots: number;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Flattens an answer: every node of every connection is a line, nodes of nested connections carry `__parentId`. With
 * `grouped` children follow their parent; otherwise they come after all the parents of the page.
 */
export function jsonLines(data: unknown, grouped: boolean): Lines {
  const rows: Row[] = [];
  const later: Row[] = [];
  let roots = 0;

  function row(node: Row, parentId: unknown, level: number): void {
    const id = node['id'];
    const children: Array<{ readonly node: Row }> = [];
    const own = stripped(node, children);
    const line = parentId === undefined ? own : { ...own, __parentId: parentId };
    (grouped || level === 0 ? rows : later).push(line);
    for (const child of children) {
      row(child.node, id, level + 1);
    }
  }

  const found: Array<{ readonly node: Row }> = [];
  if (isRow(data)) {
    stripped(data, found);
  }
  for (const { node } of found) {
    roots += 1;
    row(node, undefined, 0);
  }
  const all = [...rows, ...later];
  const text = all.map((each) => `${JSON.stringify(each).replaceAll('/', '\\/')}\n`).join('');
  return { text, objects: all.length, roots };
}

/** A copy without connections; their nodes are gathered in `children`. */
function stripped(value: Row, children: Array<{ readonly node: Row }>): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (isRow(part) && Array.isArray(part['edges'])) {
      for (const edge of part['edges']) {
        const node: unknown = isRow(edge) ? edge['node'] : undefined;
        if (isRow(node)) {
          children.push({ node });
        }
      }
    } else {
      own[key] = isRow(part) ? stripped(part, children) : part;
    }
  }
  return own;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
