import { z } from 'zod';
import { RoleError } from '../../roles';
import { CopyError, isCopyErrorCode } from '../errors';

const details = z.object({ values: z.record(z.string(), z.union([z.string(), z.number()])) });

/** What a failed call to a process of ours means; errors that aren't about copies come back as they are. */
export function asReadError(error: unknown): unknown {
  if (!(error instanceof RoleError)) {
    return error;
  }
  if (isCopyErrorCode(error.code)) {
    return new CopyError(error.code, details.safeParse(error.details).data?.values ?? {}, error);
  }
  switch (error.code) {
    case 'role-deadline':
      return new CopyError('deadlinePassed', {}, error);
    case 'role-cancelled':
      return new CopyError('cancelled', {}, error);
    case 'role-busy':
      return new CopyError('busy', {}, error);
    case 'role-died':
    case 'role-memory':
    case 'role-start':
    case 'role-closed':
      return new CopyError('readerDied', { reason: error.message }, error);
    default:
      return error;
  }
}
