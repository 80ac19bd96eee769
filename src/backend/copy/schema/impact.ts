import { id, instant, integer, json, money, optional, text } from './column';
import { table } from './table';

/**
 * Orders of an hour by minute, worked out anew whenever an order of the hour is written or marked: what `impact` counts
 * weeks of history by. Minutes are numbers with commas between, empty for 0, trailing zeros left out.
 */
export const orderHours = table('order_hours', {
  public: false,
  meaning: 'Orders by minute of creation, hour by hour.',
  columns: {
    hour_at: instant('–', 'Begin of the hour, UTC'),
    orders: text('–', 'Orders placed through the online checkout, by minute; cancelled ones included, test orders not'),
    revenue: text('–', 'Their totals in ten-thousandths, by minute'),
    sample: text('–', 'Totals of up to ten of them in ten-thousandths, evenly spread over the hour'),
    last_at: optional(instant('–', 'When the last of them was placed')),
    other_orders: integer('–', 'Orders placed elsewhere: point of sale, drafts, imports, subscriptions'),
    test_orders: integer('–', 'Test orders'),
  },
  key: ['hour_at'],
});

/** Stretches in which orders were missing or errors burst. What comes to be known later is a new revision. */
export const incidents = table('incidents', {
  meaning:
    'Detected incidents, one row for each revision; the highest revision of an id is what is known now. Rows are never changed.',
  columns: {
    id: text('–', 'The incident; milliseconds of its first start'),
    revision: integer('–', 'Counts from 1'),
    started_at: instant('–', 'When orders began to fall or errors to rise, as estimated'),
    detected_at: instant('–', 'When it was first seen'),
    ended_at: optional(instant('–', 'When it was over; NULL while it goes on')),
    state: integer('–', 'Gravest state: 1 watching, 2 fewer orders, 3 errors, 4 both'),
    orders: integer('–', 'Orders placed through the online checkout meanwhile'),
    expected: integer('–', 'Orders expected, rounded'),
    shortfall_low: optional(integer('–', 'Orders missing at least (80 % interval), rounded')),
    shortfall_high: optional(integer('–', 'Orders missing at most (80 % interval), rounded')),
    revenue_at_risk_low: optional(money('–', 'Revenue at risk at least (80 % interval)')),
    revenue_at_risk_high: optional(money('–', 'Revenue at risk at most (80 % interval)')),
    recovered_low: optional(integer('–', 'Orders above the usual afterwards, at least (80 % interval), rounded')),
    recovered_high: optional(integer('–', 'Orders above the usual afterwards, at most (80 % interval), rounded')),
    errors: optional(integer('–', 'Error lines; NULL where no log store told them')),
    errors_usual: optional(integer('–', 'Error lines usual for the time, rounded')),
    service: optional(text('–', 'Service with most error lines')),
    error_code: optional(text('–', 'Its most frequent error code')),
    definition: text('–', 'Version of the formulas that found it'),
    evidence: json('–', 'What it was judged by: intervals, basis, settings'),
    kept_at: instant('–', 'When this revision was kept'),
  },
  key: ['id', 'revision'],
  indexes: [['started_at']],
});

/** What people wrote of an incident's cause; the newest counts, an empty text takes the one before away. */
export const incidentNotes = table('incident_notes', {
  public: false,
  meaning: 'Notes of the causes of incidents.',
  columns: {
    id: id('–', 'The incident'),
    at: instant('–', 'When it was written'),
    text: text('–', 'The note'),
    author: text('–', 'Login in Grafana of who wrote it'),
  },
  key: ['id', 'at'],
});
