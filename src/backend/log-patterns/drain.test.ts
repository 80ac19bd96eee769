import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineFilter, masked, minePatterns, wildcard } from '.';

const patternsOf = (messages: readonly string[], kind = '') =>
  minePatterns(messages, (message) => ({ message, kind })).map(({ pattern, items }) => [pattern, items.length]);

/** Whether a message is of a pattern: its words as they stand, anything in place of wildcards. */
function fits(pattern: string, message: string): boolean {
  const parts = pattern.split(wildcard).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(message);
}

describe('masks', () => {
  it.each([
    ['Payment provider did not answer within 10 s', 'Payment provider did not answer within <_> s'],
    ['took 4.2s, then 1,234.5 ms', 'took <_>s, then <_> ms'],
    ['order #1001 of gid://shopify/Order/5000000000005', 'order #<_> of gid://shopify/Order/<_>'],
    ['at 2026-11-24T03:41:55.123Z from 10.0.12.7:5432', 'at <_> from <_>'],
    ['request 550e8400-e29b-41d4-a716-446655440000 failed', 'request <_> failed'],
    ['token c0ffee00c0ffee00 at 0x7fff', 'token <_> at <_>'],
    ['key sk4Jx9QmTz2 of <email> and dana@example.test', 'key <_> of <_> and <_>'],
    ['cache\n  miss\tfor cart_123456789', 'cache miss for cart_<_>'],
    ['결제사가 10초 안에 응답하지 않았습니다 (주문 #1042)', '결제사가 <_>초 안에 응답하지 않았습니다 (주문 #<_>)'],
  ])('%j is %j', (message, expected) => {
    expect(masked(message)).toBe(expected);
  });

  it.each([
    'Checkout completion failed with status 500',
    'status code 503',
    'sha256 of CHECKOUT_500 by payments-v2x',
    'Cannot read properties of undefined (reading price)',
    'deadbeef facade',
  ])('leave %j', (message) => {
    // "deadbeef" is a word of eight letters as well as a hexadecimal: only digits make it one.
    expect(masked(message)).toBe(message);
  });
});

