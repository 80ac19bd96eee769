import { allLabels, type Labels, type LineSource } from './line';
import { pipelineOf, run } from './pipeline';
import { LokiProblem, unsupported } from './problem';
import { durationOf, type Node } from './tree';

/** Instants, in milliseconds, that values are asked for. */
export interface Grid {
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

/** One series: its labels and its values by instant; where there is none, there is no value. */
export interface Series {
  readonly labels: Labels;
  readonly values: Map<number, number>;
}

interface Asked {
  readonly grid: Grid;
  readonly source: LineSource;
}

type Result = { readonly scalar: number } | { readonly series: readonly Series[] };

const nano = 1_000_000n;
const keyOf = (labels: Labels): string => JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Series of a metric query; a number alone is one value without labels at each instant. */
export function seriesOf(node: Node, asked: Asked): readonly Series[] {
  const result = evaluate(node, asked);
  return 'series' in result ? result.series : [constant(result.scalar, asked.grid)];
}

export function instants({ first, last, step }: Grid): readonly number[] {
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
}

function constant(value: number, grid: Grid): Series {
  return { labels: {}, values: new Map(instants(grid).map((at) => [at, value])) };
}

function evaluate(node: Node, asked: Asked): Result {
  switch (node.name) {
    case 'Expr':
    case 'MetricExpr': {
      const inner = node.children.find(({ name }) => name.endsWith('Expr'));
      if (inner === undefined) {
        throw unsupported(node.text);
      }
      return evaluate(inner, asked);
    }
    case 'LiteralExpr':
      return { scalar: Number(node.text) };
    case 'VectorExpr':
      return { series: [constant(Number(node.child('Number', 'LiteralExpr')?.text), asked.grid)] };
    case 'RangeAggregationExpr':
      return { series: rangeAggregation(node, asked) };
    case 'VectorAggregationExpr':
      return { series: vectorAggregation(node, asked) };
    case 'BinOpExpr':
      return binary(node, asked);
    default:
      throw unsupported(node.text);
  }
}

interface Grouping {
  readonly without: boolean;
  readonly names: readonly string[];
}

function groupingOf(node: Node): Grouping | undefined {
  const grouping = node.child('Grouping');
  return (
    grouping && {
      without: grouping.child('Without') !== undefined,
      names: grouping.all('Identifier').map(({ text }) => text),
    }
  );
}

function grouped(labels: Labels, grouping: Grouping | undefined): Labels {
  if (grouping === undefined) {
    return {};
  }
  const { without, names } = grouping;
  return Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name) !== without));
}

