import { config } from '@grafana/runtime';

/** The viewer's language (BCP 47): the one set in Grafana, or the browser's where Grafana leaves it open. */
export function viewerLanguage(): string {
  return setLanguage(config.bootData.user) ?? navigator.language;
}

/** Grafana's type promises a language; pages without a signed-in user have none. */
function setLanguage({ language }: { readonly language?: string }): string | undefined {
  return language === '' || language === 'default' ? undefined : language;
}