describe('patterns', () => {
  it('are what messages share', () => {
    expect(
      patternsOf([
        'Product image took 4.2 s to load',
        'Product image took 11 s to load',
        'user anna was signed out of shop',
        'user bernd was signed out of shop',
        'No shipping rate could be calculated',
      ])
    ).toEqual([
      ['Product image took <_> s to load', 2],
      ['user anna was signed out of shop', 1],
      ['user bernd was signed out of shop', 1],
      ['No shipping rate could be calculated', 1],
    ]);
    // The first two words lead through the tree; behind them one that differs is a wildcard.
    expect(patternsOf(['sign out of anna done', 'sign out of bernd done'])).toEqual([['sign out of <_> done', 2]]);
  });

  it('are apart for each kind', () => {
    const said = [
      { message: 'Payment was declined: a', kind: 'CARD_DECLINED' },
      { message: 'Payment was declined: b', kind: 'EXPIRED_CARD' },
      { message: 'Payment was declined: a', kind: 'CARD_DECLINED' },
    ];
    expect(minePatterns(said, (each) => each).map(({ kind, items }) => [kind, items.length])).toEqual([
      ['CARD_DECLINED', 2],
      ['EXPIRED_CARD', 1],
    ]);
  });

  it('stay few, and quickly made, where every message differs', () => {
    const letters = (at: number) => String(at).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
    const names = Array.from({ length: 5_000 }, (_, at) => `user ${letters(at)} was signed out of shop`);
    const mined = patternsOf(names);
    expect(mined.length).toBeLessThanOrEqual(101);
    expect(mined[0]).toEqual(['user <_> was signed out of shop', 4_900]);
    const noise = Array.from({ length: 5_000 }, (_, at) => `it is ${`${letters(at)} `.repeat(40)}`);
    const before = performance.now();
    expect(patternsOf(noise).length).toBeLessThanOrEqual(200);
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  const word = fc.constantFrom(
    'payment',
    'failed',
    'for',
    'order',
    '결제',
    'of',
    'x',
    '(y)',
    '1',
    'a1',
    '<_>',
    '…',
    '$&'
  );
  const message = fc.oneof(
    fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.string({ unit: 'binary', maxLength: 80 })
  );

  it('have every message once, and each fits its own', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 60 }), (messages) => {
        const items = messages.map((text, at) => ({ text, at }));
        const mined = minePatterns(items, ({ text }) => ({ message: text, kind: '' }));
        expect(mined.flatMap((each) => each.items.map(({ at }) => at)).sort((a, b) => a - b)).toEqual(
          items.map(({ at }) => at)
        );
        expect(new Set(mined.map(({ pattern }) => pattern)).size).toBe(mined.length);
        for (const { pattern, items: own } of mined) {
          for (const { text } of own) {
            expect([pattern, text, fits(pattern, masked(text))]).toEqual([pattern, text, true]);
            expect(fits(pattern, text.replaceAll(/\s+/g, ' ').trim())).toBe(true);
          }
        }
      })
    );
  });

  it('do not tell apart by numbers, ids and times', () => {
    const filled = fc
      .tuple(fc.integer({ min: 0 }), fc.uuid(), fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }))
      .map(([number, id, date]) => `Payment ${number} of checkout ${id} timed out at ${date.toISOString()}`);
    fc.assert(
      fc.property(fc.array(filled, { minLength: 1, maxLength: 20 }), (messages) => {
        expect(patternsOf(messages)).toEqual([['Payment <_> of checkout <_> timed out at <_>', messages.length]]);
      })
    );
  });

  it('are the same where the same messages come again', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 30 }), (messages) => {
        const once = patternsOf(messages).map(([pattern]) => pattern);
        const again = patternsOf([...messages, ...messages]);
        expect(again.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(2 * messages.length);
        expect(again.length).toBeLessThanOrEqual(once.length);
      })
    );
  });
});

/** RE2 has flags before the expression. */
const regexp = (filter: string) => new RegExp(filter.replace(/^\(\?s\)/, ''), filter.startsWith('(?s)') ? 's' : '');

describe('a filter for lines', () => {
  it('is the pattern as it stands where lines have it so', () => {
    const filter = lineFilter('Payment (card) <_> took <_>', ['{"msg":"Payment (card) 12 took 3"}']);
    expect(filter).toBe(String.raw`Payment \(card\).+took`);
  });

  it('goes by words where lines escape what is between them', () => {
    const line = JSON.stringify({ msg: 'said "no"\nto 12 of them' });
    expect(lineFilter('said "no" to <_> of them', [line])).toBe(
      String.raw`(?s)said(?:\\[nrt]|\W)+no(?:\\[nrt]|\W)+to.*of(?:\\[nrt]|\W)+them`
    );
  });

  it('is none where messages are not in the lines, or only wildcards are left', () => {
    expect(lineFilter('it failed', ['{}'])).toBeUndefined();
    expect(lineFilter('<_> <_>', ['1 2'])).toBeUndefined();
  });

  it('is quickly told not to fit', () => {
    const pattern = Array.from({ length: 40 }, () => '<_> a').join(' ');
    const before = performance.now();
    expect(lineFilter(`${pattern} z`, ['a '.repeat(50_000)])).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it('finds every line that it is made for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1, maxLength: 20 }),
        (texts) => {
          for (const { pattern, items } of minePatterns(texts, (message) => ({ message, kind: '' }))) {
            const lines = items.map((text) => JSON.stringify({ msg: text }));
            const filter = lineFilter(pattern, lines);
            expect(filter === undefined || lines.every((line) => regexp(filter).test(line))).toBe(true);
          }
        }
      )
    );
  });
});
