import { buildSchema, isObjectType, NoDeprecatedCustomRule, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { adminSchema } from '../schema/load';
import { apiVersions } from '../types';
import { deprecatedIn } from './deprecated';

describe('what is deprecated', () => {
  const schema = buildSchema(`
    type Query {
      old: Int @deprecated(reason: "Use [new](https://example.com) instead.")
      a(gone: Int @deprecated(reason: "Not read."), key: Key, input: Input): Query
    }
    enum Key { ID, RELEVANCE @deprecated }
    input Input { x: Int @deprecated(reason: "Use y."), y: Int, inner: [Input!] }
  `);

  it.each([
    ['{\n  x: old }', [{ name: 'Query.old', reason: 'Use new instead.', line: 2, column: 3 }]],
    ['{ a(gone: 1) { __typename } }', [{ name: 'Query.a(gone:)', reason: 'Not read.', line: 1, column: 5 }]],
    ['{ a(key: RELEVANCE) { __typename } }', [{ name: 'Key.RELEVANCE', reason: 'No longer supported' }]],
    ['{ a(input: { inner: [{ x: 1 }] }) { __typename } }', [{ name: 'Input.x', reason: 'Use y.' }]],
    [
      'query ($i: Input = { x: 1 }) { a(input: $i) { ...F } } fragment F on Query { old }',
      [{ name: 'Input.x' }, { name: 'Query.old' }],
    ],
    ['{ a(key: ID, input: { y: 1 }) { __typename } }', []],
  ])('in %s', (document, found) => {
    const deprecated = deprecatedIn(schema, parse(document));
    expect(deprecated).toMatchObject(found);
    expect(deprecated).toHaveLength(found.length);
  });
});

describe.each(apiVersions)('in %s', (version) => {
  const { schema } = adminSchema(version);

  it('is every field that the schema marks, as graphql-js finds them', () => {
    let checked = 0;
    for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
      const old = Object.values(type.getFields()).filter(({ deprecationReason }) => deprecationReason);
      if (old.length === 0 || type.name.startsWith('__')) {
        continue;
      }
      const document = parse(`{ shop { id } } fragment F on ${type.name} { ${old.map(({ name }) => name).join(' ')} }`);
      expect(deprecatedIn(schema, document).map(({ name }) => name)).toEqual(
        old.map(({ name }) => `${type.name}.${name}`)
      );
      expect(validate(schema, document, [NoDeprecatedCustomRule])).toHaveLength(old.length);
      checked += old.length;
    }
    expect(checked).toBeGreaterThan(50);
  });
});
