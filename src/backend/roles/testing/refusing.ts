import { RoleError } from '../errors';
import type { Role } from '../role';

/** A role that can't start. */
export const refusing: Role = {
  name: 'refusing',
  start() {
    throw new RoleError('copy-missing', 'There is no copy here', { details: { folder: 'somewhere' } });
  },
};
