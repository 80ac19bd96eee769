/** How a viewer wants the page. */
export interface Preferences {
  readonly language: 'en' | 'ko';
  readonly theme: 'light' | 'dark';
}

const key = 'shopscope.preview';

function stored(): URLSearchParams {
  return new URLSearchParams(localStorage.getItem(key) ?? '');
}

function pick<Value extends string>(
  allowed: readonly Value[],
  ...wanted: Array<string | null | undefined>
): Value | undefined {
  return wanted.flatMap((each) => allowed.filter((value) => value === each))[0];
}

/** The language and theme asked for: in the address (`?lang=ko&theme=dark`), chosen before, or the browser's own. */
export function readPreferences(): Preferences {
  const asked = new URLSearchParams(location.search);
  const known = stored();
  const browserLanguage = navigator.language.split('-')[0];
  const browserTheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const preferences: Preferences = {
    language: pick(['en', 'ko'], asked.get('lang'), known.get('language'), browserLanguage) ?? 'en',
    theme: pick(['light', 'dark'], asked.get('theme'), known.get('theme'), browserTheme) ?? 'light',
  };
  if (asked.has('lang') || asked.has('theme')) {
    remember(preferences);
  }
  return preferences;
}

function remember({ language, theme }: Preferences): void {
  localStorage.setItem(key, new URLSearchParams({ language, theme }).toString());
}

/** Remembers a choice and loads the page anew, as Grafana does: themes and languages are read once at its start. */
export function changePreferences(preferences: Preferences): void {
  remember(preferences);
  const url = new URL(location.href);
  url.searchParams.delete('lang');
  url.searchParams.delete('theme');
  location.replace(url);
}
