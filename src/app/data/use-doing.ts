import { useState } from 'react';
import { reasonOf } from '../../shims/reason';
import { viewerText } from '../text';
import { act, savePersonal } from './copy/ask';
import type { Doing, Question } from './parts/parts';

export interface Outcome {
  readonly severity: 'success' | 'error';
  readonly text: string;
}

interface Done {
  readonly doing: Doing;
  readonly question: Question | undefined;
  readonly outcome: Outcome | undefined;
  readonly dismissQuestion: () => void;
  readonly dismissOutcome: () => void;
}

/** What an administrator does on the page, one thing at a time, and how it went. */
export function useDoing(uid: string, reload: () => void): Done {
  const t = viewerText();
  const [busy, setBusy] = useState<string>();
  const [question, setQuestion] = useState<Question>();
  const [outcome, setOutcome] = useState<Outcome>();
  const run = async (name: string, task: () => Promise<string>) => {
    setBusy(name);
    setOutcome(undefined);
    try {
      setOutcome({ severity: 'success', text: await task() });
    } catch (error) {
      setOutcome({ severity: 'error', text: reasonOf(error) });
    } finally {
      setBusy(undefined);
      reload();
    }
  };
  return {
    doing: {
      busy,
      ask: setQuestion,
      act: (action, body) => run(action, () => act(uid, action, body)),
      savePersonal: (personal, off) =>
        run('personal', async () => {
          if (!(await savePersonal(uid, personal))) {
            throw new Error(t('data:personal.readOnly'));
          }
          return off === undefined ? t('data:personal.saved') : act(uid, 'wipe', { entities: [off] });
        }),
    },
    question,
    outcome,
    dismissQuestion: () => setQuestion(undefined),
    dismissOutcome: () => setOutcome(undefined),
  };
}
