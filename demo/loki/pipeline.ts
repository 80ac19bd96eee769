import { labelFilter, lineFilter } from './filters';
import { labelOf, type Line, type LineSource, type Passing } from './line';
import { selectorOf, type Matcher } from './matcher';
import { json, jsonPaths, logfmt } from './parsers';
import { LokiProblem, unsupported } from './problem';
import { unquoted, type Node } from './tree';

/** What a template may hold: a label's value, or the line. */
const field = /\{\{\s*(?:\.(\w+)|__line__)\s*\}\}/g;

type Stage = (passing: Passing) => Passing | undefined;

/** Selector and stages of a log query. */
export interface Pipeline {
  readonly matchers: readonly Matcher[];
  readonly stages: readonly Stage[];
  /** Label whose number an aggregation takes instead of counting. */
  readonly unwrap: string | undefined;
}

/** Reads a log expression or the inside of a range aggregation. */
export function pipelineOf(node: Node): Pipeline {
  const [selector] = node.name === 'Selector' ? [node] : node.all('Selector');
  if (selector === undefined) {
    throw new LokiProblem(400, 'parse error : queries require a stream selector');
  }
  const stages = node.all('PipelineStage');
  const [unwrapped] = node.all('UnwrapExpr');
  if (unwrapped?.child('ConvOp') !== undefined) {
    throw unsupported(unwrapped.text);
  }
  const unwrap = unwrapped?.child('Identifier')?.text;
  return { matchers: selectorOf(selector), stages: stages.map(stageOf), unwrap };
}

function stageOf(node: Node): Stage {
  const stage = node.children.find(({ name }) => name !== 'Pipe');
  switch (stage?.name) {
    case 'LineFilters': {
      const tests = stage.all('LineFilter').map(lineFilter);
      return (each) => (tests.every((test) => test(each)) ? each : undefined);
    }
    case 'LabelFilter': {
      const test = labelFilter(stage);
      return (each) => (test(each) ? each : undefined);
    }
    case 'LabelParser':
      if (stage.child('Json') !== undefined) {
        return (each) => ({ ...each, parsed: { ...each.parsed, ...json(each) } });
      }
      throw unsupported(`| ${stage.text}`);
    case 'JsonExpressionParser': {
      const pairs = stage.all('LabelExtractionExpression').map((each): [string, string] => {
        const name = each.child('Identifier')?.text ?? '';
        return [name, unquoted(each.child('String')?.text ?? JSON.stringify(name))];
      });
      const take = jsonPaths(new Map(pairs));
      return (each) => ({ ...each, parsed: { ...each.parsed, ...take(each) } });
    }
    case 'LogfmtParser':
      return (each) => ({ ...each, parsed: { ...each.parsed, ...logfmt(each) } });
    case 'LineFormatExpr': {
      const template = unquoted(stage.child('String')?.text ?? '""');
      if (template.replace(field, '').includes('{{')) {
        throw unsupported(`the template ${template}`);
      }
      return (each) => ({ ...each, text: formatted(template, each) });
    }
    case 'DropLabelsExpr': {
      const dropped = stage.all('DropLabel');
      if (dropped.some((each) => each.child('Matcher') !== undefined)) {
        throw unsupported(`| ${stage.text}`);
      }
      const names = dropped.map(({ text }) => text);
      return (each) => ({
        ...each,
        parsed: Object.fromEntries(Object.entries(each.parsed).filter(([name]) => !names.includes(name))),
      });
    }
    case 'Decolorize':
    case 'DecolorizeExpr':
      return (each) => each;
    default:
      throw unsupported(`the stage ${node.text}`);
  }
}

function formatted(template: string, passing: Passing): string {
  return template.replace(field, (_, name: string | undefined) =>
    name === undefined ? passing.text : labelOf(passing, name)
  );
}

/** What a pipeline lets through of (from, to], oldest first. */
export function* run({ matchers, stages }: Pipeline, source: LineSource, from: bigint, to: bigint): Generator<Passing> {
  const fitting = new Map<Line['labels'], boolean>();
  for (const line of source.between(from, to)) {
    const known = fitting.get(line.labels);
    const fits = known ?? matchers.every(({ label, fits: test }) => test(line.labels[label] ?? ''));
    if (known === undefined) {
      fitting.set(line.labels, fits);
    }
    let passing: Passing | undefined = fits ? { line, text: line.text, parsed: {} } : undefined;
    for (const stage of stages) {
      passing = passing && stage(passing);
    }
    if (passing !== undefined) {
      yield passing;
    }
  }
}
