/** The function that EventBridge calls for each deployment of ECS and Lambda: a line of the service "deployments" goes to Alloy. */
import { push, type Line } from '../push';
import { deploymentOf, type Deployment } from './events';

/** The line that dashboards and `impact` read as a deployment: docs/logs.md. */
export function lineOf({ service, region, at, message, failed }: Deployment, environment: string): Line {
  return {
    ns: BigInt(at.getTime()) * 1_000_000n,
    text: JSON.stringify({ level: failed ? 'warn' : 'info', msg: message }),
    labels: { service_name: 'deployments', environment, region },
    metadata: { deployed_service: service },
  };
}

/**
 * Environment: `ALLOY_PUSH_URL`; `ENVIRONMENT`, "production" without it.
 *
 * @throws where the event is none of a deployment, or Alloy does not take the line: Lambda tries again, twice.
 */
export async function handler(event: unknown): Promise<void> {
  const { ALLOY_PUSH_URL: url, ENVIRONMENT: environment = 'production' } = process.env;
  if (url === undefined || url === '') {
    throw new Error(
      'ALLOY_PUSH_URL is not set: give the address of Alloy, such as http://alloy:3500/loki/api/v1/push.'
    );
  }
  const deployment = deploymentOf(event);
  if (deployment !== undefined) {
    await push({ url }, [lineOf(deployment, environment)]);
  }
}
