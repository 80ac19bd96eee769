import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Block, Declared, Module } from './modules';

/**
 * Arguments that a release of the AWS provider does not have, or that it needs and a module does not give; attributes that it
 * does not export. `folder` is an unpacked npm package @cdktf/provider-aws, which is made from the provider's own schema.
 * Types and values are not compared: that is what `terraform validate` is for.
 */
export function argumentFaults(module: Module, folder: string): readonly string[] {
  const text = [...module.text.values()].join('\n');
  const declared = [
    ...module.resources.map((each) => ({ ...each, kind: each.type, address: `${each.type}.${each.name}` })),
    ...module.data.map((each) => ({ ...each, kind: `data_${each.type}`, address: `data.${each.type}.${each.name}` })),
  ];
  return declared.flatMap((each) => {
    const schema = schemaOf(folder, each.kind);
    const used = [
      ...text.matchAll(new RegExp(`(?<![.\\w])${each.address.replaceAll('.', '\\.')}(?:\\[[^\\]]+\\])?\\.(\\w+)`, 'g')),
    ];
    return [
      ...faultsIn(each, each.address, schema, schema.root),
      ...used
        .map((match) => match[1] ?? '')
        .filter((attribute) => !schema.exported.has(attribute))
        .map((attribute) => `${each.address} has no attribute ${attribute}`),
    ];
  });
}

interface Shape {
  /** Argument, by name: the shape of its blocks, or undefined where it is a plain value. */
  readonly fields: ReadonlyMap<string, string | undefined>;
  readonly required: readonly string[];
}

interface Schema {
  readonly root: Shape;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly exported: ReadonlySet<string>;
}

const meta = ['for_each', 'count', 'depends_on', 'lifecycle', 'provider', 'dynamic'];

function faultsIn({ body }: Pick<Declared, 'body'>, at: string, schema: Schema, shape: Shape): readonly string[] {
  const dynamic = Object.entries(isBlock(body['dynamic']) ? body['dynamic'] : {});
  const given: ReadonlyArray<[string, unknown]> = [
    ...Object.entries(body).filter(([name]) => !meta.includes(name)),
    ...dynamic.map(([name, blocks]): [string, unknown] => [name, blocksOf(blocks).flatMap((each) => each['content'])]),
  ];
  return [
    ...given.flatMap(([name, value]) => {
      if (!shape.fields.has(name)) {
        return [`${at} takes no ${name}`];
      }
      const inner = schema.shapes.get(shape.fields.get(name) ?? '');
      return inner === undefined
        ? []
        : blocksOf(value).flatMap((each) => faultsIn({ body: each }, `${at}.${name}`, schema, inner));
    }),
    ...shape.required.filter((name) => !given.some(([each]) => each === name)).map((name) => `${at} lacks ${name}`),
  ];
}

const isBlock = (value: unknown): value is Block =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const blocksOf = (value: unknown): readonly Block[] => (Array.isArray(value) ? value : [value]).flat().filter(isBlock);

const kebab = (type: string): string =>
  type.replace(/^(data_)?aws_/, (_, data: string | undefined) => (data ? 'data-aws-' : '')).replaceAll('_', '-');
const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function schemaOf(folder: string, type: string): Schema {
  const read = (file: string): string => readFileSync(path.join(folder, 'lib', kebab(type), file), 'utf8');
  const [code, types] = [read('index.js'), read('index.d.ts')];
  const needs = new Map(
    [...types.matchAll(/export interface (\w+)[^{]*\{([\s\S]*?)\n\}/g)].map(([, name = '', inside = '']) => [
      name,
      [...inside.matchAll(/^ {4}readonly (\w+):/gm)].map((match) => match[1] ?? ''),
    ])
  );
  const shapeOf = (text: string, required: readonly string[]): Shape => {
    const fields = new Map(
      [...text.matchAll(/^ +(\w+): (.*),$/gm)].map(([, name = '', value = '']) => [
        name,
        /(\w+)ToTerraform\b/.exec(value.replaceAll('cdktf.', 'cdktf_'))?.[1],
      ])
    );
    const plain = new Set([...fields.keys()].map((name) => name.replaceAll('_', '')));
    // Names of TypeScript say "sseAlgorithm"; those with digits are compared without their strokes.
    return {
      fields,
      required: required
        .map(snake)
        .map((name) => [...fields.keys()].find((each) => each.replaceAll('_', '') === name.replaceAll('_', '')) ?? name)
        .filter((name) => plain.has(name.replaceAll('_', ''))),
    };
  };
  const shapes = new Map(
    [...code.matchAll(/function (\w+)ToTerraform\(struct\) \{[\s\S]*?return \{\n([\s\S]*?)\n {4}\};/g)].map(
      ([, name = '', text = '']) => [
        name,
        shapeOf(text, needs.get(`${name.slice(0, 1).toUpperCase()}${name.slice(1)}`) ?? []),
      ]
    )
  );
  const [, root = ''] = /synthesizeAttributes\(\) \{\s+return \{\n([\s\S]*?)\n {8}\};/.exec(code) ?? [];
  const config = [...needs].find(
    ([name]) =>
      name.endsWith('Config') && new RegExp(`interface ${name} extends cdktf\\.TerraformMetaArguments`).test(types)
  );
  const own = shapeOf(root, config?.[1] ?? []);
  const exported = [...code.matchAll(/get\w*Attribute\('(\w+)'\)/g)].map((match) => match[1] ?? '');
  return { root: own, shapes, exported: new Set([...exported, ...own.fields.keys()]) };
}
