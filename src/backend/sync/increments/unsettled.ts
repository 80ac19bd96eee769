import { plan } from '../plan/plan';
import type { RoundParts } from './past';
import { fetchById } from './sweep';

/** Reads orders that await payment again by id: a gateway's own capture may leave their `updatedAt` where it was. */
export async function readUnsettled(parts: RoundParts, signal: AbortSignal): Promise<void> {
  const { unsettled } = plan.orders;
  if (unsettled !== undefined) {
    const since = parts.timing.clock.now() - unsettled.age;
    const { ids } = await parts.writer.unsettled({ since, most: unsettled.most });
    await fetchById(parts, 'orders', ids, signal);
  }
}
