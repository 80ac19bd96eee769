import { z } from 'zod';

/** What crosses between the parent and the process that saves and checks copies. */

export const backUpParams = z.object({
  file: z.string(),
  directory: z.string(),
  label: z.enum(['scheduled', 'manual']),
  now: z.number(),
});

export const checkParams = z.object({ file: z.string() });

export const savedBackup = z.object({ file: z.string(), label: z.string(), bytes: z.number(), at: z.number() });
