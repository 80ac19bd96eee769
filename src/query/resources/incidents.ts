import { z } from 'zod';

/** An 80 % interval; of money in the shop's currency, of orders otherwise. */
const interval = z.object({ low: z.number(), high: z.number() });

/** A stretch in which orders were missing or errors burst, as it was kept. Instants are epoch milliseconds. */
export const incidentSchema = z.object({
  /** Of its own for ever: `<start in ms>` of the first revision. */
  id: z.string(),
  /** Counts what was added to it; the first is 1. */
  revision: z.number().int().min(1),
  /** As estimated: when orders began to fall or errors to rise. */
  startedAt: z.number(),
  /** When it was first seen. */
  detectedAt: z.number(),
  /** Left out while it goes on. */
  endedAt: z.number().optional(),
  /** The gravest state reached: 1 watching … 4 both. */
  state: z.number().int().min(0).max(4),
  /** What happened in one sentence of the language asked for. */
  title: z.string(),
  /** Its figures in one line. */
  text: z.string(),
  orders: z.number(),
  expected: z.number(),
  /** Orders missing; left out where none can be told. */
  shortfall: interval.optional(),
  /** Left out without order values. */
  revenueAtRisk: interval.optional(),
  /** Orders above the usual afterwards; left out while nothing is known. */
  recovered: interval.optional(),
  errors: z.number().optional(),
  errorsUsual: z.number().optional(),
  /** The service with most error lines, its most frequent code, and that code's words. */
  service: z.string().optional(),
  errorCode: z.string().optional(),
  codeWords: z.string().optional(),
  /** Of the formulas that found it. */
  definition: z.string(),
  /** What a person wrote of its cause, the newest. */
  note: z.object({ text: z.string(), at: z.number(), by: z.string() }).optional(),
});
export type Incident = z.infer<typeof incidentSchema>;

/** `GET incidents?lang=&from=&to=`: incidents that touch the range (default: the last 90 days), newest first. */
export const incidentsSchema = z.object({
  incidents: z.array(incidentSchema),
  currency: z.string(),
  /** Why there may be fewer than happened: no copy, no logs; in the language asked for. */
  notices: z.array(z.string()).default([]),
});
export type Incidents = z.infer<typeof incidentsSchema>;

/** Body of `POST incidents/<id>/note` (roles Editor and Admin); an empty text takes the note away. Answers the incident. */
export const incidentNoteSchema = z.object({ text: z.string().max(2_000), language: z.string().optional() });
