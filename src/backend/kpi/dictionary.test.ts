import { describe, expect, it } from 'vitest';
import { backendTranslate } from '../../locales/backend';
import en from '../../locales/en/kpi-texts.json';
import enNames from '../../locales/en/kpis.json';
import ko from '../../locales/ko/kpi-texts.json';
import koNames from '../../locales/ko/kpis.json';
import { kpiNames, kpis } from '../../query';
import { dictionary } from './dictionary';
import { kpiDefinition } from './list';

describe('the KPI dictionary', () => {
  it.each(kpiNames)('has %s worked out on the lanes that it is offered on, and no other', (name) => {
    const definition = kpiDefinition(name);
    expect(definition?.name).toBe(name);
    expect(definition?.owned !== undefined).toBe(kpis[name].lanes.includes('owned'));
    expect(definition?.live !== undefined).toBe(kpis[name].lanes.includes('live'));
  });

  it('has the same keys in both languages', () => {
    expect(Object.keys(ko)).toEqual(Object.keys(en));
    expect(Object.keys(koNames)).toEqual(Object.keys(enNames));
  });

  it.each(['en', 'ko'] as const)('says definition, formula and trap of each in %s', (language) => {
    const entries = dictionary(backendTranslate(language));
    expect(entries.map(({ name }) => name).sort()).toEqual([...kpiNames].sort());
    for (const { rules, shopifyql, name, ...texts } of entries) {
      expect([
        name,
        Object.values(texts).filter(
          (text) =>
            text === '' ||
            text === `${name}.definition` ||
            text === `${name}.formula` ||
            text === `${name}.trap` ||
            text === `${name}.name`
        ),
      ]).toEqual([name, []]);
      expect(rules.length).toBe(5);
      expect(shopifyql === undefined).toBe(kpiDefinition(name)?.live === undefined);
    }
    const formulas = entries.map(({ definition }) => definition);
    expect(new Set(formulas).size).toBe(formulas.length);
  });
});
