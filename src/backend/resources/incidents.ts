import type { z } from 'zod';
import { incidentNoteSchema, type Incident, type incidentsSchema } from '../../query/resources';
import type { CopyAccess } from '../copy';
import { storedIncidents, textOf, titleOf, type StoredIncident } from '../incidents';
import { readableCopy } from '../queries/common/copy-notices';
import { QueryProblem } from '../queries/common/problem';
import { copyProblem } from '../queries/impact/judge';
import { impactOf, wordsOf } from '../queries/impact/words';
import { accessOf, SyncError } from '../sync';
import { readBody } from './body';
import { json, type Answer, type Asked } from './context';

const day = 86_400_000;

/** How far back incidents are told where no range is asked for, and how many. */
const usual = 90 * day;
const most = 500;

/** `GET incidents?lang=&from=&to=` */
export const answerIncidents: Answer = async (asked) => {
  const { parameters, now, t, shopify, options, logs } = asked;
  const to = instantOf(parameters.get('to')) ?? now() + day;
  const from = instantOf(parameters.get('from')) ?? to - usual;
  const { currency } = await shopify.lastFacts(options);
  const copy = copyOf(asked);
  const answer: z.input<typeof incidentsSchema> =
    copy instanceof QueryProblem
      ? { incidents: [], currency, notices: [t('incidents:notice.noCopy', { reason: t(copy.key, copy.values) })] }
      : {
          incidents: (await read(asked, copy, { from, to })).map((each) => told(asked, each, currency)),
          currency,
          notices: logs === undefined ? [t('incidents:notice.noLogs')] : [],
        };
  return json(answer);
};

/** `POST incidents/<id>/note`: for Editors and Admins. Answers the incident with its note. */
export const noteIncident: Answer = async (asked) => {
  const { role, segments, copy, now, login, shopify, options } = asked;
  if (role !== 'Editor' && role !== 'Admin') {
    throw new QueryProblem('incidents:error.role', {}, { status: 403 });
  }
  const [id = ''] = segments;
  const { text } = readBody(asked.body, incidentNoteSchema);
  const access = copyOf(asked);
  if (access instanceof QueryProblem || copy.kind === 'off') {
    throw access instanceof QueryProblem ? access : new QueryProblem('incidents:error.later', {}, { status: 503 });
  }
  const always = { from: 0, to: Number.MAX_SAFE_INTEGER, id };
  const [known] = await read(asked, access, always);
  if (known === undefined) {
    throw new QueryProblem('incidents:error.unknown', { id: id.slice(0, 40) }, { status: 404 });
  }
  try {
    await copy.supervisor.addIncidentNote({ id: known.id, at: now(), text: text.trim(), author: login ?? '' });
  } catch (error) {
    throw error instanceof SyncError ? new QueryProblem('incidents:error.later', {}, { status: 503 }) : error;
  }
  const { currency } = await shopify.lastFacts(options);
  const [noted = known] = await read(asked, access, always);
  return json(told(asked, noted, currency));
};

/** The copy, or what keeps it from being read. */
export function copyOf({ copy, role, t }: Asked): CopyAccess | QueryProblem {
  try {
    return readableCopy({ copy: accessOf(copy, { role, isAlert: false }), t });
  } catch (error) {
    if (error instanceof QueryProblem) {
      return copyProblem(error);
    }
    throw error;
  }
}

function instantOf(text: string | null): number | undefined {
  const value = text === null || text.trim() === '' ? NaN : Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

async function read(
  { options }: Asked,
  { reads, shopId }: CopyAccess,
  wanted: { readonly from: number; readonly to: number; readonly id?: string }
): Promise<StoredIncident[]> {
  return await storedIncidents(reads, { shopId, limit: most, ...wanted }, { ...options, caller: options.caller ?? '' });
}

function told({ t, settings }: Asked, incident: StoredIncident, currency: string): Incident {
  const impact = impactOf(settings);
  const words = (code: string) => wordsOf(impact, code, t);
  const telling = { t, currency, wordsOf: words };
  const { endedAt, errors, errorsUsual, service, errorCode, note, noteAt, noteBy } = incident;
  const interval = (low: number | null, high: number | null, scale = 1) =>
    low === null || high === null ? undefined : { low: low / scale, high: high / scale };
  const shortfall = interval(incident.shortfallLow, incident.shortfallHigh);
  const revenueAtRisk = interval(incident.riskLow, incident.riskHigh, 10_000);
  const recovered = interval(incident.recoveredLow, incident.recoveredHigh);
  const codeWords = errorCode === null ? undefined : words(errorCode);
  return {
    id: incident.id,
    revision: incident.revision,
    startedAt: incident.startedAt,
    detectedAt: incident.detectedAt,
    ...(endedAt === null ? {} : { endedAt }),
    state: incident.state,
    title: titleOf(incident, telling),
    text: textOf(incident, telling),
    orders: incident.orders,
    expected: incident.expected,
    ...(shortfall === undefined ? {} : { shortfall }),
    ...(revenueAtRisk === undefined ? {} : { revenueAtRisk }),
    ...(recovered === undefined ? {} : { recovered }),
    ...(errors === null ? {} : { errors }),
    ...(errorsUsual === null ? {} : { errorsUsual }),
    ...(service === null ? {} : { service }),
    ...(errorCode === null ? {} : { errorCode }),
    ...(codeWords === undefined ? {} : { codeWords }),
    definition: incident.definition,
    ...(note === null || note === '' || noteAt === null ? {} : { note: { text: note, at: noteAt, by: noteBy ?? '' } }),
  };
}
