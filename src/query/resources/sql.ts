import { z } from 'zod';
import { problemSchema } from './problem';

const columnTypes = [
  'id',
  'text',
  'integer',
  'number',
  'money',
  'instant',
  'day',
  'flag',
  'list',
  'json',
  'decimal',
] as const;

/** `GET sql/views?lang=`: the documented views that SQL may read, and macros, for completion and help. */
export const sqlViewsSchema = z.object({
  views: z.array(
    z.object({
      name: z.string(),
      text: z.string().default(''),
      columns: z.array(
        z.object({
          name: z.string(),
          type: z.enum(columnTypes),
          text: z.string().default(''),
          /** Personal columns are listed; whether this caller may read them is said here. */
          personal: z.boolean().default(false),
          allowed: z.boolean().default(true),
        })
      ),
    })
  ),
  macros: z.array(z.object({ name: z.string(), insert: z.string(), text: z.string().default('') })).default([]),
});
export type SqlViews = z.infer<typeof sqlViewsSchema>;

/** `POST sql/check` with `{ sql, language }`: nothing is run, the text is compiled on the read-only handle. */
export const sqlCheckSchema = z.object({ problems: z.array(problemSchema) });
