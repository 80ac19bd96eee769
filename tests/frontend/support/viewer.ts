import { config } from '@grafana/runtime';

/** Makes the viewer read a language, as Grafana's profile page would. */
export function viewerReads(language: 'en-US' | 'ko-KR'): void {
  config.bootData.user.language = language;
}
