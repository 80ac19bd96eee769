import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { HttpError, readJson, sendJson, type Exchange } from './http';

const rule = z.looseObject({
  uid: z.string().min(1).max(40),
  title: z.string().min(1),
  ruleGroup: z.string().min(1),
  folderUID: z.string().min(1),
  data: z.array(z.looseObject({ datasourceUid: z.string() })),
  labels: z.record(z.string(), z.string()).default({}),
});
type Rule = z.output<typeof rule>;

const folder = z.object({ title: z.string().min(1) });

/** Alert rules and folders as Grafana's API keeps them, until the preview ends. Nothing evaluates the rules. */
export class AlertingRoutes {
  readonly #rules = new Map<string, Rule>();
  readonly #folders: Array<{ readonly uid: string; readonly title: string }> = [];

  /** `GET /api/prometheus/grafana/api/v1/rules`: as Grafana tells of rules that never ran. */
  running({ response }: Exchange): void {
    const groups = [...this.#rules.values()].map(({ uid, title, ruleGroup, labels, data }) => ({
      name: ruleGroup,
      rules: [
        {
          uid,
          name: title,
          labels,
          state: 'inactive',
          health: 'ok',
          isPaused: false,
          lastEvaluation: '0001-01-01T00:00:00Z',
          queriedDatasourceUIDs: data.map(({ datasourceUid }) => datasourceUid).filter((each) => each !== '__expr__'),
        },
      ],
    }));
    sendJson(response, 200, { status: 'success', data: { groups } });
  }

  one({ response }: Exchange, uid: string): void {
    const found = this.#rules.get(uid);
    if (found === undefined) {
      throw new HttpError(404, `Alert rule ${uid} not found`);
    }
    sendJson(response, 200, found);
  }

  async add({ request, response }: Exchange): Promise<void> {
    const read = rule.safeParse(await readJson(request));
    if (!read.success) {
      throw new HttpError(400, `Bad alert rule: ${z.prettifyError(read.error)}`);
    }
    if (this.#rules.has(read.data.uid)) {
      throw new HttpError(409, `There is a rule of the id ${read.data.uid}`);
    }
    if (!this.#folders.some(({ uid }) => uid === read.data.folderUID)) {
      throw new HttpError(400, 'The folder does not exist');
    }
    this.#rules.set(read.data.uid, read.data);
    sendJson(response, 201, read.data);
  }

  folders({ response }: Exchange): void {
    sendJson(response, 200, this.#folders);
  }

  async addFolder({ request, response }: Exchange): Promise<void> {
    const read = folder.safeParse(await readJson(request));
    if (!read.success) {
      throw new HttpError(400, `Bad folder: ${z.prettifyError(read.error)}`);
    }
    const made = { uid: randomUUID().slice(0, 8), title: read.data.title };
    this.#folders.push(made);
    sendJson(response, 200, made);
  }
}
