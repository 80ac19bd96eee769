import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseAt, schemasIn, suggest } from './suggest';
import { clauses } from './vocabulary';

const reference = {
  schemas: [
    {
      name: 'sales',
      text: 'Sales',
      metrics: [{ name: 'total_sales', text: '' }],
      dimensions: [{ name: 'product_title', text: '' }],
    },
    { name: 'sessions', text: '', metrics: [{ name: 'sessions', text: '' }], dimensions: [{ name: 'page', text: '' }] },
  ],
};

const labels = (text: string, offset = text.length) => suggest(text, offset, reference).map(({ label }) => label);

describe('ShopifyQL completion', () => {
  it.each([
    ['', undefined],
    ['FROM ', 'FROM'],
    ['from sales show ', 'SHOW'],
    ['FROM sales SHOW orders GROUP  BY ', 'GROUP BY'],
    ["FROM sales SHOW orders WHERE title = 'LIMIT ", 'WHERE'],
    ['FROM sales -- SHOW\n', 'FROM'],
    ['FROM sales SHOW', 'FROM'],
  ])('knows the clause after %o', (text, clause) => {
    expect(clauseAt(text, text.length)).toBe(clause);
  });

  it('offers what each clause takes, of the schemas that FROM names', () => {
    expect(labels('FROM ')).toEqual(expect.arrayContaining(['sales', 'sessions']));
    expect(labels('FROM sales SHOW ')).toContain('total_sales');
    expect(labels('FROM sales SHOW ')).not.toContain('page');
    expect(labels('FROM sales, sessions SHOW ')).toEqual(expect.arrayContaining(['total_sales', 'page']));
    expect(labels('FROM sales SHOW total_sales WHERE ')).not.toContain('total_sales');
    expect(labels('FROM sales SHOW total_sales TIMESERIES ')).toEqual(expect.arrayContaining(['day', '$__interval']));
    expect(labels('FROM sales SHOW total_sales SINCE ')).toContain('$__timeFrom');
  });

  it('reads schemas whatever follows them', () => {
    expect(schemasIn('FROM sales, sessions SHOW day')).toEqual(['sales', 'sessions']);
    expect(schemasIn('FROM ORGANIZATION sales')).toEqual(['sales']);
  });

  it('offers something at every place of any text', () => {
    const words = fc.constantFrom(...clauses, 'sales', "'", '--', '\n', ',', 'total_sales', '(', '$__timeFrom');
    fc.assert(
      fc.property(fc.array(words), fc.nat(), (parts, at) => {
        const text = parts.join(' ');
        expect(labels(text, at % (text.length + 1)).length).toBeGreaterThan(0);
      })
    );
  });
});
