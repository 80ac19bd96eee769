import { z } from 'zod';
import type { Preferences } from './preferences';

const dataSource = z.looseObject({
  id: z.number(),
  uid: z.string(),
  type: z.string(),
  name: z.string(),
  isDefault: z.boolean(),
  readOnly: z.boolean(),
  access: z.literal('proxy'),
  url: z.string(),
  jsonData: z.record(z.string(), z.unknown()),
  meta: z.looseObject({ id: z.string(), name: z.string(), type: z.string(), module: z.string(), baseUrl: z.string() }),
});

const frontendSettings = z.object({
  datasources: z.record(z.string(), dataSource),
  defaultDatasource: z.string(),
});

/** What the host tells the page at its start. */
export type Settings = z.infer<typeof frontendSettings>;
/** A data source with its plugin, as the host describes it. */
export type SettingsDataSource = z.infer<typeof dataSource>;

export async function fetchSettings(): Promise<Settings> {
  const response = await fetch('/api/frontend/settings');
  return frontendSettings.parse(await response.json());
}

/** The boot data that Grafana puts into its page, with what this page needs of it. */
export function grafanaBootData(settings: Settings, { language, theme }: Preferences): object {
  const locale = language === 'ko' ? 'ko-KR' : 'en-US';
  return {
    assets: { dark: '', light: '' },
    settings: {
      ...settings,
      appUrl: `${location.origin}/`,
      appSubUrl: '',
      buildInfo: { version: '12.2.0', commit: '', env: 'production' },
      featureToggles: {},
      exploreEnabled: true,
      regionalFormat: locale,
    },
    user: {
      id: 1,
      isSignedIn: true,
      login: 'preview',
      name: 'Preview',
      orgId: 1,
      orgRole: 'Admin',
      theme,
      lightTheme: theme === 'light',
      language: locale,
      locale,
      regionalFormat: locale,
      timezone: 'browser',
      weekStart: 'browser',
      permissions: {},
    },
    navTree: [],
  };
}
