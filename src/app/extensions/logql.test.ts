import { describe, expect, it } from 'vitest';
import { narrowedBy } from './logql';

describe('what a LogQL query narrows lines by', () => {
  it.each([
    ['{service_name="payments"}', ['payments'], ''],
    ['{env="a,}b", service_name=~"cart|payments"} | json | code="X"', ['cart', 'payments'], '| json | code="X"'],
    ['{service_name=`payments`} !~ "a}b"', ['payments'], '!~ "a}b"'],
    ['{service_name="a.b"} |= "x"', ['a.b'], '|= "x"'],
    ['{service_name!="payments"}', [], ''],
    ['{my_service_name="payments"}', [], ''],
    ['{service_name=~".+"} |= "$text"', [], ''],
    ['rate({service_name="payments"}[5m])', [], ''],
    ['', [], ''],
    ['{'.repeat(50_000), [], ''],
  ])('%s', (expr, services, stages) => {
    expect(narrowedBy(expr)).toEqual({ services, stages });
  });
});
