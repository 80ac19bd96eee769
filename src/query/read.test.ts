import { describe, expect, it } from 'vitest';
import { readQuery } from './read';

describe('readQuery', () => {
  it('fills in defaults', () => {
    expect(readQuery({ refId: 'B', queryType: 'records' })).toMatchObject({
      ok: true,
      query: { refId: 'B', version: 2, kind: 'orders', limit: 100, timezone: 'shop' },
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
        query: { version: 2, [field]: 'x' },
      });
    }
  });

  it.each([
    ['5001996800000', 'id:5001996800000'],
    ['gid://shopify/Order/5001996800000', 'id:5001996800000'],
    ['1001', "name:'#1001'"],
    ['#1001', "name:'#1001'"],
    ['checkout_token:92916131597a3eeb', 'checkout_token:92916131597a3eeb'],
  ])('looks up what a link hands over: %s', (query, search) => {
    for (const model of [{ query }, { query, queryType: '' }]) {
      expect(readQuery(model)).toMatchObject({
        ok: true,
        query: { queryType: 'records', kind: 'orders', search, inRange: false },
      });
    }
  });

  it('takes no empty text for something to look up', () => {
    expect(readQuery({ query: ' ' })).toMatchObject({ ok: false, fault: { code: 'typeMissing' } });
  });

  it.each([
    ['hour', { bucket: 'hour', dimensions: [] }],
    ['none', { bucket: 'none', dimensions: [] }],
    ['product', { bucket: 'none', dimensions: ['product'] }],
  ])('migrates metrics by %s of version 1', (by, more) => {
    for (const version of [{ version: 1 }, {}]) {
      expect(readQuery({ ...version, queryType: 'metrics', metrics: ['orders'], by })).toMatchObject({
        ok: true,
        query: { version: 2, metrics: ['orders'], ...more },
      });
    }
  });

  it('reads the point that a link asks the records of, whose times come as text', () => {
    const behind = { kpi: 'net_sales', from: '1700000000000', to: 1_700_086_400_000, bucket: 'day' };
    expect(readQuery({ queryType: 'records', behind })).toMatchObject({
      ok: true,
      query: { behind: { from: 1_700_000_000_000, dimensions: {}, returnDate: 'returned' } },
    });
    expect(readQuery({ queryType: 'records', behind: { ...behind, from: '${__value.time}' } })).toMatchObject({
      fault: { path: 'behind.from' },
    });
  });

  it('fills in the defaults of impact and affected', () => {
    expect(readQuery({ queryType: 'impact' })).toMatchObject({
      query: { bucket: 'auto', services: [], stages: '', format: 'timeseries' },
    });
    expect(readQuery({ queryType: 'affected' })).toMatchObject({
      query: { services: [], errorCodes: [], stages: '', limit: 500, show: 'rows' },
    });
    expect(readQuery({ queryType: 'impact', bucket: '2m' })).toMatchObject({ fault: { path: 'bucket' } });
  });

  it("takes the type from the request where the model doesn't say", () => {
    expect(readQuery({}, 'status')).toMatchObject({ ok: true, query: { queryType: 'status', part: 'summary' } });
    expect(readQuery({ queryType: 'status' }, 'records')).toMatchObject({ query: { queryType: 'status' } });
  });

  it.each([
    [{}, 'typeMissing', {}],
    [{ queryType: 'weather' }, 'typeUnknown', { type: 'weather' }],
    [{ queryType: 'status', version: 3 }, 'versionUnknown', { version: '3', known: 2 }],
    [{ queryType: 'status', version: 'x' }, 'versionUnknown', { version: 'x' }],
    [{ queryType: 'records', limit: 0 }, 'fieldWrong', { path: 'limit' }],
    [{ queryType: 'graphql' }, 'fieldWrong', { path: 'document' }],
    ['text', 'fieldWrong', { path: '-' }],
    [null, 'fieldWrong', { path: '-' }],
  ])('says what is wrong with %j', (model, code, values) => {
    expect(readQuery(model)).toMatchObject({ ok: false, fault: { code, ...values } });
  });
});
