import { viewerText } from '../text';
import { settled, type Concern, type Known, type Words } from './concern';
import { copyConcerns } from './copy-concerns';
import { logConcerns } from './log-concerns';

function scopeConcerns(known: Known, t: Words): Concern[] {
  const denied = known.scopes?.denied ?? [];
  return denied.length === 0
    ? []
    : [
        {
          id: 'scopes',
          severity: 'info',
          step: 'shopify',
          title: t('app-home:scopes', { count: denied.length }),
          list: denied.map(({ scope, without }) => ({ name: scope, text: without })),
          ...settled(known, t, t('app-home:scopes.text')),
        },
      ];
}

const graveness = ['error', 'warning', 'info'] as const;

/** What is stale or missing, the gravest first. */
export function concernsOf(known: Known): readonly Concern[] {
  const t = viewerText();
  return [...copyConcerns(known, t), ...logConcerns(known, t), ...scopeConcerns(known, t)].sort(
    (one, other) => graveness.indexOf(one.severity) - graveness.indexOf(other.severity)
  );
}
