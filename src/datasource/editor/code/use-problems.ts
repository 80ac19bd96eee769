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

/** What a check found and, as long as the text is the one that ran, what the last run answered; one a line. */
export function useProblems({ text, saved, refId, data, checked }: Sources): readonly Placed[] {
  return useMemo(() => {
    const ran = text === saved ? responseProblems(data, refId) : [];
    const found = checked.map((problem) => place(problem, text));
    const lines = new Set(found.map(({ line }) => line));
    return [...found, ...ran.map((problem) => place(problem, text)).filter(({ line }) => !lines.has(line))];
  }, [text, saved, refId, data, checked]);
}
