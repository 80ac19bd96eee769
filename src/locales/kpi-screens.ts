import enKpi from './en/app-kpi.json';
import enKpis from './en/kpis.json';
import koKpi from './ko/app-kpi.json';
import koKpis from './ko/kpis.json';
import { screensOf, type MessageOf } from './screens-of';

const en = { 'app-kpi': enKpi, kpis: enKpis };
const ko = { 'app-kpi': koKpi, kpis: koKpis };

export type KpiMessage = MessageOf<typeof en>;

/** Translates the KPI dictionary: apart, as only its page loads it. */
export const kpiTranslate = screensOf(en, ko);
