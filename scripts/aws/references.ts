import { z } from 'zod';
import type { Declared, Module } from './modules';

/** Names that a module uses and nobody declares, and variables and locals that nobody uses. */
export function looseEnds(module: Module, all: readonly Module[]): readonly string[] {
  const text = [...module.text.values()].join('\n').replaceAll(/^\s*#.*$/gm, '');
  const used = (pattern: RegExp): ReadonlySet<string> =>
    new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''));
  const missing = (kind: string, names: ReadonlySet<string>, declared: ReadonlySet<string>) =>
    [...names].filter((name) => !declared.has(name)).map((name) => `${kind}.${name} is declared nowhere`);
  const unused = (kind: string, declared: Iterable<string>, names: ReadonlySet<string>) =>
    [...declared].filter((name) => !names.has(name)).map((name) => `${kind}.${name} is not used`);
  const addresses = (declared: readonly Declared[]) => new Set(declared.map(({ type, name }) => `${type}.${name}`));
  const variables = used(/\bvar\.(\w+)/g);
  const locals = used(/\blocal\.(\w+)/g);
  const data = used(/\bdata\.(aws_\w+\.\w+)/g);
  return [
    ...missing('var', variables, new Set(module.variables.keys())),
    ...unused('var', module.variables.keys(), variables),
    ...missing('local', locals, new Set(Object.keys(module.locals))),
    ...unused('local', Object.keys(module.locals), locals),
    ...missing('data', data, addresses(module.data)),
    ...unused('data', addresses(module.data), data),
    ...missing('resource', used(/(?<!data\.)\b(aws_\w+\.\w+)/g), addresses(module.resources)),
    ...[...text.matchAll(/\bmodule\.(\w+)\.(\w+)/g)].flatMap(([, call = '', output = '']) =>
      calledBy(module, call, all)?.outputs.has(output) === true ? [] : [`module.${call}.${output} is no output`]
    ),
    ...[...module.calls].flatMap(([call, body]) => faultsOfCall(call, Object.keys(body), calledBy(module, call, all))),
  ];
}

function calledBy(module: Module, call: string, all: readonly Module[]): Module | undefined {
  const { data } = z.object({ source: z.string() }).safeParse(module.calls.get(call));
  return all.find(
    ({ name }) => name === new URL(data?.source ?? '', `file:///aws/${module.name}/`).pathname.replace('/aws/', '')
  );
}

function faultsOfCall(call: string, given: readonly string[], called: Module | undefined): readonly string[] {
  if (called === undefined) {
    return [`module.${call} is of a folder that is none`];
  }
  const meta = ['source', 'count', 'depends_on'];
  return [
    ...given
      .filter((name) => !meta.includes(name) && !called.variables.has(name))
      .map((name) => `module.${call} takes no ${name}`),
    ...[...called.variables]
      .filter(([name, { required }]) => required && !given.includes(name))
      .map(([name]) => `module.${call} lacks ${name}`),
  ];
}
