import { flag, id, instant, integer, json, optional, text } from './column';
import { table } from './table';

const hidden = { public: false } as const;

/** The shop itself, and what this copy was made with. */
export const shops = table('shops', {
  source: 'Shop',
  meaning: 'The shop.',
  columns: {
    domain: text('Shop.myshopifyDomain', 'Domain'),
    name: text('Shop.name', 'Name'),
    currency: text('Shop.currencyCode', 'Currency of every amount'),
    timezone: text('Shop.ianaTimezone', 'Zone of every day; a change of it has all days worked out anew'),
    plan: text('Shop.plan.publicDisplayName', 'Plan'),
    updated_at: instant('–', 'When this was read'),
  },
  key: [],
});

/** How far each entity is. A cursor is the last `updated_at` and id whose rows are committed. */
export const syncEntities = table('sync_entities', {
  ...hidden,
  meaning: 'State of each entity.',
  columns: {
    entity: text('–', 'Entity'),
    state: text('–', 'waiting, backfill, current, denied, failed'),
    cursor_at: optional(instant('–', 'Inclusive')),
    cursor_id: optional(id('–', 'Tie-break')),
    rows: integer('–', 'Rows of the entity itself'),
    complete_from: optional(instant('–', 'From when on the entity is complete')),
    checked_at: optional(instant('–', 'When Shopify was last asked')),
    swept_at: optional(instant('–', 'When ids were last compared')),
    error: optional(json('–', 'Last failure: code and values')),
  },
  key: ['entity'],
});

/** Bulk operations of a backfill and how much of each result is committed. */
export const syncJobs = table('sync_jobs', {
  ...hidden,
  meaning: 'Bulk operations of backfills.',
  columns: {
    entity: text('–', 'Entity'),
    window_from: instant('–', 'From, inclusive; 0 where the entity has no windows'),
    window_to: instant('–', 'Until, exclusive'),
    operation_id: optional(id('BulkOperation.id', 'The bulk operation')),
    status: text('–', 'planned, running, loading, done, failed'),
    object_count: optional(integer('BulkOperation.objectCount', 'Objects that Shopify counted')),
    root_count: optional(integer('BulkOperation.rootObjectCount', 'Root objects that Shopify counted')),
    lines_done: integer('–', 'Lines of the result that are committed'),
    bytes_done: integer('–', 'Bytes of the result that are committed'),
    objects_written: integer('–', 'Objects written'),
    roots_written: integer('–', 'Root objects written'),
    attempts: integer('–', 'Tries'),
    started_at: optional(instant('–', 'When it was started')),
    updated_at: instant('–', 'Last change'),
    error: optional(json('–', 'Failure: code and values')),
  },
  key: ['entity', 'window_from'],
});

/** Hours and customers whose figures are still to be worked out anew (filled and emptied in one transaction, save in a backfill). */
export const dirty = table('dirty', {
  ...hidden,
  meaning: 'What has to be worked out anew.',
  columns: {
    kind: text('–', 'hour, customer, or codes'),
    value: text(
      '–',
      'Beginning of the hour, epoch milliseconds; the customer id; a discount id and how many codes it has'
    ),
  },
  key: ['kind', 'value'],
});

/** What reconciliation found, per day and KPI. */
export const reconciliations = table('reconciliations', {
  meaning: 'The copy compared with Shopify, per day and KPI.',
  columns: {
    day: text('–', 'Day'),
    kpi: text('–', 'KPI'),
    copy_value: text('–', 'Figure of the copy, decimal'),
    shopify_value: text('–', 'Figure of ShopifyQL, decimal'),
    difference: text('–', 'Copy less Shopify, decimal'),
    reasons: json('–', 'Known reasons: code, amount, records'),
    unexplained: text('–', 'What no reason explains, decimal'),
    checked_at: instant('–', 'When it was compared'),
  },
  key: ['day', 'kpi'],
});

/** One row: what the copy is. Key and values as text. */
export const settings = table('copy_settings', {
  ...hidden,
  meaning:
    'What the copy was made with: schema version, switches of personal data, credentials by digest, asleep since.',
  columns: { name: text('–', 'Name'), value: json('–', 'Value') },
  key: ['name'],
});

/** Who may write: one process per shop. */
export const leases = table('leases', {
  ...hidden,
  meaning: 'The lease of the process that syncs.',
  columns: {
    holder: text('–', 'Process that holds it'),
    until_at: instant('–', 'Until when'),
    stopped: flag('–', '1 where an admin paused syncing'),
  },
  key: [],
});

/** Raw documents, kept only where an admin asked for them. */
export const documents = table('documents', {
  ...hidden,
  meaning: "Shopify's answers as they came; off by default.",
  columns: {
    entity: text('–', 'Entity'),
    id: id('–', 'Record'),
    document: json('–', 'The document'),
    synced_at: instant('–', 'When it was read'),
  },
  key: ['entity', 'id'],
});

/** Metafields that an admin chose. */
export const metafields = table('metafields', {
  source: 'Metafield',
  meaning: 'Chosen metafields, one row per owner and metafield; those of customers are personal data.',
  columns: {
    owner: text('Metafield.ownerType', 'orders, products, variants, customers'),
    owner_id: id('Metafield.owner.id', 'What it belongs to'),
    name: text('Metafield.namespace, Metafield.key', 'namespace.key'),
    value: text('Metafield.value', 'Value as text'),
    type: text('Metafield.type', "Shopify's type"),
    updated_at: instant('Metafield.updatedAt', 'Last change'),
  },
  key: ['owner', 'owner_id', 'name'],
  indexes: [['name']],
});
