import { id, instant, integer, optional, text } from './column';
import { table } from './table';

/** History that Shopify doesn't keep: one row per change that was noticed. */
export const changes = table('changes', {
  meaning:
    'Changes of stock, price, cost and status, and of the published theme. The first row of a subject has no value before.',
  columns: {
    field: text(
      '–',
      'available, on_hand, price, compare_at_price, unit_cost, product_status, discount_status, main_theme, theme_edited'
    ),
    subject_id: id('–', 'Inventory item, variant, product, discount or theme, by field'),
    location_id: id('–', 'The location for stock; empty text otherwise'),
    at: instant('–', "Shopify's time of the change where it gives one, otherwise when it was noticed"),
    seen_at: instant('–', 'When it was noticed'),
    before_value: optional(integer('–', 'Units, money in ten-thousandths, or the instant of a theme’s change')),
    after_value: optional(integer('–', 'Units, money in ten-thousandths, or the instant of a theme’s change')),
    before_text: optional(text('–', 'For status; the name of a published theme')),
    after_text: optional(text('–', 'For status; the name of a published theme')),
  },
  key: ['field', 'subject_id', 'location_id', 'at'],
  indexes: [['field', 'at']],
});

/** Times for which history is not known, and why. */
export const gaps = table('gaps', {
  meaning: 'Stretches of time in which changes could not be noticed.',
  columns: {
    entity: text('–', 'Entity whose history has the gap'),
    from_at: instant('–', 'From'),
    to_at: instant('–', 'Until'),
    reason: text('–', 'asleep, stopped, scope, failed, before_copy'),
  },
  key: ['entity', 'from_at'],
});
