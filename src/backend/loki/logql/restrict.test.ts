import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogError } from '../errors';
import { hostileLogql } from '../testing/hostile';
import { restrict, restrictCounts, restrictLines, RestrictedQuery } from './restrict';
import { readBase } from './selector';
import { quote, unquote } from './strings';

const base = readBase('{service_name=~".+", environment="production"}');
const only = `{${base}}`;

describe('the admin’s selector', () => {
  it.each([
    ['{a="b"}', `{${base}, a="b"}`],
    ['{ a = "b" , c =~ `x.+` }  |= "x"', `{${base}, a="b", c=~"x.+"} |= "x"`],
    ['{a=`\\d"`}', `{${base}, a="\\\\d\\""}`],
    [
      'sum by (x) (count_over_time({a="b"} | json [5m])) / sum(rate({c!="d"}[1m])) or vector(0)',
      `sum by (x) (count_over_time({${base}, a="b"} | json [5m])) / sum(rate({${base}, c!="d"}[1m])) or vector(0)`,
    ],
    ['{a="b"} # {c="d"}', `{${base}, a="b"}`],
    ['{a="b", # inside\n c="d"} | json', `{${base}, a="b", c="d"} | json`],
    ['{a="b"} |= "{c=\\"d\\"}"', `{${base}, a="b"} |= "{c=\\"d\\"}"`],
    ['({a="b"} | logfmt --strict)', `({${base}, a="b"} | logfmt --strict)`],
    ['vector(1)', 'vector(1)'],
  ])('is in every selector of %s', (query, expected) => {
    expect(restrict(query, base).text).toBe(expected);
  });

  it.each([
    [{}, only],
    [{ selector: '{}' }, only],
    [{ selector: '{a="b"}', stages: 'level=~"error|critical"' }, `{${base}, a="b"} | level=~"error|critical"`],
    [{ stages: '|= "x" or "y" != "z"' }, `${only} |= "x" or "y" != "z"`],
    [{ stages: '| json code="error.code" | code!=""' }, `${only} | json code="error.code" | code!=""`],
    [{ stages: '# nothing' }, only],
  ])('is in lines of %j', (pipeline, expected) => {
    expect(restrictLines(pipeline, base).text).toBe(expected);
  });

  it('is in counts, which have a range of their own', () => {
    expect(restrictCounts({ stages: '| json' }, base, { seconds: 300 }).text).toBe(
      `sum(count_over_time(${only} | json [300s] offset 1ms))`
    );
    expect(restrictCounts({}, base, { seconds: 60, by: ['a', 'b'] }).text).toBe(
      `sum by (a, b) (count_over_time(${only} [60s] offset 1ms))`
    );
  });

  it.each([
    [{ stages: '} or {a="b"' }, 'syntax'],
    [{ stages: '| json [5m]) or sum(count_over_time({a="b"}' }, 'syntax'],
    [{ stages: '|= `x` #\n} {a="b"}' }, 'syntax'],
    [{ stages: '| line_format "{{.x}}" } ' }, 'syntax'],
    [{ selector: '{a="b"} | json' }, 'notMergeable'],
    [{ selector: '{a="b"} or {c="d"}' }, 'notMergeable'],
    [{ selector: 'sum(rate({a="b"}[5m]))' }, 'notMergeable'],
    [{ selector: '{a="b' }, 'syntax'],
    [{ selector: "{a='b'}" }, 'syntax'],
    [{ selector: '{a="\\d"}' }, 'notMergeable'],
    [{ selector: '{a="\\xff"}' }, 'notMergeable'],
    [{ stages: `|= "${'x'.repeat(200_001)}"` }, 'queryTooLong'],
  ])('refuses %j', (pipeline, code) => {
    expect(failure(() => restrictLines(pipeline, base))).toMatchObject({ code, fault: 'query' });
  });

  it('refuses labels that are none', () => {
    expect(failure(() => restrictCounts({}, base, { seconds: 60, by: ['a) or (b'] }))).toMatchObject({
      code: 'labelInvalid',
      values: { label: 'a) or (b' },
    });
  });

  it('says where a text can’t be read', () => {
    expect(failure(() => restrict('{a="b"}\n  |= x', base))).toMatchObject({
      code: 'syntax',
      values: { line: 2, column: 6, near: 'x' },
    });
  });

  it.each(['', '{}', '{a=""}', '{a!="b"}', '{a=~".*"}', '{a=~"|b"}', '{a="b"} | json', '{a="b"', 'vector(1)'])(
    'may not be %s itself',
    (selector) => {
      expect(failure(() => readBase(selector))).toMatchObject({ code: 'selectorInvalid', fault: 'settings' });
    }
  );
});

