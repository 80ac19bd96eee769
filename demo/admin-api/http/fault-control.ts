import { z } from 'zod';
import { faultKinds, faultSchema, type Faults } from '../faults';
import { parseJson } from './body';
import { json, type Reply } from './reply';

const removal = z.object({ kind: z.enum(faultKinds).optional() });

/** `GET` lists the faults, `POST` switches one on, `DELETE` switches one kind or all of them off. */
export function answerFaults(faults: Faults, method: string, text: string): Reply {
  if (method === 'POST') {
    const fault = faultSchema.safeParse(parseJson(text));
    if (!fault.success) {
      return json(400, { error: z.prettifyError(fault.error), kinds: faultKinds });
    }
    faults.add(fault.data);
  } else if (method === 'DELETE') {
    const request = removal.safeParse(text === '' ? {} : parseJson(text));
    if (!request.success) {
      return json(400, { error: z.prettifyError(request.error), kinds: faultKinds });
    }
    faults.clear(request.data.kind);
  } else if (method !== 'GET') {
    return json(405, { error: 'Use GET, POST or DELETE.' });
  }
  return json(200, { faults: faults.list() });
}
