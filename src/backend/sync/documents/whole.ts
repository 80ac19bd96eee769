import { z } from 'zod';
import type { Entity } from '../entities';
import { withinScopes } from './granted';
import { selections } from './index';
import type { DocumentOptions } from './options';
import { printSelections, type Field, type Selection } from './selection';

type Node = Record<string, unknown>;

/** Sends a document and answers with its `data`. */
export type Send = (document: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>;

const nodeShape = z.record(z.string(), z.unknown());
const pageShape = z.looseObject({
  nodes: z.array(nodeShape),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});
type NodePage = z.infer<typeof pageShape>;

/** Nodes of one page when the rest of a list is fetched. */
const restSize = 100;

/**
 * A node of a page with every nested list complete: where a connection has more nodes than the page asked for, the rest
 * is fetched. Most nodes need nothing, and no request is sent.
 */
export async function whole(entity: Entity, node: unknown, options: DocumentOptions, send: Send): Promise<unknown> {
  const selection = selections[entity];
  const { root } = selection;
  const own = nodeShape.parse(node);
  const id = z.string().parse(own['id']);
  return await complete(own, selection.select(options), { id, type: root.type, way: [] }, options, send);
}

/** How a list is reached: from a node that has an id of its own, through fields and pages of one node. */
interface Place {
  readonly id: string;
  readonly type: string;
  readonly way: readonly Step[];
}

type Step =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'on'; readonly type: string }
  /** The one node that follows this cursor. */
  | { readonly kind: 'after'; readonly name: string; readonly cursor: string | null };

async function complete(
  node: Node,
  select: readonly Selection[],
  place: Place,
  options: DocumentOptions,
  send: Send
): Promise<Node> {
  const made: Node = { ...node };
  for (const part of select) {
    if (typeof part === 'string') {
      continue;
    }
    if ('on' in part) {
      const typed = node['__typename'] === undefined || node['__typename'] === part.on;
      const way: Step[] = [...place.way, { kind: 'on', type: part.on }];
      Object.assign(made, typed ? await complete(made, part.select, { ...place, way }, options, send) : {});
      continue;
    }
    const key = part.alias ?? part.name;
    const value = node[key];
    if (part.first !== undefined && value !== undefined && value !== null) {
      made[key] = await completeList(pageShape.parse(value), part, place, options, send);
    } else if (Array.isArray(value)) {
      made[key] = await completeItems(value, part, options, send);
    } else if (typeof value === 'object' && value !== null) {
      const way: Step[] = [...place.way, { kind: 'field', name: part.name }];
      made[key] = await complete(nodeShape.parse(value), part.select, { ...place, way }, options, send);
    }
  }
  return made;
}

/** Items of a plain list hold connections only where they are nodes with ids: refunds of an order. */
async function completeItems(items: readonly unknown[], part: Field, options: DocumentOptions, send: Send) {
  const lists = part.select.some((each) => typeof each !== 'string' && 'first' in each);
  if (!lists) {
    return items;
  }
  const done: unknown[] = [];
  for (const item of items) {
    const node = nodeShape.parse(item);
    const id = z.string().parse(node['id']);
    const type = /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] ?? part.name;
    done.push(await complete(node, part.select, { id, type, way: [] }, options, send));
  }
  return done;
}

async function completeList(list: NodePage, part: Field, place: Place, options: DocumentOptions, send: Send) {
  const nodes: Node[] = [...list.nodes];
  let info = list.pageInfo;
  while (info.hasNextPage && info.endCursor !== null) {
    const next = await rest(part, place, info.endCursor, options, send);
    nodes.push(...next.nodes);
    info = next.pageInfo;
  }
  const inner = part.select.some((each) => typeof each !== 'string' && 'first' in each);
  return { ...list, nodes: inner ? await completeNodes(nodes, part, place, options, send) : nodes, pageInfo: info };
}

/** Nodes without an id that Shopify finds again (sales agreements) are reached through their place in the list. */
async function completeNodes(nodes: readonly Node[], part: Field, place: Place, options: DocumentOptions, send: Send) {
  const done: Node[] = [];
  for (const [index, node] of nodes.entries()) {
    const cursor = (): Promise<string | null> => cursorBefore(part, place, index, options, send);
    const open = part.select.some((each) => typeof each !== 'string' && 'first' in each && hasMore(node[each.name]));
    const way: readonly Step[] = open
      ? [...place.way, { kind: 'after', name: part.name, cursor: await cursor() }]
      : place.way;
    done.push(open ? await complete(node, part.select, { ...place, way }, options, send) : node);
  }
  return done;
}

function hasMore(list: unknown): boolean {
  const read = pageShape.safeParse(list);
  return read.success && read.data.pageInfo.hasNextPage;
}

/** The cursor of the node before the `index`th of a list. */
async function cursorBefore(part: Field, place: Place, index: number, options: DocumentOptions, send: Send) {
  if (index === 0) {
    return null;
  }
  const inner = `${part.name}(first: ${index}) { pageInfo { endCursor } }`;
  const found = await sendAlong(place, inner, part.name, options, send);
  return z.object({ pageInfo: z.object({ endCursor: z.string() }) }).parse(found).pageInfo.endCursor;
}

async function rest(part: Field, place: Place, after: string, options: DocumentOptions, send: Send): Promise<NodePage> {
  const { args, select, name } = part;
  const all = [`first: ${restSize}, after: ${JSON.stringify(after)}`, ...(args === undefined ? [] : [args])].join(', ');
  const inner = `${name}(${all}) { nodes { ${printSelections(select, 'page')} } pageInfo { hasNextPage endCursor } }`;
  return pageShape.parse(await sendAlong(place, inner, name, options, send));
}

async function sendAlong(place: Place, inner: string, name: string, options: DocumentOptions, send: Send) {
  const text = [...place.way].reverse().reduce((below, step) => {
    switch (step.kind) {
      case 'field':
        return `${step.name} { ${below} }`;
      case 'on':
        return `... on ${step.type} { ${below} }`;
      case 'after': {
        const after = step.cursor === null ? '' : `, after: ${JSON.stringify(step.cursor)}`;
        return `${step.name}(first: 1${after}) { nodes { ${below} } }`;
      }
    }
  }, inner);
  const document = `query Rest($id: ID!) { node(id: $id) { ... on ${place.type} { ${text} } } }`;
  const data = z.object({ node: nodeShape }).parse(await send(withinScopes(document, options), { id: place.id }));
  return along(data.node, place.way, name);
}

function along(node: Node, way: readonly Step[], name: string): unknown {
  const end = way.reduce<Node>((at, step) => {
    switch (step.kind) {
      case 'field':
        return nodeShape.parse(at[step.name]);
      case 'on':
        return at;
      case 'after':
        return z.object({ nodes: z.array(nodeShape).min(1) }).parse(at[step.name]).nodes[0] ?? {};
    }
  }, node);
  return end[name];
}
