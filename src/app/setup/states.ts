import type { Situation } from './situation';

/** The steps in the order in which they are best taken; each can be left and taken up again. */
export const steps = ['shopify', 'logs', 'copy', 'dashboards', 'alerts', 'finish'] as const;
export type Step = (typeof steps)[number];

export const stepStates = ['done', 'partly', 'open', 'wrong', 'unknown', 'choice'] as const;
export type StepState = (typeof stepStates)[number];

/** How far each step is. */
export function statesOf({ connection, logs, copy, alerts }: Situation): Readonly<Record<Step, StepState>> {
  return {
    shopify:
      'failed' in connection ? 'wrong' : connection.is.scopes.some(({ granted }) => !granted) ? 'partly' : 'done',
    logs:
      'failed' in logs
        ? 'unknown'
        : logs.is.length === 0
          ? 'open'
          : logs.is.some(({ failed }) => failed !== undefined)
            ? 'wrong'
            : logs.is.every(({ lines = 0 }) => lines === 0)
              ? 'partly'
              : 'done',
    copy: 'failed' in copy ? 'unknown' : copyState(copy.is.state),
    dashboards: 'choice',
    alerts:
      'failed' in alerts
        ? 'unknown'
        : alerts.is.every(({ state }) => state === 'absent')
          ? 'open'
          : alerts.is.some(({ state }) => state === 'absent')
            ? 'partly'
            : 'done',
    finish: 'choice',
  };
}

function copyState(state: 'off' | 'starting' | 'backfill' | 'current' | 'asleep' | 'failed'): StepState {
  switch (state) {
    case 'off':
      return 'open';
    case 'failed':
      return 'wrong';
    case 'current':
      return 'done';
    default:
      return 'partly';
  }
}

/** The step that the address names, else the first that is not done. */
export function stepOf(named: string | undefined, states: Readonly<Record<Step, StepState>>): Step {
  return (
    steps.find((step) => step === named) ??
    steps.find((step) => states[step] === 'wrong' || states[step] === 'open') ??
    'finish'
  );
}
