/** LogQL before and after the backend restricted it to an admin's selector. */
import fc from 'fast-check';
import { LogError } from '../../src/backend/loki';
import { restrict, restrictLines, type RestrictedQuery } from '../../src/backend/loki/logql/restrict';
import { readBase } from '../../src/backend/loki/logql/selector';
import { hostileLogql } from '../../src/backend/loki/testing/hostile';
import type { Logql } from './query';

const base = '{service_name=~".+", environment="production"}';

/** What people and dashboards write, in every form that LogQL has for selectors. */
const whole = [
  '{a="b"}',
  '{ a = "b" , c =~ `x.+` }  |= "x" | json | level=~"error|critical"',
  '{a=`\\d"`}',
  '{a="b"} # {c="d"}',
  '{a="b", # inside\n c="d"} | logfmt',
  '{a="b"} |= "{c=\\"d\\"}" or "}"',
  '({a="b"} | logfmt --strict)',
  'sum by (x) (count_over_time({a="b"} | json [5m])) / sum(rate({c!="d"}[1m] offset 1h)) or vector(0)',
  'topk(3, sum without (pod) (sum_over_time({a="b"} | json | unwrap duration(took) [5m])))',
  'quantile_over_time(0.99, {a="b"} | logfmt | unwrap bytes(size) | __error__="" [1m]) by (x)',
  'label_replace(rate({a="b"} |~ `^\\w+` [1m]), "to", "$1", "from", "(.*):.*")',
  'absent_over_time({a="b", c=~"d|e"}[10m]) > bool 0',
  '{a="b"} | pattern `<ip> - <_>` | line_format "{{.ip}} {x=\\"y\\"}" | decolorize | label_format z=a',
  'sum(count_over_time({a="b"}[5m])) by (x) unless on (x) group_left () sum(count_over_time({c="d"}[5m])) by (x)',
];

function tried(where: string, original: string, make: () => RestrictedQuery, random: boolean): readonly Logql[] {
  try {
    return [{ where, original, text: make().text, base, ...(random ? { random } : {}) }];
  } catch (error) {
    if (random && error instanceof LogError) {
      return [];
    }
    throw error;
  }
}

/** Written queries, and hostile ones that were let through. */
export function ofRestriction(): readonly Logql[] {
  const matchers = readBase(base);
  const lines = (stages: string, random: boolean) => {
    // Blanks around are cut off, a byte order mark among them, which Loki would take for the name of a label.
    const text = stages.trim();
    const original = `{service_name=~".+"} ${/^(?:$|[|!#])/.test(text) ? '' : '| '}${text}`;
    return tried('hostile stages', original, () => restrictLines({ stages }, matchers), random);
  };
  const any = fc.sample(fc.tuple(hostileLogql, hostileLogql), { numRuns: 2_000, seed: 5 });
  return [
    ...whole.flatMap((text) => tried('a query', text, () => restrict(text, matchers), false)),
    ...any.flatMap(([one, other]) => [
      ...lines(one, true),
      ...[`{a="b"} ${one}`, `sum(rate({a="b"} ${one} [5m])) ${other}`, `${one} {a="b"} ${other}`].flatMap((text) =>
        tried('a hostile query', text, () => restrict(text, matchers), true)
      ),
    ]),
  ];
}
