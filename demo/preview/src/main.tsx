import { fetchSettings, grafanaBootData } from './boot';
import { readPreferences } from './preferences';

const preferences = readPreferences();
const settings = await fetchSettings();

document.documentElement.lang = preferences.language;
document.documentElement.style.colorScheme = preferences.theme;
Reflect.set(window, 'grafanaBootData', grafanaBootData(settings, preferences));
Reflect.set(window, '__grafana_public_path__', '/public/');

// @grafana/runtime reads the boot data when it is loaded, so nothing of it may be imported before.
const { start } = await import('./start');
await start(preferences);
