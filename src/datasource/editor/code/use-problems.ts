import type { PanelData } from '@grafana/data';
import { useMemo } from 'react';
import type { Problem } from '../../../query/resources';
import { place, type Placed } from './problems';
import { responseProblems } from './response-problems';

interface Sources {
  readonly text: string;
  readonly saved: string;
  readonly refId: string;
  readonly data: PanelData | undefined;
  readonly checked: readonly Problem[];
}

/** What a check found and, as long as the text is the one that ran, what the last run answered; each message once. */
export function useProblems({ text, saved, refId, data, checked }: Sources): readonly Placed[] {
  return useMemo(() => {
    const ran = text === saved ? responseProblems(data, refId) : [];
    const messages = new Set(checked.map(({ message }) => message));
    return [...checked, ...ran.filter(({ message }) => !messages.has(message))].map((problem) => place(problem, text));
  }, [text, saved, refId, data, checked]);
}