describe('the last check', () => {
  it.each([
    '{a="b"}',
    `${only} or {a="b"}`,
    `{${base}a="b"}`,
    `{${base}, {a="b"}`,
    `{${base}`,
    `${only} }`,
    `${only} |= "x`,
    `${only} |= \`x\``,
    `${only} # x`,
    `${only} |= "\\" {a="b"}`,
  ])('lets nothing like %s through', (text) => {
    expect(failure(() => RestrictedQuery.checked(text, base))).toMatchObject({ code: 'notMergeable' });
  });
});

/** Selectors of a text, by a reader of our own that knows nothing of the tree: strings first, then braces. */
function selectorsIn(text: string): readonly string[] {
  const found: string[] = [];
  let start: number | undefined;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"'; at += text[at] === '\\' ? 2 : 1) {
        expect(at).toBeLessThan(text.length);
      }
    } else if (text[at] === '{') {
      expect(start).toBeUndefined();
      start = at;
    } else if (text[at] === '}') {
      expect(start).toBeDefined();
      found.push(text.slice(start, at + 1));
      start = undefined;
    }
  }
  expect(start).toBeUndefined();
  return found;
}

function expectConfined(make: () => RestrictedQuery): boolean {
  let text: string;
  try {
    ({ text } = make());
  } catch (error) {
    if (error instanceof LogError) {
      expect(['syntax', 'notMergeable']).toContain(error.code);
      return false;
    }
    throw error;
  }
  for (const selector of selectorsIn(text)) {
    expect(selector === only || selector.startsWith(`{${base}, `)).toBe(true);
  }
  return true;
}

describe('hostile text', () => {
  it('reaches no stream outside of the admin’s selector', () => {
    let taken = 0;
    const count = (did: boolean) => {
      taken += did ? 1 : 0;
    };
    fc.assert(
      fc.property(hostileLogql, hostileLogql, fc.array(hostileLogql, { maxLength: 2 }), (one, other, by) => {
        count(expectConfined(() => restrictLines({ stages: one }, base)));
        count(expectConfined(() => restrictLines({ selector: one, stages: other }, base)));
        count(expectConfined(() => restrict(`{a="b"} ${one}`, base)));
        count(expectConfined(() => restrict(`sum(rate({a="b"} ${one} [5m])) ${other}`, base)));
        try {
          count(expectConfined(() => restrictCounts({ stages: one }, base, { seconds: 60, by })));
        } catch (error) {
          expect(String(error)).toContain('labelInvalid');
        }
      }),
      { numRuns: 2_000, seed: 5 }
    );
    // Not vacuous: a good part of it is LogQL.
    expect(taken).toBeGreaterThan(300);
  });

  it('stays one string where it is the value of a variable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (value) => {
        const wellFormed = value.replaceAll(/\p{Surrogate}/gu, '\ufffd');
        expect(unquote(quote(value))).toBe(wellFormed);
        const { text } = restrictLines({ stages: `|= ${quote(value)}` }, base);
        expect(text).toBe(`${only} |= ${quote(value)}`);
        // What an editor's plain substitution makes of it may be refused, but never gets out.
        expectConfined(() =>
          restrictLines({ selector: `{a=~"${value}"}`, stages: `|= "${value}" | a=\`${value}\`` }, base)
        );
      }),
      { numRuns: 2_000, seed: 6 }
    );
  });
});

function failure(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return error;
  }
}
