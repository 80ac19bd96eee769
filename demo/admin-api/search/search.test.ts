import { describe, expect, it } from 'vitest';
import { describeSearch } from './ast';
import { compileSearch, type FilterInfo } from './compile';
import { boolean, id, keyword, number, test, text, time, type SearchFields } from './fields';
import { parseSearch } from './parse';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly price: number;
  readonly at: string;
  readonly draft: boolean;
  readonly status: string;
}

const rows: readonly Row[] = [
  {
    id: '1',
    title: 'Green hoodie',
    tags: ['sale', 'winter'],
    price: 40,
    at: '2026-11-01T04:30:00Z',
    draft: false,
    status: 'ACTIVE',
  },
  {
    id: '2',
    title: 'Red hoodie',
    tags: ['winter'],
    price: 55,
    at: '2026-11-01T05:30:00Z',
    draft: true,
    status: 'DRAFT',
  },
  {
    id: '30',
    title: 'Greenhouse lamp',
    tags: [],
    price: 20,
    at: '2026-11-02T12:00:00Z',
    draft: false,
    status: 'ARCHIVED',
  },
];

const filters: readonly FilterInfo[] = [
  { name: 'default', type: 'string' },
  { name: 'id', type: 'id' },
  { name: 'title', type: 'string' },
  { name: 'tag', type: 'string' },
  { name: 'tag_not', type: 'string' },
  { name: 'price', type: 'float' },
  { name: 'created_at', type: 'time' },
  { name: 'draft', type: 'boolean' },
  { name: 'status', type: 'string', values: ['active', 'draft', 'archived'] },
  { name: 'metafields.{namespace}.{key}', type: 'mixed' },
];

const fields: SearchFields<Row> = {
  default: text((row) => row.title),
  id: id((row) => `gid://shopify/Row/${row.id}`),
  title: text((row) => row.title),
  tag: keyword((row) => row.tags),
  tag_not: test((row, value) => !row.tags.includes(value)),
  price: number((row) => row.price),
  created_at: time((row) => row.at),
  draft: boolean((row) => row.draft),
  status: keyword((row) => row.status),
};

const context = { zone: 'America/New_York', now: Date.parse('2026-11-02T12:00:00Z') };

function find(query: string): string {
  const { test: passes } = compileSearch(query, filters, fields, context);
  return rows
    .filter((row) => passes?.(row) ?? true)
    .map((row) => row.id)
    .join(' ');
}

describe('search terms', () => {
  it.each([
    ['', '1 2 30'],
    ['hoodie', '1 2'],
    ['green', '1'],
    ['green*', '1 30'],
    ['title:"Red hoodie"', '2'],
    ['tag:winter', '1 2'],
    ["tag:'winter,sale'", '1 2'],
    ['tag_not:winter', '30'],
    ['tag:*', '1 2'],
    ['id:2', '2'],
    ['id:>=2', '2 30'],
    ['id:"gid://shopify/Row/30"', '30'],
    ['price:55', '2'],
    ['price:>=40 price:<=50', '1'],
    ['draft:true', '2'],
    ['status:ACTIVE,draft', '1 2'],
    ['metafields.custom.size:xl', ''],
  ])('%s finds %s', (query, found) => {
    expect(find(query)).toBe(found);
  });
});

describe('connectives', () => {
  it.each([
    ['tag:winter price:40', '1'],
    ['tag:winter AND price:40', '1'],
    ['price:20 OR price:55', '2 30'],
    ['tag:winter price:40 OR id:30', '1 30'],
    ['tag:winter (price:40 OR price:55)', '1 2'],
    ['-tag:winter', '30'],
    ['NOT tag:winter', '30'],
    ['tag:winter -draft:true', '1'],
    ['-(tag:sale OR price:20)', '2'],
    [')) OR ((', '1 2 30'],
    ['AND AND', '1 2 30'],
  ])('%s finds %s', (query, found) => {
    expect(find(query)).toBe(found);
  });
});

describe('times', () => {
  it('reads quoted times with their offset', () => {
    expect(find("created_at:>='2026-11-01T05:00:00Z'")).toBe('2 30');
    expect(find("created_at:>='2026-11-01T00:00:00-05:00'")).toBe('2 30');
  });

  it('reads dates in the zone of the shop, whole days for equality', () => {
    expect(find('created_at:2026-11-01')).toBe('1 2');
    expect(find('created_at:2026-11')).toBe('1 2 30');
    expect(find('created_at:>=2026-11-02')).toBe('30');
  });

  it('treats > and < like >= and <=', () => {
    expect(find("created_at:>'2026-11-02T12:00:00Z'")).toBe('30');
    expect(find("created_at:<'2026-11-01T04:30:00Z'")).toBe('1');
  });

  it('loses the time of an unquoted timestamp, as Shopify does', () => {
    const query = 'created_at:>=2026-11-01T05:00:00Z';
    const search = compileSearch(query, filters, fields, context);
    expect(search.parsed).toEqual({
      and: [
        { field: 'created_at', range_gte: '2026-11-01T05' },
        { field: '00', match_all: '00Z' },
      ],
    });
    expect(search.warnings).toEqual([
      { field: '00', message: 'Invalid search field for this query.', code: 'invalid_field' },
    ]);
    expect(find(query)).toBe('1 2 30');
  });

  it('refuses what is no time', () => {
    expect(() => find('created_at:not-a-date')).toThrow('Invalid timestamp for query filter `created_at`.');
  });
});

describe('warnings', () => {
  it('ignores an unknown field and says so', () => {
    const search = compileSearch('made_up:value tag:sale', filters, fields, context);
    expect(search.warnings.map(({ code, field }) => `${code} ${field}`)).toEqual(['invalid_field made_up']);
    expect(find('made_up:value tag:sale')).toBe('1');
    expect(find('made_up:value')).toBe('1 2 30');
  });

  it('finds nothing for a value that is not accepted', () => {
    expect(compileSearch('status:EXPIRED', filters, fields, context).warnings).toEqual([
      { field: 'status', message: 'Input `EXPIRED` is not an accepted value.', code: 'invalid_value' },
    ]);
    expect(find('status:EXPIRED')).toBe('');
  });

  it('wants named fields where there is no free text', () => {
    const named = filters.filter(({ name }) => name !== 'default');
    expect(compileSearch('someone@example.com', named, fields, context).warnings).toEqual([
      { field: 'default', message: 'Input must use named search fields in this query.', code: 'missing_named_field' },
    ]);
  });
});

it('describes a search as recorded answers do', () => {
  const root = parseSearch("tracked:false sku:'INV-1'");
  expect(root && describeSearch(root)).toEqual({
    and: [
      { field: 'tracked', match_all: 'false' },
      { field: 'sku', match_phrase: 'INV-1' },
    ],
  });
});
