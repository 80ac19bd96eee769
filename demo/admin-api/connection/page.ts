import { encodeCursor } from './cursor';
import type { PageRequest } from './arguments';

/** A row's place in the sort order. */
export interface Place {
  readonly value: string | number;
  readonly id: string | number;
}

class Edge<T> {
  readonly node: T;
  readonly #cursor: () => string;

  constructor(node: T, cursor: () => string) {
    this.node = node;
    this.#cursor = cursor;
  }

  get cursor(): string {
    return this.#cursor();
  }
}

/** A Relay connection; cursors are only written where they are asked for. */
export class Page<T> {
  readonly nodes: readonly T[];
  readonly #place: (item: T) => Place;
  readonly #request: PageRequest;
  readonly #more: boolean;

  /** `nodes` in reading order; `more` says whether rows follow in the direction of paging. */
  constructor(nodes: readonly T[], place: (item: T) => Place, request: PageRequest, more: boolean) {
    this.nodes = nodes;
    this.#place = place;
    this.#request = request;
    this.#more = more;
  }

  get edges(): ReadonlyArray<{ readonly node: T; readonly cursor: string }> {
    return this.nodes.map((node, index) => new Edge(node, () => this.#cursor(index) ?? ''));
  }

  get pageInfo() {
    const { forward, after, before } = this.#request;
    const cursor = (index: number) => this.#cursor(index);
    const last = this.nodes.length - 1;
    return {
      hasNextPage: forward ? this.#more : before !== undefined,
      hasPreviousPage: forward ? after !== undefined : this.#more,
      get startCursor() {
        return cursor(0);
      },
      get endCursor() {
        return cursor(last);
      },
    };
  }

  /** The same page with other nodes at the same places. */
  map<U>(change: (node: T) => U) {
    const { nodes, pageInfo } = this;
    const edges = () => this.edges;
    return {
      pageInfo,
      get nodes() {
        return nodes.map(change);
      },
      get edges() {
        return edges().map((edge) => new Edge(change(edge.node), () => edge.cursor));
      },
    };
  }

  #cursor(index: number): string | null {
    const node = this.nodes[index];
    if (node === undefined) {
      return null;
    }
    const { forward, after, before } = this.#request;
    const read = forward ? (after?.seen ?? 0) + index + 1 : (before?.seen ?? 0) + this.nodes.length - index;
    return encodeCursor({ ...this.#place(node), seen: read });
  }
}
