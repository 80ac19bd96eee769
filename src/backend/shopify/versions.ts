import { notice } from './fail';
import type { Answer } from './transport/answer';
import type { ShopifyNotice } from './types';

/** Shopify answers a retired version with another one, and says so only in a header. */
export function versionNotices(asked: string, answer: Answer): ShopifyNotice[] {
  const { servedVersion: served, deprecatedReason: reason } = answer;
  return [
    ...(served !== undefined && served !== asked ? [notice('versionServed', { asked, served })] : []),
    ...(reason !== undefined && reason !== '' ? [notice('deprecatedCall', { reason })] : []),
  ];
}
