import enAffected from './en/affected.json';
import enCopy from './en/copy.json';
import enImpact from './en/impact.json';
import enImpactQuery from './en/impact-query.json';
import enIncidents from './en/incidents.json';
import enKpiTexts from './en/kpi-texts.json';
import enKpis from './en/kpis.json';
import enLoki from './en/loki.json';
import enQueries from './en/queries.json';
import enShopify from './en/shopify.json';
import koAffected from './ko/affected.json';
import koCopy from './ko/copy.json';
import koImpact from './ko/impact.json';
import koImpactQuery from './ko/impact-query.json';
import koIncidents from './ko/incidents.json';
import koKpiTexts from './ko/kpi-texts.json';
import koKpis from './ko/kpis.json';
import koLoki from './ko/loki.json';
import koQueries from './ko/queries.json';
import koShopify from './ko/shopify.json';
import { makeTranslate, type Language, type Translate } from './core';

const en = {
  affected: enAffected,
  incidents: enIncidents,
  copy: enCopy,
  'impact-query': enImpactQuery,
  impact: enImpact,
  kpis: enKpis,
  'kpi-texts': enKpiTexts,
  loki: enLoki,
  shopify: enShopify,
  queries: enQueries,
};
const ko = {
  affected: koAffected,
  incidents: koIncidents,
  copy: koCopy,
  'impact-query': koImpactQuery,
  impact: koImpact,
  kpis: koKpis,
  'kpi-texts': koKpiTexts,
  loki: koLoki,
  shopify: koShopify,
  queries: koQueries,
};

/** Every message of the backend, as `area:key`. */
export type BackendMessage = {
  [Area in keyof typeof en]: `${Area}:${Extract<keyof (typeof en)[Area], string>}`;
}[keyof typeof en];

const made = new Map<Language, Translate>();

/** Translates the backend's notices, errors, column names and health messages. */
export function backendTranslate(language: Language): Translate {
  const known = made.get(language) ?? makeTranslate(language, { en, ko });
  made.set(language, known);
  return known;
}
