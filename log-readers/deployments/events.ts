import { z } from 'zod';

/** A deployment that AWS tells of. */
export interface Deployment {
  /** Name of the ECS service or the Lambda function. */
  readonly service: string;
  readonly region: string;
  /** When it began, or failed. */
  readonly at: Date;
  readonly message: string;
  readonly failed: boolean;
}

const envelope = z.object({ source: z.string(), 'detail-type': z.string() });
const ofEcs = z.object({
  source: z.literal('aws.ecs'),
  region: z.string(),
  time: z.iso.datetime(),
  resources: z.tuple([z.string().regex(/^arn:aws[\w-]*:ecs:.*:service\/.+/)]).rest(z.string()),
  detail: z.object({ eventName: z.string(), deploymentId: z.string(), reason: z.string().optional() }),
});
const ofLambda = z.object({
  source: z.literal('aws.lambda'),
  region: z.string(),
  time: z.iso.datetime(),
  detail: z.object({
    eventName: z.string(),
    errorCode: z.string().optional(),
    requestParameters: z.object({ functionName: z.string(), dryRun: z.boolean().optional() }),
    responseElements: z.object({ version: z.string().optional() }).nullish(),
  }),
});

/**
 * What an event of EventBridge says of a deployment: "ECS Deployment State Change" by itself, an update of a function's code
 * by CloudTrail. Undefined where it tells of none: a deployment of ECS that is complete (its beginning was told), a dry run,
 * a call that was refused.
 *
 * @throws Error where the event is neither: a rule of EventBridge passes on something else.
 */
export function deploymentOf(event: unknown): Deployment | undefined {
  const ecs = ofEcs.safeParse(event);
  if (ecs.success) {
    return byEcs(ecs.data);
  }
  const lambda = ofLambda.safeParse(event);
  if (lambda.success) {
    return byLambda(lambda.data);
  }
  const { data } = envelope.safeParse(event);
  const what =
    data === undefined ? 'something that is no event of EventBridge' : `${data.source}, ${data['detail-type']}`;
  throw new Error(
    `The event tells of no deployment of ECS or Lambda (${what}): look at the rule that calls the function.`
  );
}

function byEcs({ region, time, resources, detail }: z.infer<typeof ofEcs>): Deployment | undefined {
  const service = resources[0].split('/').pop() ?? '';
  const [failed, begun] = ['FAILED', 'IN_PROGRESS'].map((end) => detail.eventName === `SERVICE_DEPLOYMENT_${end}`);
  if (failed !== true && begun !== true) {
    return undefined;
  }
  const message = failed === true ? `Deployment of ${service} failed` : `${service} is being deployed`;
  const why = failed === true && detail.reason !== undefined ? `: ${detail.reason}` : '';
  return {
    service,
    region,
    at: new Date(time),
    failed: failed === true,
    message: `${message} (${detail.deploymentId})${why}`,
  };
}

function byLambda({ region, time, detail }: z.infer<typeof ofLambda>): Deployment | undefined {
  const { eventName, errorCode, requestParameters, responseElements } = detail;
  if (!eventName.startsWith('UpdateFunctionCode') || errorCode !== undefined || requestParameters.dryRun === true) {
    return undefined;
  }
  const service = nameOf(requestParameters.functionName);
  const version = responseElements?.version;
  return {
    service,
    region,
    at: new Date(time),
    failed: false,
    message: `${service} has new code${version === undefined ? '' : ` (${version})`}`,
  };
}

/** Of a function's name, its ARN or the part of an ARN that begins with the account: the name. */
const nameOf = (text: string): string => /(?:^|:)function:([^:]+)/.exec(text)?.[1] ?? text;
