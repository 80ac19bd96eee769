import { dateTimeFormat } from '@grafana/data';
import { ClipboardButton, TextArea } from '@grafana/ui';
import type { Incident } from '../../query/resources';
import { number } from '../data/format';
import { Part } from '../data/parts/Part';
import { lasted } from '../parts/lasted';
import { places } from '../places';
import type { Store } from '../stores/stores';
import { viewerText } from '../text';
import type { Told } from './affected';

interface Props {
  readonly store: Store;
  readonly from: number;
  readonly to: number | undefined;
  readonly incident: Incident | undefined;
  readonly told: Told;
}

/** A few lines that say what happened, whom it hit and where to read on. */
export function chatText({ store, from, to, incident, told: { summary, verdict } }: Props): string {
  const t = viewerText();
  const { uid, name } = store;
  const page =
    incident === undefined ? places.happened(uid, { from, to: to ?? Date.now() }) : places.incident(uid, incident.id);
  // Who reads a chat may sit in another zone.
  const instant = (at: number) => dateTimeFormat(at, { format: 'YYYY-MM-DD HH:mm [UTC]Z' });
  return [
    `${name}: ${incident?.title ?? verdict?.sentence ?? t('app-incidents:range.title')}`,
    to === undefined
      ? t('app-incidents:since', { from: instant(from) })
      : t('app-incidents:fromTo', {
          from: instant(from),
          to: instant(to),
          duration: lasted(to - from),
        }),
    incident?.text,
    summary === undefined
      ? undefined
      : t('app-incidents:chat.affected', {
          keys: number(summary.affected_keys ?? 0),
          paidLater: number(summary.paid_later ?? 0),
          notPaid: number(summary.not_paid ?? 0),
        }),
    new URL(page, window.location.href).toString(),
  ]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}

/** Text to paste into a chat. */
export function ChatNote(props: Props) {
  const t = viewerText();
  const text = chatText(props);
  return (
    <Part
      title={t('app-incidents:chat')}
      text={t('app-incidents:chat.text')}
      actions={
        <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => text}>
          {t('app-incidents:chat.copy')}
        </ClipboardButton>
      }
    >
      <TextArea readOnly rows={text.split('\n').length + 1} value={text} aria-label={t('app-incidents:chat')} />
    </Part>
  );
}
