import { isNode, type Node } from './node';

/** A record and the record that it lies in: one line of a bulk operation's result. */
export interface Line {
  readonly node: Node;
  /** Gid of the parent; undefined for roots. */
  readonly parent: string | undefined;
}

/** A parsed line of a bulk operation's result; undefined where it is no object. */
export function lineOf(value: unknown): Line | undefined {
  if (!isNode(value)) {
    return undefined;
  }
  const parent = value['__parentId'];
  return { node: value, parent: typeof parent === 'string' ? parent : undefined };
}

/**
 * A record of a page as the lines that a bulk operation would give for it: nodes of its connections come after it, with
 * their parent. Connections within lists stay where they are: bulk operations have none.
 */
export function linesOf(record: Node, parent?: string): Line[] {
  const below: Line[] = [];
  const gid = record['id'];
  const own = withoutConnections(record, (nodes) => {
    nodes.forEach((node) => below.push(...linesOf(node, typeof gid === 'string' ? gid : undefined)));
  });
  return [{ node: own, parent }, ...below];
}

function withoutConnections(value: Node, take: (nodes: readonly Node[]) => void): Node {
  const own: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (!isNode(part)) {
      own[key] = part;
    } else if (Array.isArray(part['nodes'])) {
      take(part['nodes'].filter(isNode));
    } else {
      own[key] = withoutConnections(part, take);
    }
  }
  return own;
}
