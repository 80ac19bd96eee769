import { isInterfaceType, isObjectType, isUnionType, type GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ShopifyError } from '../errors';
import { adminSchema, type AdminSchema } from '../schema/load';
import { FakeShop } from '../testing/fakeShop';
import { apiVersions } from '../types';
import { parseDocument } from './parse';
import { guardArguments, guardFields } from './protect';

const none = new Set<string>();
const every = new Set(['name', 'address', 'phone', 'email']);

function refusal(admin: AdminSchema, document: string, allowed: ReadonlySet<string> = none): unknown {
  try {
    guardFields(admin, parseDocument(document).document, allowed);
    return undefined;
  } catch (error) {
    return error instanceof ShopifyError ? { code: error.code, ...error.values } : error;
  }
}

/** A field of the query root that gives an interface or union, through which any of its types can be reached. */
function doorTo(type: GraphQLObjectType): string {
  const node = type.getInterfaces().some(({ name }) => name === 'Node');
  return node ? 'node(id: "gid://shopify/X/1")' : 'nodes(ids: ["gid://shopify/X/1"])';
}

describe.each(apiVersions)('protected fields of %s', (version) => {
  const admin = adminSchema(version);
  const flagged = [...admin.protectedFields];

  it('are those that Shopify flags and a query can reach', () => {
    expect(flagged).toHaveLength(80);
    const count = (kind: string) => flagged.filter(([, flag]) => flag === kind).length;
    expect([count('name'), count('address'), count('phone'), count('email')]).toEqual([34, 24, 11, 11]);
  });

  it.each(flagged)('%s (%s) is refused in every disguise', (place, kind) => {
    const [typeName = '', field = ''] = place.split('.');
    const type = admin.schema.getType(typeName);
    if (!isObjectType(type)) {
      throw new Error(`${typeName} is no object type`);
    }
    const door = doorTo(type);
    const refused = { code: 'protectedField', field: place, kind };
    const disguises = {
      plain: `{ ${door} { ... on ${typeName} { ${field} } } }`,
      alias: `{ ${door} { ... on ${typeName} { id: ${field} } } }`,
      fragment: `{ ${door} { ...F } } fragment F on ${typeName} { ${field} }`,
      aliasInFragment: `{ a: ${door} { ...F } } fragment F on ${typeName} { title: ${field} }`,
      nestedFragments: `{ ${door} { ...F } } fragment F on Node { ...G } fragment G on ${typeName} { x: ${field} }`,
      unusedFragment: `{ shop { name } } fragment F on ${typeName} { ${field} }`,
      skipped: `query ($no: Boolean = false) { ${door} { ... on ${typeName} { ${field} @include(if: $no) } } }`,
      untypedInline: `{ ${door} { ... { ... on ${typeName} @skip(if: false) { ${field} } } } }`,
    };
    for (const [disguise, document] of Object.entries(disguises)) {
      expect({ disguise, ...Object(refusal(admin, document)) }).toMatchObject({ disguise, ...refused });
      expect(refusal(admin, document, new Set([kind]))).toBeUndefined();
      const others = new Set(['name', 'address', 'phone', 'email'].filter((other) => other !== kind));
      expect(refusal(admin, document, others)).toMatchObject(refused);
    }
  });

  it('are refused through interfaces and on members of unions', () => {
    let ways = 0;
    for (const type of Object.values(admin.schema.getTypeMap())) {
      if (!isInterfaceType(type) && !isUnionType(type)) {
        continue;
      }
      for (const member of admin.schema.getPossibleTypes(type)) {
        for (const [place, kind] of flagged.filter(([flag]) => flag.startsWith(`${member.name}.`))) {
          const field = place.split('.')[1] ?? '';
          const through = `{ shop { name } } fragment F on ${type.name} { ... on ${member.name} { x: ${field} } }`;
          expect(refusal(admin, through)).toMatchObject({ code: 'protectedField', kind });
          ways += 1;
          if (isInterfaceType(type) && type.getFields()[field] !== undefined) {
            const direct = `{ shop { name } } fragment F on ${type.name} { x: ${field} }`;
            expect(refusal(admin, direct)).toMatchObject({ code: 'protectedField', field: `${type.name}.${field}` });
          }
        }
      }
    }
    expect(ways).toBeGreaterThan(20);
  });
});

describe('text arguments', () => {
  const admin = adminSchema('2026-07');
  function refusalOf(document: string, variables: Readonly<Record<string, unknown>>, allowed = none): unknown {
    try {
      guardArguments(guardFields(admin, parseDocument(document).document, allowed), variables, allowed);
      return undefined;
    } catch (error) {
      return error instanceof ShopifyError ? error.code : error;
    }
  }
  const search = 'query ($q: String) { orders(first: 1, query: $q) { nodes { id } } }';
  const ql = 'query ($q: String!) { shopifyqlQuery(query: $q) { parseErrors } }';

  it.each([
    ['email:a*', 'protectedFilter'],
    ['EMAIL : a*', 'protectedFilter'],
    ["created_at:>='2026-11-01T00:00:00Z' AND (phone:+44*)", 'protectedFilter'],
    ['-last_name:x', 'protectedFilter'],
    ["title:it's email:foo b's", 'protectedFilter'],
    ['note:"a\\" email:"x"', 'protectedFilter'],
    ["tag:'email:x'", undefined],
    ['kim@example.com', 'protectedFilter'],
    ["created_at:>='2026-11-01T00:00:00Z' financial_status:paid name:#1001", undefined],
  ])('search %s → %s', (text, code) => {
    expect(refusalOf(search, { q: text })).toBe(code);
    expect(refusalOf(`{ orders(first: 1, query: ${JSON.stringify(text)}) { nodes { id } } }`, {})).toBe(code);
    expect(refusalOf(search, { q: text }, every)).toBeUndefined();
  });

  it('reach ShopifyQL inside GraphQL', () => {
    expect(refusalOf(ql, { q: 'FROM customers SHOW customer_email' })).toBe('protectedColumn');
    expect(refusalOf('{ a: shopifyqlQuery(query: "FROM c SHOW customer_name") { parseErrors } }', {})).toBe(
      'protectedColumn'
    );
    expect(refusalOf(ql, { q: 'FROM sales SHOW total_sales' })).toBeUndefined();
  });

  it('must be texts', () => {
    expect(refusalOf(search, { q: ['email:x'] })).toBe('filterNotReadable');
    expect(refusalOf(search, { q: null })).toBeUndefined();
    expect(refusalOf(search, {})).toBeUndefined();
  });

  it('count defaults that are written in the document', async () => {
    const shop = new FakeShop();
    const document = 'query ($q: String = "email:a*") { orders(first: 1, query: $q) { nodes { id } } }';
    const asked = shop.open().graphql({ document }, shop.options());
    await expect(shop.time.until(asked)).rejects.toMatchObject({ code: 'protectedFilter' });
    expect(shop.received).toHaveLength(0);
  });
});
