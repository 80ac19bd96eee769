import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const dashboardFile = z.looseObject({ uid: z.string(), title: z.string(), tags: z.array(z.string()).default([]) });
export type DashboardFile = z.infer<typeof dashboardFile>;

/** The dashboards that the plugin brings, as its build has them. Read anew at each call. */
export function bundledDashboards(folder: string): readonly DashboardFile[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => dashboardFile.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))));
}
