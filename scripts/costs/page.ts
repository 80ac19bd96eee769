import { dollars, hours, linesPerGb, others, ours, total, type Bill, type Volume } from './bill';
import { prices, type Price } from './prices';

const volumes: readonly Volume[] = [
  { raw: 10, refined: 1 },
  { raw: 100, refined: 10 },
];
const money = (usd: number): string => `$${usd.toFixed(2)}`;
const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const heads = volumes.map(({ raw }) => `${raw} GB`);
const days = Object.values<Price>(prices)
  .map(({ stated }) => stated)
  .sort();

function itemised(of: (volume: Volume) => Bill): string {
  const bills = volumes.map(of);
  const rows = (bills[0]?.items ?? []).map((item, index) => [
    prices[item.price].what.replace(/[,:] .*/, ''),
    ...bills.map(({ items }) => {
      const each = items[index];
      return each === undefined ? '' : money(dollars(each));
    }),
    item.why,
  ]);
  return table(
    ['Monthly', ...heads, 'Assumed'],
    [...rows, ['**Sum**', ...bills.map((bill) => `**${money(total(bill))}**`), '']]
  );
}

const [small, large] = volumes.map((volume) => [ours(volume), ...others(volume)]);
const compared = (small ?? []).map((bill, index) => {
  const same = large?.[index];
  return [bill.name, money(total(bill)), same === undefined ? '' : money(total(same)), bill.kept];
});

/** docs/costs.md. */
export const costsPage = `# What the log pipeline costs

Monthly, in US dollars without tax, for 10 and for 100 GB of raw logs a month, of which a tenth is left after refining. List
prices of us-east-1 without free tiers, discounts or commitments, ${hours} hours a month, ${linesPerGb} million lines a GB.

**The prices were read in stored copies of the sources [below](#prices), on 2026-11-23, not on the providers' pages of that day;
the oldest states a price of ${days[0]}, the newest one of ${days.at(-1)}.** Look at the providers' own pages before you decide. That a tenth
is left is an assumption, not a measurement: what is left depends on how much your services log at \`info\`.

## The smallest whole set-up

[\`aws/examples/one-region\`](../aws/examples/one-region): one instance with Alloy and Loki, and Grafana if you put it there; a load
balancer for Firehose and browsers; Loki's chunks and the raw lines in S3.

${itemised(ours)}

* **Not in the sum, because it is paid already**: CloudWatch Logs takes ${money(prices.ingestion.usd)} for each GB that Lambda or
  \`awslogs\` writes, ${volumes.map(({ raw }) => `${money(raw * prices.ingestion.usd)} for ${raw} GB`).join(' and ')}. [FireLens](aws/ecs.md) and the
  OpenTelemetry layer for Lambda go past it. All ways below that read from CloudWatch pay it too.
* What makes the sum is fixed: the instance, the load balancer and its addresses. A second region doubles it.
* Without Firehose the load balancer and two addresses fall away, unless browsers post to Alloy: FireLens, the S3 reader and
  lambda-promtail reach Alloy within the VPC.
* Left out: traffic between availability zones, and a NAT gateway: none is needed where the VPC has S3's gateway endpoint.

## Beside others

${table(['', ...heads, 'Lines are kept for'], compared)}

Each is for the same lines; none of the others puts them beside orders. At little volume a service that is paid by the GB is
cheaper than a machine that runs all month: Grafana Cloud's Loki takes what Alloy refines, and Shopscope reads it there as any
other Loki, so that the instance need run Alloy alone. Refined lines alone, ${volumes.map(({ refined }) => `${refined} GB`).join(' or ')} a month, are within
what Grafana Cloud includes.

* **New Relic**: 100 GB a month are included, and one full user
  ([documentation](https://docs.newrelic.com/docs/accounts/accounts-billing/new-relic-one-pricing-users/pricing-billing), read in a
  stored copy). What more users and more GB cost could not be sourced and is left out.
* **Datadog**: by the year; by the month it is more. Hosts, users and other products are not counted.
* **CloudWatch Logs Insights**: what is scanned is paid for. A dashboard that refreshes itself, or more alert rules, multiply it.

## How each is made up

${(small ?? [])
  .slice(1)
  .map((bill, index) => `### ${bill.name}\n\n${itemised((volume) => others(volume)[index] ?? bill)}`)
  .join('\n\n')}

## Prices

${table(
  ['What', 'Price', 'Stated', 'Read in'],
  Object.values<Price>(prices).map(({ what, usd, per, stated, source }) => [
    what,
    `$${usd} per ${per}`,
    stated,
    `[${new URL(source).host}](${source})`,
  ])
)}

Copies on github.com are of Infracost, whose tests hold prices of AWS's own price list; those on raw.githubusercontent.com are
transcripts of the providers' price pages, which say when each was read. Prices and assumptions are in
[\`scripts/costs\`](../scripts/costs); \`npm run docs:costs\` makes this page of them.
`;
