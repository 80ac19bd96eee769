import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readQuery } from '../../query';
import { provisioningFile } from './file';
import type { Defined, Running } from './grafana';
import { labelsOf } from './labels';
import { worded } from './RuleRow';
import { groupFor, morning, ruleFor, shippedRules, uidFor, usualChoices, type Choices } from './shipped';
import { differences, standingOf } from './standing';

const store = { uid: 'harbor', name: 'Harbor & Pine $1', shop: 'harbor.myshopify.com' };
const choices: Choices = { ...usualChoices, language: 'en' };
const [first] = shippedRules;
const shipped = (uid: string) => shippedRules.find((rule) => rule.uid === uid) ?? first;
const stale = shipped('shopscope-sync-stale');
if (stale === undefined) {
  throw new Error('no rule is shipped');
}

function running(more: Partial<Running> = {}): Running {
  return {
    uid: uidFor(stale ?? shippedRules[0]!, store.uid),
    name: 'sync stale',
    state: 'inactive',
    health: 'ok',
    lastError: '',
    lastEvaluation: '2026-11-23T06:00:00Z',
    isPaused: false,
    labels: {},
    queriedDatasourceUIDs: [store.uid],
    notificationSettings: null,
    totals: {},
    ...more,
  };
}

describe('a shipped rule for a store', () => {
  it('has an id that Grafana takes, and another for every other store', () => {
    const uid = fc.stringMatching(/^[\w-]{1,40}$/);
    fc.assert(
      fc.property(uid, uid, fc.constantFrom(...shippedRules), (one, other, rule) => {
        expect(uidFor(rule, one)).toMatch(/^[\w-]{1,40}$/);
        expect(uidFor(rule, one) === uidFor(rule, other)).toBe(one === other);
        expect(groupFor(rule, one).length).toBeLessThanOrEqual(190);
      })
    );
  });

  it.each(shippedRules.map((rule) => [rule.uid, rule] as const))(
    '%s asks this store alone, and leads to it',
    (_, rule) => {
      const made = ruleFor(rule, store, { ...choices, hour: 6, labels: { team: 'shop' }, receiver: 'Chat' });
      expect(JSON.stringify(made)).not.toContain('shopscope-demo-shop');
      expect(made.annotations['url']).toContain(`=${store.uid}&`);
      expect(made.labels).toMatchObject({ team: 'shop', product: 'shopscope', data_source: store.uid });
      expect(readQuery(made.data[0]?.model)).toMatchObject({ ok: true });
      expect(made.notification_settings).toMatchObject({ receiver: 'Chat' });
      expect(made.data[0]?.model['hour']).toBe(rule.uid === morning ? 6 : undefined);
    }
  );

  it('has words on the page', () => {
    expect(shippedRules.map(({ uid }) => uid).sort()).toEqual([...worded].sort());
  });

  it('comes as a provisioning file that reads back, `$` of names doubled for Grafana', async () => {
    const file = z
      .object({
        groups: z.array(
          z.object({ folder: z.string(), rules: z.array(z.object({ uid: z.string(), title: z.string() })) })
        ),
      })
      .parse(parse(await provisioningFile(shippedRules, store, choices, 'Shop $')));
    const rules = file.groups.flatMap((group) => group.rules);
    expect(rules.map(({ uid }) => uid)).toEqual(shippedRules.map((rule) => uidFor(rule, store.uid)));
    expect(file.groups.map(({ folder }) => folder)).toEqual(file.groups.map(() => 'Shop $$'));
    expect(rules[0]?.title).toBe('sync stale (Harbor & Pine $$1)');
  });
});

describe('how a rule stands', () => {
  it.each([
    ['healthy', {}],
    ['new', { lastEvaluation: '0001-01-01T00:00:00Z' }],
    ['paused', { isPaused: true, state: 'firing' }],
    ['error', { health: 'error', state: 'inactive' }],
    ['firing', { state: 'firing' }],
    ['pending', { state: 'pending' }],
    ['noData', { health: 'nodata' }],
  ] as const)('%s', (state, more) => {
    expect(standingOf([running(more)], stale, store.uid).state).toBe(state);
  });

  it('is told of the rule that a file brought too, and of no other store’s', () => {
    expect(standingOf([running({ uid: stale.uid })], stale, store.uid).state).toBe('healthy');
    const titled = running({ uid: 'x', name: 'sync stale (old name)', labels: { product: 'shopscope' } });
    expect(standingOf([titled], stale, store.uid).state).toBe('healthy');
    expect(standingOf([{ ...titled, labels: {} }], stale, store.uid).state).toBe('absent');
    expect(standingOf([running({ uid: 'y', queriedDatasourceUIDs: ['other'] })], stale, store.uid).state).toBe(
      'absent'
    );
    expect(standingOf([running({ queriedDatasourceUIDs: ['other'] })], stale, store.uid).state).toBe('taken');
  });

  /** As Grafana gives back what was posted: with defaults of its own. */
  function kept(rule = stale, more: Partial<Choices> = {}): Defined {
    const { title: _, condition: __, ...made } = ruleFor(rule ?? shippedRules[0]!, store, { ...choices, ...more });
    return {
      ...made,
      provenance: '',
      for: made.for === '90m' ? '1h30m' : made.for,
      labels: { ...made.labels },
      annotations: { ...made.annotations, __dashboardUid__: 'x' },
      data: made.data.map(({ model, ...rest }) => ({
        ...rest,
        model: { ...model, intervalMs: 1000, maxDataPoints: 43200 },
      })),
    };
  }

  it('differs in nothing as it was made, whatever was chosen', () => {
    for (const rule of shippedRules) {
      for (const more of [{}, { language: 'ko' as const, hour: 22, labels: { team: 'x' } }]) {
        expect(differences(kept(rule, more), rule, store)).toEqual([]);
      }
    }
  });

  it('differs in what somebody changed', () => {
    const there = kept();
    const last = there.data.at(-1);
    const changed = { type: 'threshold', conditions: [{ evaluator: { type: 'gt', params: [60] } }] };
    expect(differences({ ...there, for: '1h' }, stale, store)).toEqual(['wait']);
    expect(differences({ ...there, noDataState: 'Alerting' }, stale, store)).toEqual(['handling']);
    expect(differences({ ...there, annotations: { summary: 'mine' } }, stale, store)).toEqual(['words']);
    expect(differences({ ...there, labels: { ...there.labels, severity: 'page' } }, stale, store)).toEqual(['labels']);
    expect(
      differences(
        {
          ...there,
          data: [...there.data.slice(0, -1), { refId: 'C', datasourceUid: '__expr__', ...last, model: changed }],
        },
        stale,
        store
      )
    ).toEqual(['threshold']);
    expect(differences({ ...there, data: there.data.slice(1) }, stale, store)).toEqual(['query']);
  });
});

it.each([
  ['', {}],
  [' team = shop , region=kr,', { team: 'shop', region: 'kr' }],
  ['note=a=b', { note: 'a=b' }],
])('reads the labels “%s”', (text, labels) => {
  expect(labelsOf(text)).toEqual({ labels });
});

it.each(['team', '=x', 'team=', '1a=b', 'severity=page', 'a b=c', 'ok=1, 팀=shop'])(
  'refuses the labels “%s”',
  (text) => {
    expect(labelsOf(text)).toHaveProperty('wrong');
  }
);
