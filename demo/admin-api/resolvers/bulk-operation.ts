import type { BulkJob } from '../bulk/job';
import type { RequestContext } from '../context';
import { bulkFilePath } from '../http/bulk-file';
import { id, keyword, time, type SearchFields } from '../search/fields';

/** `BulkOperation` as it stands now: counts are texts, as Shopify's UnsignedInt64 is. */
export function bulkOperation(job: BulkJob, { now, baseUrl }: Pick<RequestContext, 'now' | 'baseUrl'>) {
  const status = job.statusAt(now);
  const { output } = job;
  const shown = status === 'COMPLETED' || status === 'FAILED' || status === 'EXPIRED' ? 1 : job.progressAt(now);
  const url = `${baseUrl}${bulkFilePath(job)}`;
  return {
    id: job.id,
    status,
    type: 'QUERY',
    query: job.query,
    createdAt: job.createdAt,
    completedAt: job.completedAt(now),
    errorCode: status === 'FAILED' ? output.failed : null,
    objectCount: String(Math.floor(output.objects * shown) + (shown === 1 ? (job.spoiled.miscount ?? 0) : 0)),
    rootObjectCount: String(Math.floor(output.roots * shown)),
    fileSize: status === 'COMPLETED' ? String(output.bytes) : null,
    url: status === 'COMPLETED' && output.objects > 0 ? url : null,
    partialDataUrl: status === 'FAILED' && output.objects > 0 ? url : null,
  };
}

export function bulkOperationFields(now: number): SearchFields<BulkJob> {
  return {
    created_at: time((job) => job.createdAt),
    id: id((job) => job.id),
    operation_type: keyword(() => 'QUERY'),
    status: keyword((job) => job.statusAt(now)),
  };
}
