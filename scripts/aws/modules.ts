import { parse } from '@cdktf/hcl2json';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { z } from 'zod';

const block = z.record(z.string(), z.unknown());
/** Blocks with one name, such as variables; each name is given once. */
const named = z.record(z.string(), z.tuple([block]));
/** Blocks with a type and a name, such as resources. */
const typed = z.record(z.string(), named);
const variable = z.object({ type: z.string(), description: z.string().min(10), default: z.unknown().optional() });

/** What hcl2json makes of a file of HCL, as far as the modules use it: anything else is refused. */
const file = z.strictObject({
  terraform: z.tuple([block]).optional(),
  provider: z.record(z.string(), z.tuple([block])).default({}),
  variable: z.record(z.string(), z.tuple([variable])).default({}),
  output: z
    .record(z.string(), z.tuple([z.object({ description: z.string().min(10), value: z.unknown() })]))
    .default({}),
  locals: z.array(block).default([]),
  module: named.default({}),
  resource: typed.default({}),
  data: typed.default({}),
});
export type Block = z.infer<typeof block>;

/** A resource or a data source. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  readonly body: Block;
}

export interface Module {
  /** Folder below aws/. */
  readonly name: string;
  /** Text of each file, by name. */
  readonly text: ReadonlyMap<string, string>;
  readonly terraform: Block;
  readonly variables: ReadonlyMap<string, { type: string; description: string; required: boolean; default?: unknown }>;
  readonly outputs: ReadonlySet<string>;
  readonly locals: Block;
  readonly calls: ReadonlyMap<string, Block>;
  readonly resources: readonly Declared[];
  readonly data: readonly Declared[];
}

const flat = (all: z.infer<typeof typed>): readonly Declared[] =>
  Object.entries(all).flatMap(([type, names]) => Object.entries(names).map(([name, [body]]) => ({ type, name, body })));

/**
 * The module of a folder.
 *
 * @throws where a file is no HCL, or has something that the modules don't use: a variable without a description, say.
 */
export async function moduleOf(folder: string, name = path.relative('aws', folder)): Promise<Module> {
  const text = new Map(
    globSync('*.tf', { cwd: folder })
      .sort()
      .map((each) => [each, readFileSync(path.join(folder, each), 'utf8')])
  );
  const parsed = await Promise.all(
    [...text].map(async ([each, body]) => file.parse(await parse(`${folder}/${each}`, body)))
  );
  const all = <T>(of: (each: z.infer<typeof file>) => Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
    new Map(parsed.flatMap((each) => Object.entries(of(each))));
  return {
    name,
    text,
    terraform: parsed.find((each) => each.terraform !== undefined)?.terraform?.[0] ?? {},
    variables: new Map(
      [...all((each) => each.variable)].map(([key, [value]]) => [
        key,
        { ...value, required: value.default === undefined },
      ])
    ),
    outputs: new Set(all((each) => each.output).keys()),
    locals: Object.fromEntries(parsed.flatMap((each) => each.locals.flatMap((locals) => Object.entries(locals)))),
    calls: new Map([...all((each) => each.module)].map(([key, [value]]) => [key, value])),
    resources: parsed.flatMap((each) => flat(each.resource)),
    data: parsed.flatMap((each) => flat(each.data)),
  };
}

/** All modules below aws/, examples too. */
export const allModules = (): Promise<readonly Module[]> =>
  Promise.all(
    [...new Set(globSync('aws/**/*.tf').map((each) => path.dirname(each)))].sort().map((each) => moduleOf(each))
  );
