/** The IANA zone behind Grafana's name for a viewer's zone (`browser`, `utc` or an IANA name already). */
export function viewerZone(timezone: string | undefined): string {
  if (timezone === undefined || timezone === '' || timezone === 'browser') {
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
  return timezone === 'utc' ? 'UTC' : timezone;
}
