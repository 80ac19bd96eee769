import { parser } from '@grafana/lezer-logql';
import { LokiProblem } from './problem';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** A node of LogQL's syntax tree with its own text. */
export class Node {
  readonly #node: SyntaxNode;
  readonly #source: string;

  constructor(node: SyntaxNode, source: string) {
    this.#node = node;
    this.#source = source;
  }

  get name(): string {
    return this.#node.name;
  }

  get text(): string {
    return this.#source.slice(this.#node.from, this.#node.to);
  }

  get children(): readonly Node[] {
    const found: Node[] = [];
    for (let child = this.#node.firstChild; child !== null; child = child.nextSibling) {
      found.push(new Node(child, this.#source));
    }
    return found;
  }

  child(...names: readonly string[]): Node | undefined {
    return this.children.find(({ name }) => names.includes(name));
  }

  /** All nodes of a name below this one, not looking into those found. */
  all(name: string): readonly Node[] {
    return this.children.flatMap((child) => (child.name === name ? [child, ...child.inner(name)] : child.all(name)));
  }

  /** Lists are nested to the left: the inner ones of a node of the same name. */
  private inner(name: string): readonly Node[] {
    return this.children.flatMap((child) => (child.name === name ? [child, ...child.inner(name)] : []));
  }
}

/** The text of a string token: double quotes with escapes, or backticks without. */
export function unquoted(text: string): string {
  if (text.startsWith('`')) {
    return text.slice(1, -1);
  }
  try {
    return String(JSON.parse(text));
  } catch {
    throw new LokiProblem(400, `parse error : invalid char escape in ${text}`);
  }
}

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds of a duration such as `1h30m` or `-5m`. */
export function durationOf(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const parts = [...text.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h|d|w)/g)];
  return sign * parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0), 0);
}

/** The expression that a query is; text errors as Loki words them. */
export function parseQuery(source: string): Node {
  const tree = parser.parse(source);
  let place: number | undefined;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) {
        place ??= node.from;
      }
    },
  });
  const expression = new Node(tree.topNode, source).child('Expr');
  if (place !== undefined || expression === undefined) {
    const before = source.slice(0, place ?? source.length).split('\n');
    const at = `line ${before.length}, col ${(before.at(-1)?.length ?? 0) + 1}`;
    const unexpected = place === undefined || place >= source.length ? '$end' : (source[place] ?? '$end');
    throw new LokiProblem(400, `parse error at ${at}: syntax error: unexpected ${unexpected}`);
  }
  return expression;
}
