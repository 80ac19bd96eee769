import fc from 'fast-check';
import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  type GraphQLInputType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { ShopifyError } from '../errors';
import { adminSchema } from '../schema/load';
import { FakeShop } from '../testing/fakeShop';
import { apiVersions } from '../types';
import { personalInput, takesPersonal } from './inputs';
import { parseDocument } from './parse';
import { guardArguments, guardFields } from './protect';
import { searchedBy, things } from './searched';

const none = new Set<string>();
const every = new Set(['name', 'address', 'phone', 'email']);
const admin = adminSchema('2026-07');
type Values = Readonly<Record<string, unknown>>;

function refusal(document: string, variables: Values = {}, allowed: ReadonlySet<string> = none): unknown {
  try {
    guardArguments(guardFields(admin, parseDocument(document).document, allowed), variables, allowed);
    return undefined;
  } catch (error) {
    return error instanceof ShopifyError ? error.code : error;
  }
}

/** One search in every disguise that a document allows. */
function disguises(field: string, text: string): Array<readonly [document: string, variables: Values]> {
  const literal = JSON.stringify(text);
  return [
    [`{ ${field}(first: 1, query: ${literal}) { nodes { id } } }`, {}],
    [`{ a: ${field}(first: 1, query: ${literal}) { nodes { id } } }`, {}],
    [`{ ...F } fragment F on QueryRoot { a: ${field}(first: 1, query: ${literal}) { nodes { id } } }`, {}],
    [`{ ... { ... on QueryRoot @include(if: true) { ${field}(first: 1, query: ${literal}) { nodes { id } } } } }`, {}],
    [`query ($q: String) { ${field}(first: 1, query: $q) { nodes { id } } }`, { q: text }],
    [`query ($other: String, $q: String!) { ${field}(first: 1, query: $q) { nodes { id } } }`, { other: '', q: text }],
    [`{ ${field}(first: 1, query: """${text.replaceAll('"""', '')}\n""") { nodes { id } } }`, {}],
  ];
}

const bare = [
  'smith',
  'Smith*',
  '-smith',
  'NOT smith',
  'smith AND status:open',
  'status:open smith',
  'status:open AND smith',
  'status:open\tsmith',
  'status:open\u00a0smith',
  'status:open\u200bsmith',
  'status:open OR (tag:x AND (smith))',
  '(smith)',
  '"ann smith"',
  "'ann smith'",
  "status:'open'smith",
  'status:"open" "smith"',
  "tag:it's smith",
  "tag:'a\\' smith '",
  "tag:'a' smith'",
  'tag:a\\ smith',
  "tag:'open smith",
  'status: smith',
  'status:(open smith)',
  'default:smith',
  'status:open and smith',
  '010-1234-5678',
  '+smith',
  ':smith',
  '"status":smith',
  '김철수',
];

const fielded = [
  '',
  ' ',
  '*',
  'name:#1001',
  'name:1001*',
  "created_at:>='2026-11-01T00:00:00Z' AND created_at:<2026-12-01T00:00:00Z",
  '(financial_status:paid OR financial_status:refunded) AND NOT test:true -status:cancelled',
  "tag:'ann smith'",
  'tag:"o\'clock"',
  'tag:할인,특가',
  'metafields.custom.size:large',
  'customer_id:gid://shopify/Customer/1',
  'discount_code:SUMMER sku:A-1',
  'nobody_knows:x',
];

