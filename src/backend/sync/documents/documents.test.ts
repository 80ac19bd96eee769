import {
  getNamedType,
  isObjectType,
  isInterfaceType,
  parse,
  validate,
  visit,
  visitWithTypeInfo,
  TypeInfo,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { readBulkQuery } from '../../../../demo/admin-api/bulk/validate';
import { tables, type Table } from '../../copy/schema';
import { adminSchema, type ApiVersion } from '../../shopify';
import { entities, type Entity } from '../entities';
import { documents, selections, type DocumentOptions } from './index';

const versions: readonly ApiVersion[] = ['2026-07', '2026-10'];

const everything = [
  'read_orders',
  'read_all_orders',
  'read_products',
  'read_inventory',
  'read_locations',
  'read_customers',
  'read_discounts',
  'read_returns',
  'read_merchant_managed_fulfillment_orders',
  'read_assigned_fulfillment_orders',
  'read_third_party_fulfillment_orders',
  'read_fulfillments',
  'read_content',
];

function options(version: ApiVersion, more: Partial<DocumentOptions> = {}): DocumentOptions {
  return { version, granted: new Set(everything), personal: new Set(), metafields: {}, ...more };
}

const full = (version: ApiVersion): DocumentOptions =>
  options(version, {
    personal: new Set(['orders', 'customers']),
    metafields: {
      orders: ['custom.a'],
      products: ['custom.b', 'x.y'],
      variants: ['custom.c'],
      customers: ['custom.d'],
    },
  });

it('metafields of customers are asked for with their personal data alone', () => {
  const chosen = { metafields: { customers: ['custom.d'], orders: ['custom.a'] } };
  const whole = texts(options('2026-07', { ...chosen, personal: new Set(['customers'] as const) }));
  const without = texts(options('2026-07', chosen));
  const owners = (all: ReturnType<typeof texts>) =>
    new Set(all.flatMap(([entity, text]) => (text.includes('metafield(') ? [entity] : [])));
  expect(owners(whole)).toEqual(new Set(['orders', 'customers']));
  expect(owners(without)).toEqual(new Set(['orders']));
});

function texts(given: DocumentOptions): Array<readonly [string, string]> {
  const all = documents(given);
  return entities.flatMap((entity) => {
    const { page, nodes } = all[entity]!;
    const bulk = (search: string): string => all[entity]!.bulk(search);
    const pages = entity === 'shop' ? [page] : [page, nodes];
    return [...pages, ...(selections[entity].bulk ? [bulk(''), bulk(`created_at:>='2026-01-01T00:00:00Z'`)] : [])].map(
      (text) => [entity, text] as const
    );
  });
}

/** Every `Type.path` that a document asks for, from every type on the way down. */
function asked(version: ApiVersion, text: string): Set<string> {
  const { schema } = adminSchema(version);
  const info = new TypeInfo(schema);
  const trail: Array<{ type: string; field: string }> = [];
  const found = new Set<string>();
  visit(
    parse(text),
    visitWithTypeInfo(info, {
      Field: {
        enter: (node) => {
          const parent = info.getParentType();
          const type = parent?.name ?? '';
          trail.push({ type, field: node.name.value });
          trail.forEach((step, at) => {
            const path = trail.slice(at).map(({ field }) => field);
            found.add(`${step.type}.${path.join('.')}`);
          });
        },
        leave: () => {
          trail.pop();
        },
      },
    })
  );
  const named = new Set<string>();
  for (const path of found) {
    const type = schema.getType(path.split('.')[0] ?? '');
    named.add(path);
    if (isObjectType(type)) {
      type.getInterfaces().forEach((each) => named.add(path.replace(type.name, each.name)));
    }
    if (isInterfaceType(type)) {
      schema.getPossibleTypes(type).forEach((each) => named.add(path.replace(type.name, each.name)));
    }
    if (/^Discount(Code|Automatic)/.test(type?.name ?? '')) {
      named.add(path.replace(type!.name, 'Discount'));
    }
  }
  expect(getNamedType(schema.getQueryType())).toBeDefined();
  return named;
}

/** Columns that come from elsewhere than a field of that name. */
const elsewhere: Readonly<Record<string, string>> = {
  'Shop.id': 'the writer knows it',
  'Metafield.ownerType': 'the alias lies in the owner',
  'Metafield.owner.id': 'the alias lies in the owner',
};

describe.each(versions)('documents of %s', (version) => {
  it.each([
    ['all scopes, nothing personal', options(version)],
    ['all scopes, everything chosen', full(version)],
    ['read_orders alone', options(version, { granted: new Set(['read_orders']) })],
    ['read_products alone', options(version, { granted: new Set(['read_products']) })],
  ])('fit the schema: %s', (_name, given) => {
    const { schema } = adminSchema(version);
    for (const [entity, text] of texts(given)) {
      expect([entity, validate(schema, parse(text)).map(({ message }) => message)]).toEqual([entity, []]);
    }
  });

  it('keep the rules of bulk operations', () => {
    const { schema } = adminSchema(version);
    const all = documents(full(version));
    for (const entity of entities.filter((each) => selections[each].bulk)) {
      expect([entity, readBulkQuery(schema, all[entity]!.bulk('')).problems]).toEqual([entity, []]);
    }
  });

  it('ask for the source of every column', () => {
    const found = new Set(texts(full(version)).flatMap(([, text]) => [...asked(version, text)]));
    const paths = [...found];
    const missing = Object.values<Table>(tables).flatMap(({ name, columns }) =>
      Object.entries(columns).flatMap(([column, { source }]) =>
        source
          .split(', ')
          .map((each) => each.replace(/\(.*\)$/, ''))
          .filter((each) => each !== '–' && elsewhere[each] === undefined && !each.startsWith('BulkOperation.'))
          .filter((each) => !paths.some((path) => path === each || path.startsWith(`${each}.`)))
          .map((each) => `${name}.${column}: ${each}`)
      )
    );
    expect(missing).toEqual([]);
  });

  it('ask for no personal data until it is switched on', () => {
    const personal = Object.values<Table>(tables).flatMap(({ columns }) =>
      Object.values(columns).flatMap(({ source, personal: kind }) => (kind === undefined ? [] : [source]))
    );
    const plain = new Set(texts(options(version)).flatMap(([, text]) => [...asked(version, text)]));
    const flagged = personal.filter((source) => source !== 'Order.shippingAddress' && plain.has(source));
    expect(flagged).toEqual([]);
    const addresses = [...plain].filter((path) => path.startsWith('MailingAddress.'));
    expect(addresses).toEqual(['MailingAddress.countryCodeV2']);
    const chosen = new Set(texts(full(version)).flatMap(([, text]) => [...asked(version, text)]));
    expect(personal.filter((source) => !chosen.has(source))).toEqual([]);
  });
});

it('leaves out what a scope that is lacking gives', () => {
  const orders = (granted: readonly string[]): string =>
    documents(options('2026-07', { granted: new Set(granted) })).orders!.page;
  const entity: Entity = 'orders';
  expect(selections[entity].root.field).toBe('orders');
  expect(orders(everything)).toMatch(/returnLineItems/);
  expect(orders(['read_orders'])).not.toMatch(/returnLineItems|\breturn \{|retailLocation/);
  expect(orders(['read_orders'])).toMatch(/agreements/);
});
