import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redacted, safePath, safeUrl } from './redact';

describe('a redacted text', () => {
  it.each([
    ["Cannot read properties of undefined (reading 'nodes')", "Cannot read properties of undefined (reading 'nodes')"],
    ["Can't find variable: jQuery", "Can't find variable: jQuery"],
    ["The item can't be added because it doesn't exist", "The item can't be added because it doesn't exist"],
    ['Your card was declined.', 'Your card was declined.'],
    ['결제를 처리할 수 없습니다', '결제를 처리할 수 없습니다'],
  ])('keeps what names code and says what happened: %s', (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  it.each([
    ['no mail to dana.kim+shop@example.co.kr please', 'no mail to <email> please'],
    ['no mail to dana%40example.com', 'no mail to <email>'],
    ['call +82 10-1234-5678 now', 'call <number> now'],
    ['call ０１０－１２３４－５６７８', 'call <number>'],
    ['card 4242 4242 4242 4242', 'card <number>'],
    ['from 203.0.113.7 and 2001:db8:0:0:0:0:0:1', 'from <ip> and <ip>'],
    [
      'Unexpected token \'D\', "Dana Kim, 5 Main St" is not valid JSON',
      'Unexpected token <text>, <text> is not valid JSON',
    ],
    ['“Dana Kim” is no city', '<text> is no city'],
    ["'Dana' is no name (reading 'Dana Kim')", '<text> is no name (reading <text>)'],
    ['at https://shop.example/account?token=secret', 'at <url>'],
    ['key shpat_0123456789abcdef0123456789abcdef', 'key <token>'],
    ['Dana\u0000\u202e Kim', 'Dana Kim'],
  ])('leaves out what may be about a person: %s', (text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  it('leaves out what is known to be typed', () => {
    expect(redacted('We do not ship to Dana Kim in Seoul.', ['Dana Kim', 'Seoul'])).toBe(
      'We do not ship to <value> in <value>.'
    );
  });

  it('has at most 300 characters, and is quickly made of anything', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 500 }),
      fc.stringMatching(/^[@"'`:\d.a\s-]{0,600}$/)
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const started = performance.now();
        expect(redacted(text).length).toBeLessThanOrEqual(300);
        expect(performance.now() - started).toBeLessThan(500);
      }),
      { numRuns: 100 }
    );
    for (const run of ['1', '"', "'a", '@', 'a@', '1:', '1.', 'a:', ' 1', '“', '://']) {
      const started = performance.now();
      redacted(run.repeat(100_000));
      expect(performance.now() - started, run).toBeLessThan(500);
    }
  });

  it('lets no address, telephone or card through, wherever it stands', () => {
    const person = fc.oneof(
      fc.emailAddress(),
      fc
        .tuple(fc.constantFrom('+82 ', '', '0'), fc.stringMatching(/^\d{2,3}[ .-]\d{3,4}[ .-]\d{4}$/))
        .map((all) => all.join('')),
      fc.stringMatching(/^\d{13,16}$/),
      fc.ipV4()
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), person, fc.string({ maxLength: 60 }), (before, secret, after) => {
        expect(redacted(`${before} ${secret} ${after}`)).not.toContain(secret);
      }),
      { numRuns: 500 }
    );
  });
});

describe('an address', () => {
  it.each([
    ['/products/snow-board?variant=1', '/products/snow-board'],
    ['/en-gb/collections/winter', '/en-gb/collections/winter'],
    ['/collections/winter/products/snow-board', '/collections/winter/…'],
    ['/account/orders/0123456789abcdef', '/account/orders/…'],
    ['/account/dana@example.com', '/account/:x'],
    ['/checkouts/cn/Z2NwLXVzLWVhc3QxOjAxSjAwMDAw/information', '/checkouts/cn/…'],
    ['/5000000000085/invoices/x', '/:x/…'],
    ['/', '/'],
  ])('%s is told as %s', (path, expected) => {
    expect(safePath(path)).toBe(expected);
  });

  it.each([
    [
      'https://shop.example/cdn/shop/t/12/assets/theme.min.js?v=1',
      'https://shop.example/cdn/shop/t/12/assets/theme.min.js',
    ],
    ['https://dana:secret@shop.example/search?q=dana', 'https://shop.example/search'],
    ['https://shop.example/u/dana%40example.com.js', 'https://shop.example/u/…'],
    ['blob:https://shop.example/1', 'blob:…'],
    ['not an address', ''],
  ])('%s is told as %s', (address, expected) => {
    expect(safeUrl(address)).toBe(expected);
  });
});
