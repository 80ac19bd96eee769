import { errorCodes, noticeCodes, type ErrorCode, type ErrorValue, type NoticeCode, type NoticeValue } from './codes';
import { ShopifyError } from './errors';
import type { ShopifyNotice } from './types';

/** An error of this room; fault and status come from the table of codes. */
export function fail<Code extends ErrorCode>(
  code: Code,
  values: Readonly<Record<ErrorValue<Code>, string | number>>,
  extra: { readonly retryAfter?: number; readonly cause?: unknown } = {}
): ShopifyError {
  const { fault, status } = errorCodes[code];
  return new ShopifyError(code, { fault, status, values, ...extra });
}

/** A notice of this room; how loud it is comes from the table of codes. */
export function notice<Code extends NoticeCode>(
  code: Code,
  values: Readonly<Record<NoticeValue<Code>, string | number>>
): ShopifyNotice {
  return { code, severity: noticeCodes[code].severity, values };
}

/** Seconds for a person to read: rounded up, at least one. */
export function seconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}
