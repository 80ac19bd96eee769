import type { Incident } from '../../query/resources';
import type { Happening } from '../parts/Timeline';
import { viewerText } from '../text';
import type { EventRow, Told } from './affected';

/** Error codes that the timeline names, those with most lines first. */
const mostCodes = 8;

interface Known {
  readonly from: number;
  readonly to: number | undefined;
  readonly incident: Incident | undefined;
  readonly told: Told | undefined;
  readonly changes: readonly EventRow[];
}

function ofIncident({ startedAt, detectedAt, endedAt, note }: Incident): readonly Happening[] {
  const t = viewerText();
  return [
    { at: startedAt, icon: 'arrow-down', tone: 'bad', text: t('app-incidents:happened.began') },
    { at: detectedAt, icon: 'bell', tone: 'warning', text: t('app-incidents:happened.detected') },
    ...(endedAt === undefined
      ? []
      : [{ at: endedAt, icon: 'check', tone: 'good', text: t('app-incidents:happened.ended') } as const]),
    ...(note === undefined
      ? []
      : [
          {
            at: note.at,
            icon: 'comment-alt',
            tone: 'plain',
            text: note.text,
            detail: t('app-incidents:happened.note', { by: note.by }),
          } as const,
        ]),
  ];
}

function ofTold({ codes, rows }: Told): readonly Happening[] {
  const t = viewerText();
  const paidLater = rows.filter((row) => row.outcome_code === 'paid later').length;
  const lastError = Math.max(...rows.map(({ time }) => time));
  return [
    ...codes.slice(0, mostCodes).flatMap(({ error_code, words, service, errors, first_seen, is_new }): Happening[] =>
      first_seen === null
        ? []
        : [
            {
              at: first_seen,
              icon: 'exclamation-triangle',
              tone: 'bad',
              text: t(is_new ? 'app-incidents:happened.newCode' : 'app-incidents:happened.code', {
                code: words === null ? error_code : `${error_code} (${words})`,
              }),
              detail: [service ?? '', t('app-incidents:lines', { count: errors })].filter(Boolean).join(' · '),
            },
          ]
    ),
    ...(rows.length === 0
      ? []
      : [
          {
            at: lastError,
            icon: 'user',
            tone: 'plain',
            text: t('app-incidents:happened.lastHit'),
            detail: t('app-incidents:happened.hit', { count: rows.length, paidLater }),
          } as const,
        ]),
  ];
}

/** What is known of a stretch of time, oldest first. */
export function happeningsOf({ from, to, incident, told, changes }: Known): readonly Happening[] {
  const t = viewerText();
  const ends: readonly Happening[] = [
    { at: from, icon: 'clock-nine', tone: 'plain', text: t('app-incidents:happened.from') },
    ...(to === undefined
      ? []
      : [{ at: to, icon: 'clock-nine', tone: 'plain', text: t('app-incidents:happened.to') } as const]),
  ];
  const all = [
    ...(incident === undefined ? ends : ofIncident(incident)),
    ...(told === undefined ? [] : ofTold(told)),
    ...changes.map(({ time, title, text }): Happening => ({
      at: time,
      icon: 'pen',
      tone: 'plain',
      text: title,
      detail: text ?? '',
    })),
  ];
  return all.sort((one, other) => one.at - other.at);
}
