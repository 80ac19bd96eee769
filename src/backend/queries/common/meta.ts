import type { FrameCustom } from '../../../query/resources';
import type { Frame, FrameMeta, Notice } from '../../grafana';
import type { AnswerMeta } from '../../shopify';
import { distinct, noticeOf } from './notices';
import type { Ask } from './ask';

/** What all of a query's answers cost together, and how old the oldest of them is. */
export function customOf(answers: readonly AnswerMeta[]): FrameCustom {
  const first = answers[0];
  if (first === undefined) {
    return { lane: 'live' };
  }
  const served = answers.find(({ servedVersion }) => servedVersion !== undefined)?.servedVersion;
  const costs = answers.flatMap(({ cost }) => (cost === undefined ? [] : [cost]));
  const windows = answers.flatMap(({ shopifyqlCost }) => (shopifyqlCost === undefined ? [] : [shopifyqlCost]));
  const lastCost = costs.at(-1);
  const lastWindow = windows.at(-1);
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return {
    lane: 'live',
    fetchedAt: Math.min(...answers.map(({ fetchedAt }) => fetchedAt)),
    cached: answers.every(({ cached }) => cached),
    requests: total(answers.map(({ requests }) => requests)),
    ...(served === undefined ? {} : { servedVersion: served }),
    ...(lastCost === undefined
      ? {}
      : {
          cost: {
            ...lastCost,
            requested: total(costs.map(({ requested }) => requested)),
            actual: total(costs.map(({ actual }) => actual)),
          },
        }),
    ...(lastWindow === undefined
      ? {}
      : { shopifyqlCost: { ...lastWindow, requested: total(windows.map(({ requested }) => requested)) } }),
  };
}

/**
 * Puts what is known of the answers on frames: text that was sent, cost and freshness on each, notices on the first alone,
 * as a panel shows the notices of all its frames.
 */
export function withMeta(
  frames: readonly Frame[],
  { t }: Pick<Ask, 't'>,
  {
    answers,
    sent,
    notices = [],
    custom: more,
  }: { answers: readonly AnswerMeta[]; sent?: string; notices?: readonly Notice[]; custom?: FrameCustom }
): Frame[] {
  const all = distinct([...notices, ...answers.flatMap((answer) => answer.notices.map((each) => noticeOf(each, t)))]);
  const custom = { ...customOf(answers), ...more };
  return frames.map((frame, index) => {
    const meta: FrameMeta = {
      ...frame.meta,
      custom,
      ...(sent === undefined ? {} : { executedQueryString: sent }),
      ...(index === 0 && all.length > 0 ? { notices: all } : {}),
    };
    return { ...frame, meta };
  });
}
