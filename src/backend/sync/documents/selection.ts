/** What is asked of a node: written once, printed for bulk operations and for pages. */
export type Selection = string | Field | OnType;

export interface Field {
  readonly name: string;
  readonly alias?: string;
  /** Arguments as GraphQL text, without the parentheses. */
  readonly args?: string;
  readonly select: readonly Selection[];
  /** Set for connections: how many nodes of it a page asks for. */
  readonly first?: number;
  /** Left out of bulk operations, which refuse connections within lists and more than five of them. */
  readonly pagesOnly?: true;
}

export interface OnType {
  readonly on: string;
  readonly select: readonly Selection[];
}

/** How connections are written: bulk operations want `edges { node }` and no sizes. */
export type Style = 'bulk' | 'page';

export function field(name: string, ...select: readonly Selection[]): Field {
  return { name, select };
}

export function fieldWith(name: string, args: string, ...select: readonly Selection[]): Field {
  return { name, args, select };
}

/** A nested connection, of which a page asks for `first` nodes; `whole` fetches what lies beyond. */
export function connection(name: string, first: number, ...select: readonly Selection[]): Field {
  return { name, first, select };
}

export function on(type: string, ...select: readonly Selection[]): OnType {
  return { on: type, select };
}

/** Bags of money, in the shop's currency. */
export function money(...names: readonly string[]): Field[] {
  return names.map((name) => field(name, field('shopMoney', 'amount')));
}

export function pagesOnly(of: Field): Field {
  return { ...of, pagesOnly: true };
}

export function printSelections(selections: readonly Selection[], style: Style): string {
  return selections
    .filter((each) => style === 'page' || typeof each === 'string' || !('pagesOnly' in each))
    .map((each) => printSelection(each, style))
    .join(' ');
}

function printSelection(selection: Selection, style: Style): string {
  if (typeof selection === 'string') {
    return selection;
  }
  const inner = printSelections(selection.select, style);
  if ('on' in selection) {
    return `... on ${selection.on} { ${inner} }`;
  }
  const { alias, name, args, first } = selection;
  const label = alias === undefined ? name : `${alias}: ${name}`;
  if (first === undefined) {
    return `${label}${args === undefined ? '' : `(${args})`} { ${inner} }`;
  }
  return printConnection(label, style, first, args, inner);
}

function printConnection(label: string, style: Style, first: number, args: string | undefined, inner: string): string {
  if (style === 'bulk') {
    return `${label}${args === undefined ? '' : `(${args})`} { edges { node { ${inner} } } }`;
  }
  const all = [`first: ${first}`, ...(args === undefined ? [] : [args])].join(', ');
  return `${label}(${all}) { nodes { ${inner} } pageInfo { hasNextPage endCursor } }`;
}
