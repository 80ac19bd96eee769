import type { Panel } from '@grafana/schema';
import type { Language } from '../src/locales/core';
import { panel, type BundledDashboard } from './model';
import { series } from './parts';
import { shell } from './shell';
import { serviceFilter } from './variables';
import { wordsIn, type Words } from './words';

/** Lines as Loki keeps them: after noise, sampling and redaction. */
const kept = '{source=~".+", service_name=~"$service"}';
const complaints = '{level=~"error|critical", service_name=~"$service"}';
const withKey = '| order_id!="" or order_name!="" or checkout_token!="" or cart_token!="" or customer_id!=""';

const counted = (by: string, lines: string) => `sum by (${by}) (count_over_time(${lines} [$__auto]))`;

/** Of error lines, the share that leads to an order; 0, not nothing, where a service has lines and none does. */
const share = `(${counted('service_name', `${complaints} ${withKey}`)} or ${counted('service_name', complaints)} * 0) / ${counted('service_name', complaints)}`;

/** With the unit of its figures, and words where there is nothing to draw. */
function told(made: Panel, unit: string, noValue: string, more: object = {}): Panel {
  const { defaults = {}, overrides = [] } = made.fieldConfig ?? {};
  return { ...made, fieldConfig: { defaults: { ...defaults, unit, noValue, ...more }, overrides } };
}

function bySource(words: Words): Panel {
  const made = series({
    id: 1,
    title: words('dashboards:logPipeline.source'),
    description: words('dashboards:logPipeline.source.about'),
    place: [0, 0, 12, 10],
    lines: { expr: counted('source', kept), legendFormat: '{{source}}' },
    columns: {},
    draw: 'bars',
    stacked: true,
  });
  return told(made, 'short', words('dashboards:logPipeline.none'));
}

function ids(words: Words): Panel {
  const made = series({
    id: 2,
    title: words('dashboards:logPipeline.ids'),
    description: words('dashboards:logPipeline.ids.about'),
    place: [12, 0, 12, 10],
    lines: { expr: share, legendFormat: '{{service_name}}' },
    columns: {},
  });
  // Errors are rare: without points a lone one would not be seen.
  const { custom = {} } = made.fieldConfig?.defaults ?? {};
  return told(made, 'percentunit', words('dashboards:logPipeline.noErrors'), {
    max: 1,
    custom: { ...custom, showPoints: 'always' },
  });
}

function unread(words: Words): Panel {
  const made = series({
    id: 3,
    title: words('dashboards:logPipeline.unknown'),
    description: words('dashboards:logPipeline.unknown.about'),
    place: [0, 10, 12, 9],
    lines: {
      expr: counted('service_name', '{level="unknown", service_name=~"$service"}'),
      legendFormat: '{{service_name}}',
    },
    columns: {},
    draw: 'bars',
    stacked: true,
  });
  return told(made, 'short', words('dashboards:logPipeline.allRead'));
}

function dropped(words: Words): Panel {
  return panel('text', {
    id: 4,
    title: words('dashboards:logPipeline.dropped'),
    place: [12, 10, 12, 9],
    options: { mode: 'markdown', content: words('dashboards:logPipeline.dropped.text') },
  });
}

/** Whether logs arrive whole: how many by source, how many name an order, which can't be read. Asks Loki alone. */
export function logPipeline(language: Language): BundledDashboard {
  const words = wordsIn(language);
  return shell(
    {
      name: 'log-pipeline',
      language,
      title: words('dashboards:logPipeline.title'),
      question: words('dashboards:logPipeline.question'),
      description: words('dashboards:logPipeline.about'),
      from: 'now-24h',
      logs: true,
      filters: [serviceFilter(words('dashboards:filter.service'))],
      onward: [
        { name: 'error-logs', title: words('dashboards:errorLogs.title') },
        { name: 'data-health', title: words('dashboards:health.title') },
      ],
      panels: [bySource(words), ids(words), unread(words), dropped(words)],
    },
    words
  );
}
