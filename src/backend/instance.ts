import ko from 'zod/v4/locales/ko.js';
import { backendTranslate } from '../locales/backend';
import { languageOf, type Language, type Translate } from '../locales/core';
import { readQuery, type ModelFault, type WordIssue } from '../query';
import { factsFor } from './facts';
import { progressFrame, progressStream } from './copy-progress';
import { asPluginError, failedOf } from './errors';
import type { CallContext, DataQuery, Frame, Health, Instance } from './grafana';
import { logsHealth } from './log-health';
import type { FaultCounts } from './queries/common/faults';
import type { LogAccess } from './queries/common/logs';
import { QueryProblem } from './queries/common/problem';
import { zoneOf } from './queries/common/zone';
import { runQuery } from './queries/dispatch';
import { connectionOf } from './queries/status/connection';
import { Reconciling } from './reconciling';
import { callResource } from './resources/router';
import type { ShopSettings } from './settings';
import { Watching } from './watching';
import { shopifyFor, type CallOptions, type Registry } from './shopify';
import { accessOf, type CopyUse } from './sync';

/** What an instance takes from the process. */
export interface InstanceParts {
  readonly registry: Registry;
  readonly copy: CopyUse;
  /** Left out where no log store is set up. */
  readonly logs?: LogAccess;
  /** Counts what fails. */
  readonly faults: FaultCounts;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Grafana Live channel `ds/<uid>/copy/progress`. */
const progressPath = 'copy/progress';

const words: Readonly<Record<Language, WordIssue | undefined>> = { en: undefined, ko: ko().localeError };

/** One data source: queries, health and what editors ask for. */
export function createInstance(
  settings: ShopSettings,
  { registry, now, copy, logs, faults }: InstanceParts
): Required<Pick<Instance, 'query' | 'checkHealth' | 'callResource' | 'subscribe' | 'runStream' | 'dispose'>> {
  const { connection } = settings;
  const shopify = shopifyFor(connection, registry);
  const reconciling = new Reconciling({ copy, shopify, now, caller: settings.uid });
  const watching = new Watching({ copy, shopify, settings, now, ...(logs === undefined ? {} : { logs }) });
  /** Any call tells that somebody is there. */
  const heard = ({ headers, log }: CallContext) => {
    if (copy.kind === 'on') {
      copy.supervisor.heard(isAlert(headers));
      reconciling.heard(log);
      watching.heard(log);
    }
  };
  const optionsOf = ({ signal, deadline, headers }: CallContext): CallOptions => ({
    signal,
    deadline,
    priority: isAlert(headers) ? 'alert' : 'person',
    caller: settings.uid,
  });

  const factsOf = factsFor({ copy, shopify, now });
  const live = { copy, language: settings.language, now };

  async function query(context: CallContext, asked: DataQuery): Promise<readonly Frame[]> {
    heard(context);
    const language = languageIn(asked.model, context, settings);
    try {
      const read = readQuery(asked.model, asked.queryType, words[language]);
      if (!read.ok) {
        throw problemOf(read.fault);
      }
      const options = optionsOf(context);
      const facts = await factsOf(options);
      const { timezone, viewerTimezone } = read.query;
      return await runQuery({
        query: read.query,
        range: asked.range,
        intervalMs: asked.intervalMs,
        now: now(),
        connection,
        shopify,
        copy: accessOf(copy, { role: context.plugin.user?.role ?? '', isAlert: isAlert(context.headers) }),
        ...(logs === undefined ? {} : { logs }),
        impact: settings.impact,
        ...(copy.kind === 'on' ? { standings: copy.supervisor.standings() } : {}),
        options,
        facts,
        zone: zoneOf(timezone, facts.timezone, viewerTimezone),
        t: backendTranslate(language),
        faults,
      });
    } catch (error) {
      count(faults, error, context);
      throw asPluginError(error, language);
    }
  }

  async function checkHealth(context: CallContext): Promise<Health> {
    heard(context);
    const t = backendTranslate(settings.language);
    const askingLogs = logsHealth(logs, t, context.signal).catch(() => undefined);
    const shop = await shopHealth(context, t);
    const answered = await askingLogs;
    // A log store that is down leaves the shop's own figures as they are, so it fails nothing here.
    return answered === undefined
      ? shop
      : {
          ...shop,
          message: [shop.message, ...answered.sentences].join(' '),
          ...(shop.details === undefined ? {} : { details: { ...shop.details, logs: answered.endpoints } }),
        };
  }

  async function shopHealth(context: CallContext, t: Translate): Promise<Health> {
    try {
      const facts = await shopify.facts({ ...optionsOf(context), maxAge: 0 });
      const details = connectionOf({ facts, connection, shopify, now: now(), t });
      const missing = details.scopes.filter(({ granted }) => !granted).map(({ scope }) => scope);
      const message = [
        t('queries:health.ok', {
          shop: facts.name,
          plan: facts.plan,
          timezone: facts.timezone,
          currency: facts.currency,
          history: details.history.text,
        }),
        ...(missing.length === 0 ? [] : [t('queries:health.missing', { scopes: missing.join(', ') })]),
        ...details.notices,
      ].join(' ');
      return { status: 'ok', message, details };
    } catch (error) {
      return { status: 'error', message: asPluginError(error, settings.language).message };
    }
  }

  return {
    query,
    checkHealth,
    callResource: (context, request) => {
      heard(context);
      return callResource(
        {
          settings,
          shopify,
          copy,
          ...(logs === undefined ? {} : { logs }),
          login: context.plugin.user?.login ?? '',
          now,
          reconcile: async (days) => await reconciling.reconcile(days),
          options: optionsOf(context),
          errorOf: asPluginError,
        },
        context.plugin.user?.role ?? '',
        request
      );
    },
    subscribe: (_context, { path }) =>
      Promise.resolve(path === progressPath ? { status: 'ok', initial: progressFrame(live) } : { status: 'not-found' }),
    runStream: ({ signal }) => progressStream(live, signal),
    dispose: () => {
      logs?.store.dispose();
      shopify.dispose();
    },
  };
}

function count(faults: FaultCounts | undefined, error: unknown, { signal }: CallContext): void {
  const failed = failedOf(error, signal);
  if (failed !== undefined) {
    faults?.add(failed);
  }
}

function isAlert(headers: ReadonlyMap<string, string>): boolean {
  return headers.get('fromalert') === 'true';
}

/** People read their own language, alert rules the data source's. */
function languageIn(model: unknown, { headers }: CallContext, settings: ShopSettings): Language {
  const sent: unknown = typeof model === 'object' && model !== null ? Reflect.get(model, 'language') : undefined;
  return isAlert(headers) || typeof sent !== 'string' || sent === '' ? settings.language : languageOf(sent);
}

function problemOf(fault: ModelFault): QueryProblem {
  const { code, ...values } = fault;
  return new QueryProblem(`queries:error.${code}`, values);
}

/** An instance whose settings are wrong: every call says what is. */
export function failedInstance(error: unknown, language: Language, faults?: FaultCounts): Instance {
  const told = (context: CallContext, model?: unknown) =>
    asPluginError(error, isAlert(context.headers) ? language : (spoken(model) ?? language));
  return {
    query: (context, { model }) => {
      count(faults, error, context);
      throw told(context, model);
    },
    checkHealth: (context) => ({ status: 'error', message: told(context).message }),
    callResource: (context) => {
      const { message, status } = told(context);
      return {
        status,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ message }),
      };
    },
  };
}

function spoken(model: unknown): Language | undefined {
  const sent: unknown = typeof model === 'object' && model !== null ? Reflect.get(model, 'language') : undefined;
  return typeof sent === 'string' && sent !== '' ? languageOf(sent) : undefined;
}
