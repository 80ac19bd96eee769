import { AppPlugin } from '@grafana/data';
import { lazy } from 'react';
import { extensionLinks } from './app/extensions/links';

const App = lazy(() => import('./app/App'));

export const plugin = new AppPlugin().setRootPage(App);
for (const link of extensionLinks) {
  plugin.addLink(link);
}
