import { describe, expect, it } from 'vitest';
import { protocolTexts } from '../locales/protocol';
import { englishMessages, type Asker } from './grafana';
import { protocolMessages } from './protocol-messages';

const source = (language: unknown): Pick<Asker, 'plugin'> => ({
  plugin: {
    orgId: 1,
    pluginId: 'p',
    pluginVersion: '',
    userAgent: '',
    namespace: '',
    config: {},
    dataSource: {
      id: 1,
      uid: 'u',
      name: 'n',
      url: '',
      user: '',
      database: '',
      basicAuthEnabled: false,
      basicAuthUser: '',
      jsonData: { language },
      secrets: {},
      updated: 0,
      apiVersion: '',
    },
  },
});
const speaks = (asker: Omit<Asker, 'headers'>, headers: Readonly<Record<string, string>> = {}) =>
  protocolMessages({ headers: new Map(Object.entries(headers)), ...asker }) === protocolTexts.ko ? 'ko' : 'en';

describe('the protocol speaks', () => {
  it('the query’s language before the data source’s, and that before the browser’s', () => {
    const browser = { 'accept-language': 'ko' };
    expect(speaks({ model: { language: 'ko-KR' }, ...source('en') })).toBe('ko');
    expect(speaks({ model: { language: 'en' }, ...source('ko') }, browser)).toBe('en');
    expect(speaks({ model: { language: 'fr' }, ...source('ko') })).toBe('ko');
    expect(speaks({ ...source('ko') })).toBe('ko');
    expect(speaks({ ...source('en') }, browser)).toBe('en');
    expect(speaks({ ...source(undefined) }, browser)).toBe('ko');
    expect(speaks({ model: 'no object', ...source(7) })).toBe('en');
  });

  it('the data source’s language to alert rules', () => {
    expect(speaks({ model: { language: 'ko' }, ...source('en') }, { fromalert: 'true' })).toBe('en');
    expect(speaks({ model: { language: 'en' }, ...source('ko') }, { fromalert: 'true' })).toBe('ko');
  });

  it.each([
    ['ko-KR,ko;q=0.9,en-US;q=0.8', 'ko'],
    ['en-US,en;q=0.9,ko;q=0.8', 'en'],
    ['de, ko;q=0.3', 'ko'],
    ['en;q=0.2, ko; q=0.7', 'ko'],
    ['ko;q=0', 'en'],
    ['*', 'en'],
    [';;,,q=', 'en'],
    ['', 'en'],
  ])('what a browser with %s wants', (header, language) => {
    expect(speaks({}, { 'accept-language': header })).toBe(language);
  });

  it('with a text for everything that the room says', () => {
    expect(Object.keys(protocolTexts.en).sort()).toEqual(Object.keys(englishMessages).sort());
  });
});
