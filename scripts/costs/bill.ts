import { prices, type PriceName } from './prices';

/** GB a month: as services write them, and of these what refining leaves. */
export interface Volume {
  readonly raw: number;
  readonly refined: number;
}

export interface Item {
  readonly price: PriceName;
  readonly quantity: number;
  readonly why: string;
}

export interface Bill {
  readonly name: string;
  /** For how long lines can be asked for. */
  readonly kept: string;
  readonly items: readonly Item[];
}

export const hours = 730;
/** Lines of 500 bytes: two million a GB. */
export const linesPerGb = 2;
const includedByGrafana = 50;

/** The smallest whole set-up: aws/examples/one-region. */
export const ours = ({ raw, refined }: Volume): Bill => ({
  name: 'Shopscope on one instance',
  kept: '90 days, errors 120',
  items: [
    { price: 'instance', quantity: hours, why: 'Alloy, Loki and Grafana' },
    { price: 'disk', quantity: 30, why: '10 GB for the system, 20 GB for Loki' },
    { price: 'balancer', quantity: hours, why: 'HTTPS before Alloy' },
    { price: 'capacity', quantity: raw, why: 'each GB once' },
    { price: 'address', quantity: 3 * hours, why: 'two of the load balancer, one of the instance' },
    { price: 'firehose', quantity: raw, why: 'each GB once, as if CloudWatch did not compress it' },
    {
      price: 'storage',
      quantity: raw + 4 * refined,
      why: 'raw lines for 30 days, refined ones for 120, as if nothing were compressed',
    },
    { price: 'put', quantity: 80, why: 'a raw object every 5 minutes, about 70,000 chunks and indexes' },
    { price: 'get', quantity: 500, why: 'half a million reads of chunks' },
    { price: 'queue', quantity: 1.3, why: 'two queues, each asked five times in 20 s' },
    { price: 'function', quantity: 0.25 * 2 * 20_000, why: '20,000 calls of 2 s with 256 MB' },
    { price: 'secret', quantity: 1, why: 'the access key of Firehose' },
  ],
});

/** What else the same lines could go to; none of these puts them beside orders. */
export const others = ({ raw, refined }: Volume): readonly Bill[] => [
  {
    name: 'CloudWatch Logs Insights alone',
    kept: '90 days',
    items: [
      { price: 'archive', quantity: 3 * raw, why: 'three months, as if nothing were compressed' },
      { price: 'scan', quantity: 20 * 7 * (raw / 30), why: 'somebody looks through a week 20 times a month' },
      { price: 'scan', quantity: 12 * raw, why: 'one alert rule that asks for the last hour every 5 minutes' },
    ],
  },
  {
    name: 'Datadog, all lines',
    kept: '15 days',
    items: [
      { price: 'datadogIngest', quantity: raw, why: 'each GB once' },
      { price: 'datadogIndex', quantity: raw * linesPerGb, why: 'lines of 500 bytes' },
    ],
  },
  {
    name: 'Datadog, indexing refined lines alone',
    kept: '15 days',
    items: [
      { price: 'datadogIngest', quantity: raw, why: 'each GB once' },
      { price: 'datadogIndex', quantity: refined * linesPerGb, why: 'lines of 500 bytes' },
    ],
  },
  {
    name: 'Grafana Cloud Pro, all lines',
    kept: '30 days',
    items: [
      { price: 'grafanaFee', quantity: 1, why: '' },
      { price: 'grafanaProcess', quantity: raw, why: 'each GB once' },
      { price: 'grafanaWrite', quantity: Math.max(0, raw - includedByGrafana), why: '50 GB are included' },
    ],
  },
];

/** Dollars of an item, to the cent: bills add up as they are read. */
export const dollars = ({ price, quantity }: Item): number => Math.round(prices[price].usd * quantity * 100) / 100;

export const total = ({ items }: Bill): number =>
  Math.round(items.reduce((sum, item) => sum + dollars(item) * 100, 0)) / 100;
