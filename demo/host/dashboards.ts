import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const dashboardFile = z.looseObject({ uid: z.string(), title: z.string(), tags: z.array(z.string()).default([]) });
export type DashboardFile = z.infer<typeof dashboardFile>;

const pluginFile = z.object({ includes: z.array(z.object({ path: z.string().optional() })) });

/** Names of the dashboards' files in the order in which plugin.json, beside their folder, brings them. */
function namesIn(folder: string): readonly string[] {
  const plugin = pluginFile.parse(JSON.parse(readFileSync(path.join(folder, '..', 'plugin.json'), 'utf8')));
  const order = plugin.includes.map((each) => path.basename(each.path ?? ''));
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .sort((a, b) => place(a) - place(b));
}

/** The dashboards that the plugin brings, as its build has them and in its order. Read anew at each call. */
export function bundledDashboards(folder: string): readonly DashboardFile[] {
  if (!existsSync(folder)) {
    return [];
  }
  return namesIn(folder).map((name) => dashboardFile.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))));
}
