import { z } from 'zod';

/** What a parent sends: `init` once, then calls; `cancel` names one by id, `close` asks the process to stop. */
export const toChild = { init: 'init', call: 'call', cancel: 'cancel', close: 'close' } as const;

/** What a child sends: `ready` once, then events and, for each call, one `answer` or `failure`; the note is its memory. */
export const toParent = { ready: 'ready', event: 'event', answer: 'answer', failure: 'failure' } as const;

/** Built in: answers a `RoleMemory`. */
export const memoryMethod = 'role:memory';

export const callMessage = z.object({ method: z.string(), params: z.unknown(), deadline: z.number() });
