import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLogger, logLine } from './hclog';
import { Redactor } from './redactor';

const line = z.object({ '@level': z.string(), '@message': z.string(), '@timestamp': z.string() }).loose();
const parse = (text: string) => line.parse(JSON.parse(text));

describe('log lines', () => {
  it('are one line of JSON whose own keys are strings, whatever is logged', () => {
    fc.assert(
      fc.property(fc.string(), fc.dictionary(fc.string(), fc.anything()), (message, fields) => {
        const text = logLine('info', message, fields, 0);
        expect(text.endsWith('}\n') && !text.slice(0, -1).includes('\n')).toBe(true);
        expect(Buffer.byteLength(text)).toBeLessThan(64 * 1024);
        expect(parse(text)).toMatchObject({ '@level': 'info', '@timestamp': '1970-01-01T00:00:00.000000Z' });
      }),
      { seed: 7 }
    );
  });

  it('keep a field from taking the message’s place', () => {
    expect(parse(logLine('warn', 'mine', { '@message': 5, '@level': {} }, 0))).toMatchObject({
      '@message': 'mine',
      '@level': 'warn',
      _message: 5,
    });
  });

  it('name what can’t be written as JSON', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const logged = parse(logLine('info', 'm', { cycle, big: 5n, error: new Error('boom') }, 0));
    expect(logged['big']).toBe('5');
    expect(logged['cycle']).toMatch('not loggable');
    expect(logged['error']).toMatch('boom');
  });

  it('carry the fields of the logger they come from', () => {
    const lines: string[] = [];
    const log = createLogger({ write: (text) => void lines.push(text), now: () => 0 }, { shop: 'a' }).with({
      refId: 'A',
    });
    log.error('m', { status: 500 });
    expect(parse(lines[0] ?? '')).toMatchObject({ shop: 'a', refId: 'A', status: 500 });
  });

  it('hold no secret, wherever it stands', () => {
    const redactor = new Redactor();
    redactor.learn(['shh & do not tell', 'abc']);
    const target = { write: (text: string) => void lines.push(text), now: () => 0 };
    const lines: string[] = [];
    const log = createLogger({ ...target, clean: (text) => redactor.text(text) });
    const cause = new Error('Bearer shh & do not tell');
    log.warn('token shh & do not tell', {
      'shh & do not tell': 1,
      url: '?t=shh%20%26%20do%20not%20tell',
      nested: { list: ['x shh & do not tell x'] },
      error: new Error('outer', { cause }),
      short: 'abc',
    });
    expect(lines.join('')).not.toMatch(/shh/);
    expect(parse(lines.join(''))).toMatchObject({ '@message': 'token [secret]', short: 'abc' });
  });

  it('stay below go-plugin’s limit whatever the script', () => {
    const fields = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, '매출'.repeat(5_000)]));
    expect(Buffer.byteLength(logLine('info', '\u0001'.repeat(50_000), fields, 0))).toBeLessThan(64 * 1024);
  });
});
