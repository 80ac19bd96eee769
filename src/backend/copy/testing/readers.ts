import { z } from 'zod';
import { RoleError, type Role, type RoleCaller } from '../../roles';
import { copyReader } from '../reader/role';

const thrown = z.object({ code: z.string(), details: z.unknown() });

/** Runs a role's methods in this process, for tests: values are cloned as between processes. The copies' reader if left out. */
export function localRole(role: Role = copyReader, init: unknown = {}): RoleCaller {
  const started = Promise.resolve(role.start(init));
  return {
    call: async (name, params, { signal, deadline, onEvent }) => {
      const run = (await started)[name];
      if (run === undefined) {
        throw new RoleError('role-method', name);
      }
      try {
        const emit = async (event: unknown) => {
          await onEvent?.(structuredClone(event));
        };
        return structuredClone(await run(structuredClone(params), { signal, deadline, emit }));
      } catch (error) {
        const known = thrown.safeParse(error).data;
        throw new RoleError(known?.code ?? 'role-failed', String(error), { details: known?.details, cause: error });
      }
    },
  };
}