describe('a search without a field', () => {
  it.each(bare)('%j is refused for orders, customers and drafts, however it is written', (text) => {
    for (const field of ['orders', 'customers', 'draftOrders', 'abandonedCheckouts', 'companies', 'giftCards']) {
      for (const [document, variables] of disguises(field, text)) {
        expect([document, refusal(document, variables)]).toEqual([document, 'bareSearch']);
        expect(refusal(document, variables, every)).toBeUndefined();
        expect(refusal(document, variables, new Set(['name', 'email', 'phone']))).toBe('bareSearch');
      }
    }
  });

  it.each(fielded)('%j names its fields and goes', (text) => {
    for (const [document, variables] of disguises('orders', text)) {
      expect([document, refusal(document, variables)]).toEqual([document, undefined]);
    }
  });

  it('is told by its place among the terms, not by its words', () => {
    const document = 'query ($q: String) { orders(first: 1, query: $q) { nodes { id } } }';
    const guarded = guardFields(admin, parseDocument(document).document, none);
    const text = "(status:open OR tag:'a b') AND smith";
    const thrown = (() => {
      try {
        guardArguments(guarded, { q: text }, none);
        return undefined;
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toMatchObject({
      values: { number: 3, argument: 'orders.query', kinds: 'name, address, phone, email' },
    });
    expect(String(thrown)).not.toContain('smith');
  });

  it('is found wherever it is put among other terms', () => {
    const term = fc.constantFrom('status:open', "tag:'a b'", '-test:true', 'name:#1', 'created_at:>2026-01-01');
    const joint = fc.constantFrom(' ', ' AND ', ' OR ', '  ');
    const word = fc.stringMatching(/^[a-z가-힣]{1,8}$/);
    const text = fc.tuple(fc.array(fc.tuple(term, joint)), word, fc.array(fc.tuple(joint, term)));
    const document = 'query ($q: String) { orders(first: 1, query: $q) { nodes { id } } }';
    fc.assert(
      fc.property(text, fc.boolean(), ([before, hidden, after], grouped) => {
        const join = (middle: string) =>
          `${before.map((pair) => pair.join('')).join('')}${grouped ? `(${middle})` : middle}${after.map((pair) => pair.join('')).join('')}`;
        expect(refusal(document, { q: join(hidden) })).toBe('bareSearch');
        expect(refusal(document, { q: join(`tag:${hidden}`) })).toBeUndefined();
      })
    );
  });

  it('goes where goods are searched, and is refused in every other search of the schema', () => {
    for (const field of ['products', 'productVariants', 'collections', 'discountNodes', 'files', 'locations']) {
      expect([field, refusal(`{ ${field}(first: 1, query: "red shirt") { edges { cursor } } }`)]).toEqual([
        field,
        undefined,
      ]);
    }
    expect(refusal('{ productsCount(query: "red shirt") { count } }')).toBeUndefined();
    expect(refusal('{ ordersCount(query: "smith") { count } }')).toBe('bareSearch');
    expect(refusal('{ customersCount(query: "smith") { count } }')).toBe('bareSearch');
    expect(refusal('{ shop { search(query: "smith", first: 1, types: [CUSTOMER]) { edges { cursor } } } }')).toBe(
      'bareSearch'
    );
  });
});

describe.each(apiVersions)('searches of %s', (version) => {
  const { schema, ...flags } = adminSchema(version);
  const all = Object.values(schema.getTypeMap()).flatMap((parent) =>
    isObjectType(parent) || isInterfaceType(parent)
      ? Object.values(parent.getFields()).flatMap((definition) =>
          definition.args.some(({ name }) => name === 'query') ? [{ parent, definition }] : []
        )
      : []
  );

  it('take what they find to be people unless it is known to be a thing', () => {
    const found = all.map(({ parent, definition }) => searchedBy(adminSchema(version), parent, definition));
    expect(found.length).toBeGreaterThan(170);
    const types = new Set(found.map(({ type }) => type));
    expect([...things].filter((thing) => !types.has(thing))).toEqual(version === '2026-07' ? [] : expect.any(Array));
    const people = found.filter((each) => each.people).map(({ type }) => type);
    expect(people).toEqual(
      expect.arrayContaining(['Order', 'DraftOrder', 'Customer', 'AbandonedCheckout', 'GiftCard'])
    );
  });

  it('find no thing that itself has a flagged field', () => {
    for (const thing of things) {
      const type = schema.getType(thing);
      const fields = isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [];
      expect([thing, fields.filter((field) => flags.protectedKind(thing, field) !== undefined)]).toEqual([thing, []]);
    }
  });
});

describe('arguments that take personal data', () => {
  const doors: Array<readonly [document: string, variables: Values]> = [
    ['{ customerByIdentifier(identifier: { emailAddress: "a@example.com" }) { id } }', {}],
    ['{ x: customerByIdentifier(identifier: { phoneNumber: "+1555" }) { id } }', {}],
    ['{ ...F } fragment F on QueryRoot { customerByIdentifier(identifier: { emailAddress: "a" }) { id } }', {}],
    ['query ($e: String) { customerByIdentifier(identifier: { emailAddress: $e }) { id } }', { e: 'a@example.com' }],
    ['query ($e: String = "a") { customerByIdentifier(identifier: { emailAddress: $e }) { id } }', { e: 'a' }],
    [
      'query ($i: CustomerIdentifierInput!) { customerByIdentifier(identifier: $i) { id } }',
      { i: { emailAddress: 'a' } },
    ],
    [
      'query ($i: CustomerIdentifierInput!) { customerByIdentifier(identifier: $i) { id } }',
      { i: { phoneNumber: '1' } },
    ],
    [
      '{ draftOrderAvailableDeliveryOptions(input: { shippingAddress: { zip: "1" } }) { availableShippingRates { handle } } }',
      {},
    ],
    ['{ orders(first: 1, sortKey: CUSTOMER_NAME) { edges { cursor } } }', {}],
    ['query ($k: OrderSortKeys) { orders(first: 1, sortKey: $k) { edges { cursor } } }', { k: 'CUSTOMER_NAME' }],
    ['{ customers(first: 1, sortKey: NAME) { edges { cursor } } }', {}],
    ['{ staffMembers(first: 1, sortKey: EMAIL) { edges { cursor } } }', {}],
  ];

  it.each(doors)('%s %j is refused', (document, variables) => {
    expect(refusal(document, variables)).toBe('protectedInput');
    expect(refusal(document, variables, every)).toBeUndefined();
  });

  it.each([
    ['{ customerByIdentifier(identifier: { id: "gid://shopify/Customer/1" }) { id } }', {}],
    ['{ orderByIdentifier(identifier: { customId: { key: "erp", value: "1" } }) { id } }', {}],
    ['query ($i: CustomerIdentifierInput!) { customerByIdentifier(identifier: $i) { id } }', { i: { id: 'x' } }],
    ['query ($e: String) { customerByIdentifier(identifier: { id: "x", emailAddress: $e }) { id } }', {}],
    ['{ products(first: 1, sortKey: TITLE) { nodes { id } } }', {}],
    ['{ companies(first: 1, sortKey: NAME, query: "name:acme") { nodes { id } } }', {}],
    ['{ productByHandle(handle: "email") { id } }', {}],
    ['{ metaobjects(type: "x", first: 1, query: "display_name:x") { nodes { id } } }', {}],
  ])('%s %j goes', (document, variables) => {
    expect(refusal(document, variables)).toBeUndefined();
  });

  it('are every one in the schema whose name says so', () => {
    const inputs: string[] = [];
    const walk = (place: string, name: string, type: GraphQLInputType, seen: readonly unknown[]): void => {
      const named = getNamedType(type);
      if (isInputObjectType(named)) {
        const inner = seen.includes(named) ? [] : Object.values(named.getFields());
        inner.forEach((field) => walk(`${place}.${field.name}`, field.name, field.type, [...seen, named]));
      } else if (
        isScalarType(named) &&
        /mail|phone|address|zip|(?:first|last)name/i.test(name) &&
        named.name !== 'ID' &&
        named.name !== 'Boolean'
      ) {
        expect([place, personalInput(name, type)]).toEqual([place, expect.any(String)]);
        inputs.push(place);
      }
    };
    for (const parent of Object.values(admin.schema.getTypeMap())) {
      const reachable =
        isObjectType(parent) && parent !== admin.schema.getMutationType() && !parent.name.startsWith('__');
      for (const { name: field, args } of reachable ? Object.values(parent.getFields()) : []) {
        for (const { name, type } of args) {
          const before = inputs.length;
          walk(`${parent.name}.${field}.${name}`, name, type, []);
          expect(takesPersonal(name, type)).toBe(inputs.length > before);
        }
      }
    }
    expect(inputs).toContain('QueryRoot.customerByIdentifier.identifier.emailAddress');
    expect(inputs.length).toBeGreaterThan(10);
  });
});

describe('segments and saved searches', () => {
  it.each([
    [
      `{ customerSegmentMembers(first: 1, query: "customer_email_domain = 'x.com'") { totalCount } }`,
      'protectedColumn',
    ],
    [
      '{ customerSegmentMembers(first: 1, query: "customer_within_distance(coordinates: \'1,1\')") { totalCount } }',
      'protectedColumn',
    ],
    [
      '{ customerSegmentMembers(first: 1, query: "number_of_orders > 2 AND customer_tags CONTAINS \'x\'") { totalCount } }',
      undefined,
    ],
    [
      '{ customerSegmentMembers(first: 1, query: "email_subscription_status = \'SUBSCRIBED\'") { totalCount } }',
      undefined,
    ],
    ['{ customerSegmentMembers(first: 1, segmentId: "gid://shopify/Segment/1") { totalCount } }', undefined],
    [
      '{ segmentValueSuggestions(first: 1, search: "a", filterQueryName: "customer_email_domain") { nodes { queryName } } }',
      'protectedColumn',
    ],
    [
      '{ segmentValueSuggestions(first: 1, search: "a", filterQueryName: "customer_tags") { nodes { queryName } } }',
      undefined,
    ],
    ['{ orders(first: 1, savedSearchId: "gid://shopify/SavedSearch/1") { nodes { id } } }', 'savedSearch'],
    ['{ a: draftOrders(first: 1, savedSearchId: "gid://shopify/SavedSearch/1") { nodes { id } } }', 'savedSearch'],
    ['{ products(first: 1, savedSearchId: "gid://shopify/SavedSearch/1") { nodes { id } } }', undefined],
    [
      '{ node(id: "gid://shopify/Company/1") { ... on Company { contacts(first: 1, query: "name:ann") { nodes { id } } } } }',
      'protectedFilter',
    ],
    ['{ orders(first: 1, query: "shipping_address.zip:1") { nodes { id } } }', 'protectedFilter'],
    ['{ orders(first: 1, query: "customer:ann") { nodes { id } } }', 'protectedFilter'],
    ['{ customers(first: 1, query: "tag:x email:a*") { nodes { id } } }', 'protectedFilter'],
  ])('%s → %s', (document, code) => {
    expect(refusal(document)).toBe(code);
    expect(refusal(document, {}, every)).toBeUndefined();
  });
});

it('refuses defaults written in the document, nested ones too, before anything is sent', async () => {
  const shop = new FakeShop();
  const documents = [
    'query ($q: String = "smith") { orders(first: 1, query: $q) { nodes { id } } }',
    'query ($i: CustomerIdentifierInput! = { emailAddress: "a" }) { customerByIdentifier(identifier: $i) { id } }',
    'query ($e: String = "a") { customerByIdentifier(identifier: { emailAddress: $e }) { id } }',
    'query ($k: OrderSortKeys = CUSTOMER_NAME) { orders(first: 1, sortKey: $k) { nodes { id } } }',
  ];
  for (const document of documents) {
    const asked = shop.open().graphql({ document }, shop.options());
    const code = document.includes('orders') && !document.includes('$k') ? 'bareSearch' : 'protectedInput';
    await expect(shop.time.until(asked)).rejects.toMatchObject({ code });
  }
  expect(shop.received).toHaveLength(0);
});
