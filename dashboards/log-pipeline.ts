import type { Panel } from '@grafana/schema';
import type { Language } from '../src/locales/core';
import { metricsVariable, panel, row, type BundledDashboard, type MetricQuery, type Place } from './model';
import { series } from './parts';
import { shell } from './shell';
import { chooser, serviceFilter } from './variables';
import { wordsIn, type Words } from './words';

/** Lines as Loki keeps them: after noise, sampling and redaction. */
const kept = '{source=~".+", service_name=~"$service"}';
const complaints = '{level=~"error|critical", service_name=~"$service"}';
const withKey = '| order_id!="" or order_name!="" or checkout_token!="" or cart_token!="" or customer_id!=""';

const counted = (by: string, lines: string) => `sum by (${by}) (count_over_time(${lines} [$__auto]))`;

/** Of error lines, the share that leads to an order; 0, not nothing, where a service has lines and none does. Brackets: not every reader of LogQL knows that `*` binds more than `or`. */
const share = `(${counted('service_name', `${complaints} ${withKey}`)} or (${counted('service_name', complaints)} * 0)) / ${counted('service_name', complaints)}`;

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

const rate = '$__rate_interval';
const increase = (by: string, counter: string) => `sum by (${by}) (increase(${counter}[${rate}]))`;

/** One of Alloy's own counts. */
function count(id: number, name: Counted, place: Place, metrics: readonly MetricQuery[], words: Words): Panel {
  const made = series({
    id,
    title: words(`dashboards:logPipeline.${name}`),
    description: words(`dashboards:logPipeline.${name}.about`),
    place,
    metrics,
    columns: {},
    // Shares of several services add up to nothing, nor do lines read and lines sent.
    ...(name === 'named' ? {} : { draw: 'bars', stacked: name !== 'passed' }),
  });
  return told(made, name === 'named' ? 'percentunit' : 'short', words(`dashboards:logPipeline.${name}.none`));
}

type Counted = 'passed' | 'reasons' | 'refused' | 'named';

/** What never reached Loki, and so Alloy alone can tell. */
function ownCounts(words: Words): Panel[] {
  const [first, second] = [20, 29];
  return [
    count(
      11,
      'passed',
      [0, first, 12, 9],
      [
        {
          expr: `sum(increase(loki_process_custom_lines_total[${rate}]))`,
          legendFormat: words('dashboards:logPipeline.passed.read'),
        },
        {
          expr: `sum(increase(loki_write_sent_entries_total[${rate}]))`,
          legendFormat: words('dashboards:logPipeline.passed.sent'),
        },
      ],
      words
    ),
    count(
      12,
      'reasons',
      [12, first, 12, 9],
      [{ expr: increase('reason', 'loki_process_dropped_lines_total'), legendFormat: '{{reason}}' }],
      words
    ),
    count(
      13,
      'refused',
      [0, second, 12, 9],
      [{ expr: increase('reason', 'loki_write_dropped_entries_total'), legendFormat: '{{reason}}' }],
      words
    ),
    count(
      14,
      'named',
      [12, second, 12, 9],
      [
        {
          expr: `${increase('service_name', 'loki_process_custom_lines_with_key_total{service_name=~"$service"}')} / ${increase('service_name', 'loki_process_custom_lines_total{service_name=~"$service"}')}`,
          legendFormat: '{{service_name}}',
        },
      ],
      words
    ),
  ];
}

/** Whether logs arrive whole: how many by source, how many name an order, which can't be read. Loki tells it, and Alloy's own counts where a Prometheus keeps them. */
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
      filters: [
        serviceFilter(words('dashboards:filter.service')),
        chooser(metricsVariable, 'prometheus', words('dashboards:logPipeline.metrics')),
      ],
      onward: [
        { name: 'error-logs', title: words('dashboards:errorLogs.title') },
        { name: 'data-health', title: words('dashboards:health.title') },
      ],
      panels: [bySource(words), ids(words), unread(words), dropped(words)],
      rows: [row(10, words('dashboards:logPipeline.alloy'), 19, ownCounts(words))],
    },
    words
  );
}
