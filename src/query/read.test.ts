import { describe, expect, it } from 'vitest';
import { readQuery } from './read';

describe('readQuery', () => {
  it('fills in defaults', () => {
    expect(readQuery({ refId: 'B', queryType: 'records' })).toMatchObject({
      ok: true,
      query: { refId: 'B', version: 1, kind: 'orders', limit: 100, timezone: 'shop' },
    });
  });

  it.each([
    ['graphql', 'document'],
    ['shopifyql', 'text'],
    ['records', 'search'],
  ])('migrates a %s draft', (queryType, field) => {
    for (const version of [{ version: 0 }, {}]) {
      expect(readQuery({ ...version, queryType, query: 'x' })).toMatchObject({
        ok: true,
        query: { version: 1, [field]: 'x' },
      });
    }
  });

  it("takes the type from the request where the model doesn't say", () => {
    expect(readQuery({}, 'status')).toMatchObject({ ok: true, query: { queryType: 'status', part: 'summary' } });
    expect(readQuery({ queryType: 'status' }, 'records')).toMatchObject({ query: { queryType: 'status' } });
  });

  it.each([
    [{}, 'typeMissing', {}],
    [{ queryType: 'sql' }, 'typeUnknown', { type: 'sql' }],
    [{ queryType: 'status', version: 2 }, 'versionUnknown', { version: '2', known: 1 }],
    [{ queryType: 'status', version: 'x' }, 'versionUnknown', { version: 'x' }],
    [{ queryType: 'records', limit: 0 }, 'fieldWrong', { path: 'limit' }],
    [{ queryType: 'graphql' }, 'fieldWrong', { path: 'document' }],
    ['text', 'fieldWrong', { path: '-' }],
    [null, 'fieldWrong', { path: '-' }],
  ])('says what is wrong with %j', (model, code, values) => {
    expect(readQuery(model)).toMatchObject({ ok: false, fault: { code, ...values } });
  });
});
