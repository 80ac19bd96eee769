import enApp from './en/app.json';
import enAlerts from './en/app-alerts.json';
import enHome from './en/app-home.json';
import enIncidents from './en/app-incidents.json';
import enOrder from './en/app-order.json';
import enData from './en/data.json';
import koApp from './ko/app.json';
import koAlerts from './ko/app-alerts.json';
import koHome from './ko/app-home.json';
import koIncidents from './ko/app-incidents.json';
import koOrder from './ko/app-order.json';
import koData from './ko/data.json';
import { screensOf, type MessageOf } from './screens-of';

const en = {
  app: enApp,
  'app-alerts': enAlerts,
  'app-home': enHome,
  'app-incidents': enIncidents,
  'app-order': enOrder,
  data: enData,
};
const ko = {
  app: koApp,
  'app-alerts': koAlerts,
  'app-home': koHome,
  'app-incidents': koIncidents,
  'app-order': koOrder,
  data: koData,
};

export type AppMessage = MessageOf<typeof en>;

/** Translates the app's pages. */
export const appTranslate = screensOf(en, ko);
