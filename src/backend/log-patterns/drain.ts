import { masked, wildcard } from './mask';

/** What is grouped: its message, and what it must share with others of its pattern whatever their messages are. */
export interface Said {
  readonly message: string;
  /** Such as an error code; empty where there is none. */
  readonly kind: string;
}

/** A pattern of messages: words that all share, `<_>` where they differ. */
export interface Mined<Item> {
  readonly pattern: string;
  readonly kind: string;
  /** In the order in which they came. */
  readonly items: readonly Item[];
}

/** Words that lead to a group before messages are compared; the paper's depth of 4 less root and leaf. */
const leading = 2;
/** Share of equal words from which on messages are of one pattern. */
const similar = 0.5;
/** Different words at one place of the tree; the rest shares a branch. */
const mostBranches = 100;
/** Groups of a leaf; further messages join the one most like them, so that time stays within bounds whatever is logged. */
const mostGroups = 200;

interface Group<Item> {
  words: string[];
  readonly items: Item[];
}

interface Node<Item> {
  readonly branches: Map<string, Node<Item>>;
  readonly groups: Array<Group<Item>>;
}

const node = <Item>(): Node<Item> => ({ branches: new Map(), groups: [] });

/**
 * Groups messages by their pattern, with a parse tree of fixed depth: He, Zhu, Zheng, Lyu, "Drain: An Online Log Parsing
 * Approach with Fixed Depth Tree", ICWS 2017. What is of one occurrence is masked first. Messages of one pattern have the
 * same kind, the same number of words and, unless these bear digits, the same first two words; a parameter of several words
 * therefore makes several patterns. Most items first. Time grows with messages and with patterns below one branch.
 */
export function minePatterns<Item>(items: readonly Item[], saidOf: (item: Item) => Said): ReadonlyArray<Mined<Item>> {
  const kinds = new Map<string, Node<Item>>();
  const known = new Map<string, string>();
  for (const item of items) {
    const { message, kind } = saidOf(item);
    const text = known.get(message) ?? masked(message);
    known.set(message, text);
    const words = text.split(' ');
    const root = kinds.get(kind) ?? node<Item>();
    kinds.set(kind, root);
    add(leafOf(root, words), words, item);
  }
  return [...kinds].flatMap(([kind, root]) => minedOf(kind, root)).sort((a, b) => b.items.length - a.items.length);
}

function leafOf<Item>(root: Node<Item>, words: readonly string[]): Node<Item> {
  let at = branch(root, String(words.length), Infinity);
  for (const word of words.slice(0, leading)) {
    at = branch(at, /\d|<_>/.test(word) ? wildcard : word, mostBranches);
  }
  return at;
}

function branch<Item>({ branches }: Node<Item>, word: string, most: number): Node<Item> {
  const name = branches.has(word) || branches.size < most ? word : wildcard;
  const next = branches.get(name) ?? node<Item>();
  branches.set(name, next);
  return next;
}

function add<Item>({ groups }: Node<Item>, words: readonly string[], item: Item): void {
  let best: Group<Item> | undefined;
  let most = -1;
  for (const group of groups) {
    const same = group.words.reduce((sum, word, at) => (word === words[at] ? sum + 1 : sum), 0);
    if (same > most) {
      best = group;
      most = same;
    }
  }
  if (best === undefined || (most < similar * words.length && groups.length < mostGroups)) {
    groups.push({ words: [...words], items: [item] });
    return;
  }
  best.words = best.words.map((word, at) => (word === words[at] ? word : wildcard));
  best.items.push(item);
}

/** Groups that became the same pattern are one. */
function minedOf<Item>(kind: string, root: Node<Item>): ReadonlyArray<Mined<Item>> {
  const patterns = new Map<string, Item[]>();
  const walk = ({ groups, branches }: Node<Item>) => {
    for (const { words, items } of groups) {
      const pattern = words.join(' ');
      patterns.set(pattern, [...(patterns.get(pattern) ?? []), ...items]);
    }
    branches.forEach(walk);
  };
  walk(root);
  return [...patterns].map(([pattern, items]) => ({ pattern, kind, items }));
}
