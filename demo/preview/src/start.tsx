import { createRoot } from 'react-dom/client';
import { initLanguage } from './language';
import './monaco';
import { initServices } from './services';
import { App } from './shell/App';
import type { Preferences } from './preferences';

/** Makes Grafana's services ready and draws the page. */
export async function start(preferences: Preferences): Promise<void> {
  await initLanguage(preferences.language);
  initServices();
  const root = document.getElementById('root');
  if (root) {
    createRoot(root).render(<App preferences={preferences} />);
  }
}
