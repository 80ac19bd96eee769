import { z } from 'zod';

const pane = z.object({
  datasource: z.string(),
  queries: z.array(z.looseObject({ refId: z.string().default('A'), expr: z.string() })).min(1),
  range: z.object({ from: z.string(), to: z.string() }).default({ from: 'now-1h', to: 'now' }),
});
export type Pane = z.infer<typeof pane>;

/** The first pane that Grafana's Explore would show at an address; undefined where there is none. */
export function paneOf(panes: string | undefined): Pane | undefined {
  try {
    const [first] = Object.values(z.record(z.string(), z.unknown()).parse(JSON.parse(panes ?? '')));
    return pane.safeParse(first).data;
  } catch {
    return undefined;
  }
}
