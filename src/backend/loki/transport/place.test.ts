import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogError } from '../errors';
import { isForbiddenAddress } from './address';
import { hostList, placeOf } from './place';

function codeOf(url: string, hosts?: string): string {
  try {
    placeOf(url, hostList(hosts));
    return 'fine';
  } catch (error) {
    return error instanceof LogError ? error.code : String(error);
  }
}

describe('the address of a Loki', () => {
  it.each([
    'http://loki:3100',
    'https://logs.example.com/gateway/',
    'http://10.0.0.5:3100',
    'http://127.0.0.1:3100',
    'http://192.168.1.1',
    'http://[::1]:3100',
    'http://[fd12:3456::1]:3100',
    'http://100.64.0.1',
  ])('may be %s', (url) => {
    expect(codeOf(url)).toBe('fine');
  });

  it.each([
    ['', 'urlEmpty'],
    ['loki:3100', 'urlInvalid'],
    ['loki', 'urlInvalid'],
    ['file:///etc/passwd', 'urlInvalid'],
    ['gopher://loki', 'urlInvalid'],
    ['http://loki/?x=1', 'urlInvalid'],
    ['http://loki/#x', 'urlInvalid'],
    ['http://me:secret@loki', 'urlCredentials'],
    ['http://169.254.169.254/latest', 'addressForbidden'],
    ['http://2852039166/', 'addressForbidden'],
    ['http://0xa9fea9fe/', 'addressForbidden'],
    ['http://0251.0376.0251.0376/', 'addressForbidden'],
    ['http://[::ffff:169.254.169.254]/', 'addressForbidden'],
    ['http://[64:ff9b::a9fe:a9fe]/', 'addressForbidden'],
    ['http://[2002:a9fe:a9fe::1]/', 'addressForbidden'],
    ['http://[fe80::1]/', 'addressForbidden'],
    ['http://[fd00:ec2::254]/', 'addressForbidden'],
    ['http://0.0.0.0:3100', 'addressForbidden'],
    ['http://[::]:3100', 'addressForbidden'],
    ['http://100.100.100.200', 'addressForbidden'],
    ['http://metadata.google.internal', 'addressForbidden'],
    ['http://METADATA.google.internal.', 'addressForbidden'],
    ['http://239.1.2.3', 'addressForbidden'],
  ])('may not be %s (%s)', (url, code) => {
    expect(codeOf(url)).toBe(code);
  });

  it('is read into its parts, without the path that is added', () => {
    expect(placeOf('https://logs.example.com/gw/loki/api/v1/', undefined)).toEqual({
      secure: true,
      host: 'logs.example.com',
      port: 443,
      authority: 'logs.example.com',
      prefix: '/gw',
    });
  });

  it.each([
    ['http://loki:3100', 'loki', 'fine'],
    ['http://loki:3100', 'other, LOKI:3100', 'fine'],
    ['http://loki:3100', 'loki:3200', 'hostNotAllowed'],
    ['http://a.logs.example.com', '*.example.com', 'fine'],
    ['http://example.com', '*.example.com', 'hostNotAllowed'],
    ['http://badexample.com', '*.example.com', 'hostNotAllowed'],
    ['http://loki.evil.example', 'loki', 'hostNotAllowed'],
    ['http://[::1]:3100', '[::1]:3100', 'fine'],
    ['http://[::2]:3100', '[::1]', 'hostNotAllowed'],
    ['http://169.254.169.254', '169.254.169.254', 'addressForbidden'],
    ['http://loki', ' ', 'fine'],
    ['http://loki', ':', 'hostNotAllowed'],
  ])('%s with the list %s: %s', (url, hosts, code) => {
    expect(codeOf(url, hosts)).toBe(code);
  });

  it('is forbidden in whichever way an IPv4 address of the link is wrapped', () => {
    const word = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(word, (low) => {
        const hex = `a9fe:${low.toString(16)}`;
        const dotted = `169.254.${low >> 8}.${low & 255}`;
        for (const form of [
          dotted,
          `::ffff:${dotted}`,
          `::ffff:${hex}`,
          `0:0:0:0:0:ffff:${hex}`,
          `64:ff9b::${hex}`,
          `2002:${hex}::`,
          `::${hex}`,
        ]) {
          expect([form, isForbiddenAddress(form)]).toEqual([form, true]);
        }
        expect(isForbiddenAddress(`10.1.${low >> 8}.${low & 255}`)).toBe(false);
        expect(isForbiddenAddress(`fd12::${hex}`)).toBe(false);
      })
    );
  });
});
