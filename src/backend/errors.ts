import { ZodError } from 'zod';
import type { Language, Translate } from '../locales/core';
import { backendTranslate } from '../locales/backend';
import { CopyError } from './copy';
import { PluginError } from './grafana';
import { LogError } from './loki';
import { QueryProblem } from './queries/common/problem';
import { asSentence } from './queries/common/text';
import { SecretMissing, SettingsProblem } from './settings';
import { ShopifyError, type Fault } from './shopify';

/** What Grafana is told of any failure: the catalogue's text in a language, the status, and whose fault it is. */
export function asPluginError(error: unknown, language: Language): PluginError {
  if (error instanceof PluginError) {
    return error;
  }
  if (error instanceof SettingsProblem) {
    return ofSettings(error, backendTranslate(language));
  }
  const t = backendTranslate(language);
  if (error instanceof ShopifyError) {
    return made(t(`shopify:error.${error.code}`, sentenced(error.values)), error.fault, error.status, error);
  }
  if (error instanceof CopyError) {
    return made(t(`copy:error.${error.code}`, error.values), error.fault, error.status, error);
  }
  if (error instanceof LogError) {
    return made(t(`loki:error.${error.code}`, error.values), error.fault, error.status, error);
  }
  if (error instanceof QueryProblem) {
    return made(t(error.key, error.values), error.fault, error.status, error);
  }
  if (error instanceof ZodError) {
    return made(t('queries:error.answerShape', firstIssue(error)), 'shopify', 502, error);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return made(t('queries:error.unexpected', { reason }), 'shopscope', 500, error);
}

/** A message of Shopify's or GraphQL's stands before a sentence of ours, so it has to end as one. */
function sentenced(values: ShopifyError['values']): ShopifyError['values'] {
  const { message } = values;
  return typeof message === 'string' ? { ...values, message: asSentence(message) } : values;
}

function ofSettings({ cause }: SettingsProblem, t: Translate): PluginError {
  if (cause instanceof SecretMissing) {
    return made(t(`queries:error.${cause.what}Missing`), 'settings', 400, cause);
  }
  if (cause instanceof ZodError) {
    return made(t('queries:error.settingsWrong', firstIssue(cause)), 'settings', 400, cause);
  }
  if (cause instanceof ShopifyError) {
    return made(t(`shopify:error.${cause.code}`, cause.values), cause.fault, cause.status, cause);
  }
  return made(t('queries:error.unexpected', { reason: String(cause) }), 'shopscope', 500, cause);
}

function firstIssue({ issues }: ZodError): { readonly path: string; readonly reason: string } {
  const [issue] = issues;
  const path = issue?.path.join('.') ?? '';
  return { path: path === '' ? '-' : path, reason: issue?.message ?? '-' };
}

function made(message: string, fault: Fault | 'loki', status: number, cause: unknown): PluginError {
  return new PluginError(message, {
    source: fault === 'shopify' || fault === 'loki' ? 'downstream' : 'plugin',
    status,
    cause,
  });
}
