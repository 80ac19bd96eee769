import { flag, id, instant, optional, text } from './column';
import { table } from './table';

export const events = table('events', {
  source: 'Event',
  meaning: 'What happened in the shop; Shopify keeps it for a year. Message texts are not kept: they name people.',
  columns: {
    id: id('Event.id', 'The event'),
    subject_type: text('BasicEvent.subjectType', 'ORDER, PRODUCT, …'),
    subject_id: optional(id('BasicEvent.subjectId', 'What it is about')),
    action: text('Event.action', 'create, destroy, published, …'),
    app_title: optional(text('Event.appTitle', 'App that did it')),
    critical: flag('Event.criticalAlert', '1 for critical alerts'),
    created_at: instant('Event.createdAt', 'When it happened'),
  },
  key: ['id'],
  indexes: [['created_at'], ['subject_type', 'action', 'created_at']],
});
