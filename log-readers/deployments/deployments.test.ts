import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { alloyStandIn, type StandIn } from '../testing/stand-in';
import { deploymentOf } from './events';
import { handler } from './lambda';

const ecs = (eventName: string) => ({
  version: '0',
  'detail-type': 'ECS Deployment State Change',
  source: 'aws.ecs',
  account: '123456789012',
  time: '2026-11-23T10:00:00Z',
  region: 'ap-northeast-2',
  resources: ['arn:aws:ecs:ap-northeast-2:123456789012:service/shop/checkout-api'],
  detail: {
    eventType: 'INFO',
    eventName,
    deploymentId: 'ecs-svc/1',
    updatedAt: '2026-11-23T10:00:00Z',
    reason: 'why.',
  },
});
const lambda = (detail: Record<string, unknown>) => ({
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.lambda',
  time: '2026-11-23T10:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail: { eventSource: 'lambda.amazonaws.com', eventName: 'UpdateFunctionCode20150331v2', ...detail },
});
const arn = 'arn:aws:lambda:us-east-1:123456789012:function:order-sync';

let alloy: StandIn;
beforeAll(async () => {
  alloy = await alloyStandIn();
  vi.stubEnv('ALLOY_PUSH_URL', alloy.url);
});
afterEach(() => {
  alloy.lines.length = 0;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await alloy.close();
});

describe('deployments', () => {
  it('pushes the line that dashboards read, at the time of the event', async () => {
    await handler(ecs('SERVICE_DEPLOYMENT_IN_PROGRESS'));
    expect(alloy.lines).toEqual([
      {
        ns: BigInt(Date.parse('2026-11-23T10:00:00Z')) * 1_000_000n,
        text: '{"level":"info","msg":"checkout-api is being deployed (ecs-svc/1)"}',
        labels: { service_name: 'deployments', environment: 'production', region: 'ap-northeast-2' },
        metadata: { deployed_service: 'checkout-api' },
      },
    ]);
  });

  it('tells of a deployment once, and that one failed', async () => {
    await handler(ecs('SERVICE_DEPLOYMENT_COMPLETED'));
    expect(alloy.lines).toEqual([]);
    await handler(ecs('SERVICE_DEPLOYMENT_FAILED'));
    expect(alloy.lines[0]?.text).toBe('{"level":"warn","msg":"Deployment of checkout-api failed (ecs-svc/1): why."}');
  });

  it.each(['order-sync', arn, `${arn}:7`, '123456789012:function:order-sync'])(
    'knows the function of %s',
    (functionName) => {
      expect(
        deploymentOf(lambda({ requestParameters: { functionName }, responseElements: { version: '8' } }))
      ).toMatchObject({
        service: 'order-sync',
        message: 'order-sync has new code (8)',
        failed: false,
      });
    }
  );

  it.each([
    ['a dry run', { requestParameters: { functionName: arn, dryRun: true } }],
    [
      'a call that was refused',
      { errorCode: 'AccessDenied', requestParameters: { functionName: arn }, responseElements: null },
    ],
    ['another call', { eventName: 'AddPermission20150331v2', requestParameters: { functionName: arn } }],
  ])('takes %s for no deployment', (_, detail) => {
    expect(deploymentOf(lambda(detail))).toBeUndefined();
  });

  it('says what called it wrongly', () => {
    expect(() => deploymentOf({ source: 'aws.ec2', 'detail-type': 'State-change' })).toThrow('(aws.ec2, State-change)');
    expect(() => deploymentOf('text')).toThrow('no event of EventBridge');
  });

  it('fails where Alloy refuses, so that Lambda calls again', async () => {
    alloy.answers.push(400);
    await expect(handler(ecs('SERVICE_DEPLOYMENT_FAILED'))).rejects.toThrow('1 lines could not be sent to Alloy');
  });
});
