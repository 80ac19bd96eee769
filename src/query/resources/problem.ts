import { z } from 'zod';

/** A place in a text, 1-based; an end that is left out means "to the end of the word". */
export const problemSchema = z.object({
  severity: z.enum(['error', 'warning', 'info']).default('error'),
  message: z.string(),
  line: z.number().int().min(1).optional(),
  column: z.number().int().min(1).optional(),
  endLine: z.number().int().min(1).optional(),
  endColumn: z.number().int().min(1).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