/** Values of the lines of (T − range, T] at each instant T. */
function rangeAggregation(node: Node, { grid, source }: Asked): readonly Series[] {
  const operation = node.child('RangeOp')?.children[0]?.name ?? '';
  const [inner] = node.all('LogRangeExpr');
  const range = durationOf(inner?.all('Range')[0]?.text.slice(1, -1) ?? '');
  const offset = durationOf(inner?.all('OffsetExpr')[0]?.child('Duration')?.text ?? '');
  if (inner === undefined || range <= 0) {
    throw new LokiProblem(400, 'parse error : missing range');
  }
  const pipeline = pipelineOf(inner);
  const grouping = groupingOf(node);
  const quantile = Number(node.child('Number')?.text ?? Number.NaN);
  const found = new Map<string, { readonly labels: Labels; readonly samples: Map<number, number[]> }>();
  const from = BigInt(grid.first - range - offset) * nano;
  const to = BigInt(grid.last - offset) * nano;
  for (const passing of run(pipeline, source, from, to)) {
    const every = allLabels(passing);
    if (every['__error__']) {
      throw new LokiProblem(400, `pipeline error: '${every['__error__']}' for series: '${JSON.stringify(every)}'.`);
    }
    const labels = grouping === undefined ? every : grouped(every, grouping);
    const key = keyOf(labels);
    let series = found.get(key);
    if (series === undefined) {
      series = { labels, samples: new Map() };
      found.set(key, series);
    }
    const value = pipeline.unwrap === undefined ? passing.text.length : Number(every[pipeline.unwrap]);
    // The earliest instant at or after the line, in whole steps; later ones reach back to it as far as the range goes.
    const at = Number((passing.line.ns + nano - 1n) / nano) + offset;
    const start = grid.first + Math.max(0, Math.ceil((at - grid.first) / grid.step)) * grid.step;
    for (let instant = start; instant <= grid.last && instant < at + range; instant += grid.step) {
      const samples = series.samples.get(instant);
      if (samples === undefined) {
        series.samples.set(instant, [value]);
      } else {
        samples.push(value);
      }
    }
  }
  if (operation === 'AbsentOverTime') {
    const there = new Set([...found.values()].flatMap(({ samples }) => [...samples.keys()]));
    const absent = instants(grid).filter((at) => !there.has(at));
    return absent.length === 0 ? [] : [{ labels: {}, values: new Map(absent.map((at) => [at, 1])) }];
  }
  const fold = folds(operation, range / 1000, quantile);
  return [...found.values()].map(({ labels, samples }) => ({
    labels,
    values: new Map([...samples].map(([at, values]) => [at, fold(values)])),
  }));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function folds(operation: string, seconds: number, quantile: number): (values: readonly number[]) => number {
  switch (operation) {
    case 'CountOverTime':
      return (values) => values.length;
    case 'Rate':
      return (values) => values.length / seconds;
    case 'BytesOverTime':
    case 'SumOverTime':
      return sum;
    case 'BytesRate':
      return (values) => sum(values) / seconds;
    case 'AvgOverTime':
      return (values) => sum(values) / values.length;
    case 'MaxOverTime':
      return (values) => Math.max(...values);
    case 'MinOverTime':
      return (values) => Math.min(...values);
    case 'QuantileOverTime':
      return (values) => quantileOf(values, quantile);
    default:
      throw unsupported(operation);
  }
}

function quantileOf(values: readonly number[], quantile: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = quantile * (sorted.length - 1);
  const low = sorted[Math.floor(rank)] ?? Number.NaN;
  const high = sorted[Math.ceil(rank)] ?? low;
  return low + (high - low) * (rank - Math.floor(rank));
}

function vectorAggregation(node: Node, asked: Asked): readonly Series[] {
  const operation = node.child('VectorOp')?.children[0]?.name ?? '';
  const grouping = groupingOf(node);
  const inner = node.children.find(({ name }) => name === 'MetricExpr');
  if (inner === undefined) {
    throw unsupported(node.text);
  }
  const all = seriesOf(inner, asked);
  if (operation === 'Topk' || operation === 'Bottomk') {
    if (grouping !== undefined) {
      throw unsupported(`${operation.toLowerCase()} by group`);
    }
    return ranked(all, Number(node.child('Number')?.text), operation === 'Topk' ? -1 : 1);
  }
  const found = new Map<string, { readonly labels: Labels; readonly samples: Map<number, number[]> }>();
  for (const { labels, values } of all) {
    const kept = grouped(labels, grouping);
    const key = keyOf(kept);
    const group = found.get(key) ?? { labels: kept, samples: new Map<number, number[]>() };
    found.set(key, group);
    values.forEach((value, at) => group.samples.set(at, [...(group.samples.get(at) ?? []), value]));
  }
  const fold = vectorFold(operation);
  return [...found.values()].map(({ labels, samples }) => ({
    labels,
    values: new Map([...samples].map(([at, values]) => [at, fold(values)])),
  }));
}

function vectorFold(operation: string): (values: readonly number[]) => number {
  switch (operation) {
    case 'Sum':
      return sum;
    case 'Count':
      return (values) => values.length;
    case 'Max':
      return (values) => Math.max(...values);
    case 'Min':
      return (values) => Math.min(...values);
    case 'Avg':
      return (values) => sum(values) / values.length;
    default:
      throw unsupported(operation);
  }
}

/** At each instant the first of all series. */
function ranked(all: readonly Series[], most: number, direction: 1 | -1): readonly Series[] {
  const kept = all.map(({ labels }) => ({ labels, values: new Map<number, number>() }));
  for (const at of new Set(all.flatMap(({ values }) => [...values.keys()]))) {
    all
      .map(({ values }, index) => ({ index, value: values.get(at) }))
      .filter((each): each is { index: number; value: number } => each.value !== undefined)
      .sort((a, b) => direction * (a.value - b.value))
      .slice(0, most)
      .forEach(({ index, value }) => kept[index]?.values.set(at, value));
  }
  return kept.filter(({ values }) => values.size > 0);
}

const operators: Readonly<Record<string, (a: number, b: number) => number | undefined>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
  Gtr: (a, b) => (a > b ? a : undefined),
  Gte: (a, b) => (a >= b ? a : undefined),
  Lss: (a, b) => (a < b ? a : undefined),
  Lte: (a, b) => (a <= b ? a : undefined),
  Eql: (a, b) => (a === b ? a : undefined),
  Neq: (a, b) => (a !== b ? a : undefined),
};

function binary(node: Node, asked: Asked): Result {
  const [leftNode, rightNode] = node.children.filter(({ name }) => name === 'Expr');
  if (leftNode === undefined || rightNode === undefined) {
    throw unsupported(node.text);
  }
  if (node.child('BinOpModifier')?.text) {
    throw unsupported(`the modifier in ${node.text}`);
  }
  const left = evaluate(leftNode, asked);
  const right = evaluate(rightNode, asked);
  if (node.child('Or') !== undefined) {
    return { series: either(vector(left, asked), vector(right, asked)) };
  }
  const operator = node.children.map(({ name }) => operators[name]).find((each) => each !== undefined);
  if (operator === undefined) {
    throw unsupported(node.text);
  }
  if ('scalar' in left && 'scalar' in right) {
    return { scalar: operator(left.scalar, right.scalar) ?? Number.NaN };
  }
  return { series: matched(left, right, operator) };
}

const vector = (result: Result, { grid }: Asked): readonly Series[] =>
  'series' in result ? result.series : [constant(result.scalar, grid)];

/** The left one's values, and the right one's where the left has none at all with these labels. */
function either(left: readonly Series[], right: readonly Series[]): readonly Series[] {
  const found = new Map(left.map((each) => [keyOf(each.labels), { ...each, values: new Map(each.values) }]));
  for (const { labels, values } of right) {
    const key = keyOf(labels);
    const there = found.get(key) ?? { labels, values: new Map<number, number>() };
    found.set(key, there);
    values.forEach((value, at) => there.values.has(at) || there.values.set(at, value));
  }
  return [...found.values()];
}

function matched(
  left: Result,
  right: Result,
  operator: (a: number, b: number) => number | undefined
): readonly Series[] {
  const sides = 'series' in left ? left.series : 'series' in right ? right.series : [];
  const others =
    'series' in left && 'series' in right ? new Map(right.series.map((s) => [keyOf(s.labels), s])) : undefined;
  return sides
    .map(({ labels, values }) => {
      const kept = new Map<number, number>();
      values.forEach((value, at) => {
        const a = 'scalar' in left ? left.scalar : value;
        const b =
          'scalar' in right ? right.scalar : others === undefined ? value : others.get(keyOf(labels))?.values.get(at);
        const result = b === undefined ? undefined : operator(a, b);
        if (result !== undefined) {
          kept.set(at, result);
        }
      });
      return { labels, values: kept };
    })
    .filter(({ values }) => values.size > 0);
}
