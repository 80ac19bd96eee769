import type { EventsQuery } from '../../../query';
import type { CopyAccess } from '../../copy';
import { storedIncidents, textOf, titleOf } from '../../incidents';
import type { Ask } from '../common/ask';
import { impactOf, wordsOf } from '../impact/words';
import { blank, type ShopEvent } from './event';

/** Incidents that touch the range; one that goes on lasts until now. */
export async function incidentsOf(ask: Ask<EventsQuery>, { reads, shopId }: CopyAccess): Promise<ShopEvent[]> {
  const { query, range, options, now, t, facts } = ask;
  const wanted = { shopId, from: range.from, to: range.to, limit: query.limit + 1 };
  const found = await storedIncidents(reads, wanted, { ...options, caller: options.caller ?? '' });
  const telling = { t, currency: facts.currency, wordsOf: (code: string) => wordsOf(impactOf(ask), code, t) };
  return found.map((incident) => ({
    ...blank,
    kind: 'incidents',
    at: incident.startedAt,
    subjectType: 'INCIDENT',
    subjectId: incident.id,
    action: 'incident',
    incident: {
      title: titleOf(incident, telling),
      text: textOf(incident, telling),
      endAt: incident.endedAt ?? now,
      tags: ['incidents', `state-${String(incident.state)}`, incident.service ?? ''].filter(Boolean).join(','),
    },
  }));
}
