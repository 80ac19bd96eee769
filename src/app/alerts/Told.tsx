import { Alert } from '@grafana/ui';
import { viewerText } from '../text';
import type { Made } from './make';
import { nameOf } from './RuleRow';

export interface Outcome extends Partial<Made> {
  /** Why none was made. */
  readonly failed?: string;
}

/** How having rules made went, one by one where some were refused. */
export function Told({ made = [], refused = [], failed }: Outcome) {
  const t = viewerText();
  return (
    <>
      {failed !== undefined && (
        <Alert severity="error" title={t('app-alerts:create.failed')}>
          {failed}
        </Alert>
      )}
      {made.length > 0 && <Alert severity="success" title={t('app-alerts:create.made', { count: made.length })} />}
      {refused.map(({ shipped, reason }) => (
        <Alert key={shipped.uid} severity="error" title={t('app-alerts:create.refused', { rule: nameOf(shipped) })}>
          {reason}
        </Alert>
      ))}
    </>
  );
}
