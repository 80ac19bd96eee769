import { config } from '@grafana/runtime';

/** The viewer's language (BCP 47): the one set in Grafana, or the browser's where Grafana leaves it open. */
export function viewerLanguage(): string {
  const language: string | undefined = config.bootData.user.language;
  return language === undefined || language === '' || language === 'default' ? navigator.language : language;
}
