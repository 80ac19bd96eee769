import { ZodError } from 'zod';
import type { Language } from '../locales/core';
import { backendTranslate } from '../locales/backend';
import { CopyError } from './copy';
import { PluginError } from './grafana';
import { LogError, type LogProblem } from './loki';
import type { Failed, FaultName } from './queries/common/faults';
import { QueryProblem } from './queries/common/problem';
import { asSentence } from './queries/common/text';
import { SecretMissing, SettingsProblem } from './settings';
import { ShopifyError } from './shopify';

/** A failure in full, before it is put into words. */
interface Problem extends Failed {
  readonly status: number;
  readonly cause: unknown;
}

/** What Grafana is told of any failure: the catalogue's text in a language, the status, and whose fault it is. */
export function asPluginError(error: unknown, language: Language): PluginError {
  if (error instanceof PluginError) {
    return error;
  }
  const { key, values, fault, status, cause } = problemOf(error);
  return new PluginError(backendTranslate(language)(key, values), {
    source: fault === 'shopify' || fault === 'loki' ? 'downstream' : 'plugin',
    status,
    cause,
  });
}

/** What is counted of a failure; undefined where nothing failed but somebody no longer waits. */
export function failedOf(error: unknown, signal: AbortSignal): Failed | undefined {
  if (signal.aborted) {
    const reason: unknown = signal.reason;
    return reason instanceof Error && reason.name === 'TimeoutError'
      ? { fault: 'grafana', key: 'queries:error.outOfTime', values: {} }
      : undefined;
  }
  const { key, values, fault, status } = problemOf(error);
  return status === cancelled
    ? undefined
    : { key, values, fault: key.startsWith('copy:') ? ofCopy(key, fault) : fault };
}

/** As HTTP servers call a request that its client took back. */
const cancelled = 499;

/** The copy lies on the server; but for its address it is nothing that a data source's settings name. */
function ofCopy(key: string, fault: FaultName): FaultName {
  return fault === 'query' || key === 'copy:error.domainInvalid' ? fault : 'copy';
}

function problemOf(error: unknown): Problem {
  if (error instanceof SettingsProblem) {
    return ofSettings(error);
  }
  if (error instanceof ShopifyError) {
    return ofShopify(error);
  }
  if (error instanceof CopyError) {
    return {
      key: `copy:error.${error.code}`,
      values: error.values,
      fault: error.fault,
      status: error.status,
      cause: error,
    };
  }
  if (error instanceof LogError) {
    return { ...ofLogs(error), status: error.status, cause: error };
  }
  if (error instanceof QueryProblem) {
    const { key, values, fault, status } = error;
    return { key, values, fault, status, cause: error };
  }
  if (error instanceof ZodError) {
    return { key: 'queries:error.answerShape', values: firstIssue(error), fault: 'shopify', status: 502, cause: error };
  }
  return unexpected(error, error instanceof Error ? error.message : String(error));
}

/** What is counted of an endpoint that did not answer. */
export function ofLogs({ code, values, fault }: Pick<LogProblem, 'code' | 'values' | 'fault'>): Failed {
  return { key: `loki:error.${code}`, values, fault };
}

function ofShopify(error: ShopifyError): Problem {
  const { code, values, fault, status } = error;
  return { key: `shopify:error.${code}`, values: sentenced(values), fault, status, cause: error };
}

/** A message of Shopify's or GraphQL's stands before a sentence of ours, so it has to end as one. */
function sentenced(values: ShopifyError['values']): ShopifyError['values'] {
  const { message } = values;
  return typeof message === 'string' ? { ...values, message: asSentence(message) } : values;
}

function ofSettings({ cause }: SettingsProblem): Problem {
  if (cause instanceof SecretMissing) {
    return { key: `queries:error.${cause.what}Missing`, values: {}, fault: 'settings', status: 400, cause };
  }
  if (cause instanceof ZodError) {
    return { key: 'queries:error.settingsWrong', values: firstIssue(cause), fault: 'settings', status: 400, cause };
  }
  return cause instanceof ShopifyError ? ofShopify(cause) : unexpected(cause, String(cause));
}

function unexpected(cause: unknown, reason: string): Problem {
  return { key: 'queries:error.unexpected', values: { reason }, fault: 'shopscope', status: 500, cause };
}

function firstIssue({ issues }: ZodError): { readonly path: string; readonly reason: string } {
  const [issue] = issues;
  const path = issue?.path.join('.') ?? '';
  return { path: path === '' ? '-' : path, reason: issue?.message ?? '-' };
}
