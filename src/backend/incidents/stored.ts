import { z } from 'zod';
import { copyQuery, type CopyQuery, type CopyReads, type ReadOptions } from '../copy';

/** What is known of an incident: its newest revision and note. Money is ten-thousandths of the shop's currency. */
export interface StoredIncident {
  readonly id: string;
  readonly revision: number;
  readonly startedAt: number;
  readonly detectedAt: number;
  readonly endedAt: number | null;
  readonly state: number;
  readonly orders: number;
  readonly expected: number;
  readonly shortfallLow: number | null;
  readonly shortfallHigh: number | null;
  readonly riskLow: number | null;
  readonly riskHigh: number | null;
  readonly recoveredLow: number | null;
  readonly recoveredHigh: number | null;
  readonly errors: number | null;
  readonly errorsUsual: number | null;
  readonly service: string | null;
  readonly errorCode: string | null;
  readonly definition: string;
  readonly keptAt: number;
  readonly note: string | null;
  readonly noteAt: number | null;
  readonly noteBy: string | null;
}

const maybe = z.number().nullable();
const row: z.ZodType<StoredIncident> = z.object({
  id: z.string(),
  revision: z.number(),
  startedAt: z.number(),
  detectedAt: z.number(),
  endedAt: maybe,
  state: z.number(),
  orders: z.number(),
  expected: z.number(),
  shortfallLow: maybe,
  shortfallHigh: maybe,
  riskLow: maybe,
  riskHigh: maybe,
  recoveredLow: maybe,
  recoveredHigh: maybe,
  errors: maybe,
  errorsUsual: maybe,
  service: z.string().nullable(),
  errorCode: z.string().nullable(),
  definition: z.string(),
  keptAt: z.number(),
  note: z.string().nullable(),
  noteAt: maybe,
  noteBy: z.string().nullable(),
});

export interface Wanted {
  readonly shopId: string;
  /** Incidents that touch `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** Only this one. */
  readonly id?: string;
  readonly limit: number;
}

function query({ shopId, from, to, id, limit }: Wanted): CopyQuery {
  let newest = copyQuery()
    .selectFrom('incidents as i')
    .select(['i.id', 'i.revision', 'i.started_at as startedAt', 'i.detected_at as detectedAt', 'i.ended_at as endedAt'])
    .select(['i.state', 'i.orders', 'i.expected', 'i.shortfall_low as shortfallLow'])
    .select(['i.shortfall_high as shortfallHigh', 'i.revenue_at_risk_low as riskLow'])
    .select(['i.revenue_at_risk_high as riskHigh', 'i.recovered_low as recoveredLow'])
    .select(['i.recovered_high as recoveredHigh', 'i.errors', 'i.errors_usual as errorsUsual', 'i.service'])
    .select(['i.error_code as errorCode', 'i.definition', 'i.kept_at as keptAt'])
    .select((q) => {
      const note = q
        .selectFrom('incident_notes as n')
        .whereRef('n.shop_id', '=', 'i.shop_id')
        .whereRef('n.id', '=', 'i.id')
        .orderBy('n.at', 'desc')
        .limit(1);
      return [note.select('n.text').as('note'), note.select('n.at').as('noteAt'), note.select('n.author').as('noteBy')];
    })
    .where('i.shop_id', '=', shopId)
    .where('i.started_at', '<', to)
    .where((q) => q.or([q('i.ended_at', 'is', null), q('i.ended_at', '>', from)]))
    .where((q) =>
      q.not(
        q.exists(
          q
            .selectFrom('incidents as later')
            .select('later.id')
            .whereRef('later.shop_id', '=', 'i.shop_id')
            .whereRef('later.id', '=', 'i.id')
            .whereRef('later.revision', '>', 'i.revision')
        )
      )
    )
    .orderBy('i.started_at', 'desc')
    .limit(limit);
  if (id !== undefined) {
    newest = newest.where('i.id', '=', id);
  }
  return newest.compile();
}

/** Incidents as they are known now, newest first. */
export async function storedIncidents(
  reads: Pick<CopyReads, 'rows'>,
  wanted: Wanted,
  options: ReadOptions
): Promise<StoredIncident[]> {
  return await reads.rows(query(wanted), row, options);
}
