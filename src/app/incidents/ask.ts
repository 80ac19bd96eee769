import { incidentSchema, incidentsSchema, factsSchema, type Incident, type Incidents } from '../../query/resources';
import { getResource, postResource } from '../ask/resource';

const day = 86_400_000;

/** Incidents that touch a stretch of time (epoch milliseconds), newest first. */
export async function askIncidents(uid: string, from: number, to: number): Promise<Incidents> {
  return await getResource(uid, 'incidents', incidentsSchema, { from, to });
}

/** One incident by its id, which is the instant of its first revision; undefined where this store has none of the id. */
export async function askIncident(
  uid: string,
  id: string
): Promise<{
  readonly incident: Incident | undefined;
  readonly currency: string;
  readonly notices: readonly string[];
}> {
  const at = Number(id);
  const near = Number.isSafeInteger(at) ? at : 0;
  const { incidents, currency, notices } = await askIncidents(uid, near - day, near + day);
  return { incident: incidents.find((each) => each.id === id), currency, notices };
}

/** The zone that the store keeps its days in (IANA). */
export async function askZone(uid: string): Promise<string> {
  return (await getResource(uid, 'facts', factsSchema)).timezone;
}

/** Writes down the cause; an empty text takes the note away. Gives the incident as it is then. */
export async function saveNote(uid: string, id: string, text: string): Promise<Incident> {
  return await postResource(uid, `incidents/${encodeURIComponent(id)}/note`, incidentSchema, { text });
}
