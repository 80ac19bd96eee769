import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { z } from 'zod';
import { quietly } from '../ask/resource';
import { viewerText } from '../text';
import type { StoreRule } from './shipped';

const words = z.record(z.string(), z.string());
const settings = z.looseObject({ receiver: z.string() }).nullish();

/** A rule with how it stands, of `GET /api/prometheus/grafana/api/v1/rules`. */
const running = z.object({
  uid: z.string(),
  name: z.string(),
  state: z.string().default(''),
  health: z.string().default(''),
  lastError: z.string().default(''),
  lastEvaluation: z.string().default(''),
  isPaused: z.boolean().default(false),
  labels: words.default({}),
  queriedDatasourceUIDs: z.array(z.string()).nullish(),
  notificationSettings: settings,
  totals: z.record(z.string(), z.number()).nullish(),
});
export type Running = z.output<typeof running>;

const rulesAnswer = z.object({
  data: z.object({ groups: z.array(z.object({ rules: z.array(running) })) }),
});

/** A rule as it is defined, of `GET /api/v1/provisioning/alert-rules/<uid>`. */
const defined = z.object({
  uid: z.string(),
  for: z.string(),
  noDataState: z.string(),
  execErrState: z.string(),
  data: z.array(z.object({ refId: z.string(), datasourceUid: z.string(), model: z.record(z.string(), z.unknown()) })),
  annotations: words.nullish(),
  labels: words.nullish(),
  provenance: z.string().default(''),
});
export type Defined = z.output<typeof defined>;

/** Every Grafana-managed rule that the viewer may see, without its alerts. */
export async function askRules(): Promise<readonly Running[]> {
  const answer = await getBackendSrv().get<unknown>(
    '/api/prometheus/grafana/api/v1/rules',
    { limit_alerts: 0 },
    undefined,
    quietly
  );
  return rulesAnswer.parse(answer).data.groups.flatMap(({ rules }) => rules);
}

/** What a rule is made of. */
export async function askRule(uid: string): Promise<Defined> {
  const path = `/api/v1/provisioning/alert-rules/${encodeURIComponent(uid)}`;
  return defined.parse(await getBackendSrv().get<unknown>(path, undefined, undefined, quietly));
}

const folders = z.array(z.object({ uid: z.string(), title: z.string(), folderTitle: z.string().optional() }));
export type Folder = z.output<typeof folders>[number];

/** Folders that the viewer may see. */
export async function askFolders(): Promise<readonly Folder[]> {
  const asked = { type: 'dash-folder', limit: 1000 };
  return folders.parse(await getBackendSrv().get<unknown>('/api/search', asked, undefined, quietly));
}

/** Makes a folder and gives its uid. */
export async function makeFolder(title: string): Promise<string> {
  return z.object({ uid: z.string() }).parse(await getBackendSrv().post<unknown>('/api/folders', { title }, quietly))
    .uid;
}

const contactPoints = z.array(z.object({ name: z.string() }));

/** Names of the contact points, each once. */
export async function askContactPoints(): Promise<readonly string[]> {
  const answer = await getBackendSrv().get<unknown>(
    '/api/v1/provisioning/contact-points',
    undefined,
    undefined,
    quietly
  );
  return [...new Set(contactPoints.parse(answer).map(({ name }) => name))].filter(Boolean);
}

/** Makes a rule that people may change in Grafana's screens afterwards. Fails where there is one of its uid. */
export async function makeRule(
  rule: StoreRule,
  { folder, group }: { readonly folder: string; readonly group: string }
): Promise<void> {
  const body = { ...rule, orgID: 1, folderUID: folder, ruleGroup: group };
  await getBackendSrv().post<unknown>('/api/v1/provisioning/alert-rules', body, {
    ...quietly,
    headers: { 'X-Disable-Provenance': 'true' },
  });
}

const told = z.looseObject({ message: z.string().min(1) });

/** Why Grafana did not do as asked, in its own words, and what to do. */
export function refusalOf(error: unknown): string {
  const t = viewerText();
  if (error instanceof z.ZodError) {
    return t('app-alerts:fault.answer');
  }
  if (!isFetchError(error)) {
    return error instanceof TypeError ? t('app:fault.network') : String(error);
  }
  const reason = told.safeParse(error.data).data?.message ?? error.statusText ?? String(error.status);
  switch (error.status) {
    case 401:
    case 403:
      return t('app-alerts:fault.denied', { reason });
    case 404:
      return t('app-alerts:fault.absent', { reason });
    case 409:
      return t('app-alerts:fault.conflict', { reason });
    default:
      return t('app-alerts:fault.grafana', { reason });
  }
}
