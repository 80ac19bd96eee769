import { isFetchError } from '@grafana/runtime';
import { z } from 'zod';
import { reasonOf } from '../../shims/reason';
import { viewerText } from '../text';

const told = z.looseObject({ message: z.string().min(1) });

/** Why asking failed and who is at fault: the backend's own sentence where it came that far. */
export function faultOf(error: unknown): string {
  const t = viewerText();
  if (error instanceof z.ZodError) {
    return t('app:fault.answer');
  }
  if (isFetchError(error) && !told.safeParse(error.data).success) {
    return t('app:fault.grafana', { status: error.statusText ?? String(error.status) });
  }
  return error instanceof TypeError ? t('app:fault.network') : reasonOf(error);
}
