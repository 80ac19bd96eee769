import { dateMath } from '@grafana/data';
import { viewerText } from '../text';

/** Stretches that the list of past incidents offers, in Grafana's words. */
export const spans = ['now-30d', 'now-90d', 'now-1y', 'now-5y'] as const;
export type Span = (typeof spans)[number];

export function spanName(span: Span): string {
  return viewerText()(`app-incidents:span.${span}`);
}

/** An end of a range as an address has it: epoch milliseconds or Grafana's words; undefined where it is neither. */
export function instantOf(text: string | undefined, roundUp = false): number | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') {
    return undefined;
  }
  if (/^\d+$/.test(trimmed)) {
    const value = Number(trimmed);
    return Number.isSafeInteger(value) && value <= 8.64e15 ? value : undefined;
  }
  const parsed = dateMath.toDateTime(trimmed, { roundUp });
  return parsed?.isValid() === true ? parsed.valueOf() : undefined;
}
