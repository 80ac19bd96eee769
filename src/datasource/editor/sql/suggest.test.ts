import { describe, expect, it } from 'vitest';
import type { SqlViews } from '../../../query/resources';
import { suggest, viewsIn } from './suggest';

const column = (name: string, allowed = true) => ({
  name,
  type: 'text' as const,
  text: '',
  personal: !allowed,
  allowed,
});
const views: SqlViews = {
  views: [
    { name: 'orders', text: 'Orders', columns: [column('name'), column('processed_at'), column('email', false)] },
    { name: 'order_lines', text: '', columns: [column('order_id'), column('sku')] },
  ],
  macros: [{ name: '$__timeFilter', insert: '$__timeFilter(processed_at)', text: '' }],
};

/** Labels offered at the bar in a text. */
function at(marked: string): string[] {
  const offset = marked.indexOf('|');
  return suggest(marked.replace('|', ''), offset, views).map(({ label }) => label);
}

describe('completion of SQL', () => {
  it.each(['SELECT * FROM |', 'select 1 from orders o join ord|'])('offers views alone in %s', (text) => {
    expect(at(text)).toEqual(['orders', 'order_lines']);
  });

  it('offers columns of the views that are read, first, with macros and keywords', () => {
    const labels = at('SELECT | FROM orders');
    expect(labels.slice(0, 3)).toEqual(['name', 'processed_at', '$__timeFilter']);
    expect(labels).toContain('GROUP BY');
    expect(labels).not.toContain('sku');
  });

  it('keeps columns that the caller may not read to itself', () => {
    expect(at('SELECT | FROM orders')).not.toContain('email');
  });

  it.each(['SELECT l.| FROM orders o JOIN order_lines AS l ON 1', 'SELECT order_lines.s| FROM order_lines'])(
    'offers a view’s own columns behind its name in %s',
    (text) => {
      expect(at(text)).toEqual(['order_id', 'sku']);
    }
  );

  it('offers nothing behind a name that no view has', () => {
    expect(at('SELECT x.| FROM orders')).toEqual([]);
  });

  it('takes no word of comments and texts for a view, and none of SQL for an alias', () => {
    const found = viewsIn(
      "SELECT 'from order_lines' -- from order_lines\nFROM orders WHERE 1 /* join order_lines */",
      views.views
    );
    expect([...found.keys()]).toEqual(['orders']);
  });
});
