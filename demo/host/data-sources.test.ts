import { describe, expect, it } from 'vitest';
import { DataSources } from './data-sources';

const source = { uid: 'a', name: 'A', type: 't', jsonData: { shop: 's' }, secureJsonData: { key: 'old', other: 'x' } };
const change = { name: 'B', jsonData: {}, secureJsonData: {}, secureJsonFields: {} };

describe('DataSources', () => {
  it('makes the first one the default', () => {
    const all = new DataSources([source, { ...source, uid: 'b' }]).all();
    expect(all.map(({ uid, id, isDefault }) => [uid, id, isDefault])).toEqual([
      ['a', 1, true],
      ['b', 2, false],
    ]);
  });

  it('keeps secrets that a change leaves out, replaces those it names, forgets those it resets', () => {
    const sources = new DataSources([source]);
    expect(sources.update('a', change)?.secureJsonData).toEqual({ key: 'old', other: 'x' });
    const next = sources.update('a', { ...change, secureJsonData: { key: 'new' }, secureJsonFields: { other: false } });
    expect(next?.secureJsonData).toEqual({ key: 'new' });
    expect(sources.byUid('a')).toBe(next);
  });

  it('moves the time of change on even within one millisecond, so that the backend sees new settings', () => {
    const sources = new DataSources([source], () => 1000);
    expect(sources.update('a', change)?.updated).toBe(1001);
    expect(sources.update('a', change)?.updated).toBe(1002);
  });

  it('knows no other uid', () => {
    expect(new DataSources([source]).update('z', change)).toBeUndefined();
  });
});
