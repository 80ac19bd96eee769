import { digitsOf, tokenOf, type Ids } from '../shared/ids';
import type { Line } from '../shared/line';
import { at, text } from '../shared/read';
import { redacted } from '../shared/redact';
import { framesOf } from '../shared/stack';

/** Steps of a checkout in their order, by the names that Shopify gives to the events. */
export const steps = [
  'checkout_started',
  'checkout_contact_info_submitted',
  'checkout_address_info_submitted',
  'checkout_shipping_info_submitted',
  'payment_info_submitted',
  'checkout_completed',
] as const;

/** Events of things that go wrong. They bear no checkout: the last step's is theirs. */
export const troubles = ['alert_displayed', 'ui_extension_errored'] as const;

/** Alerts whose message is about what somebody typed, which is not sent. */
const aboutInput = /^(INPUT|CONTACT)_/;

/** A name of Shopify's or a developer's: letters, digits, dots, dashes; anything else is none. */
function nameOf(value: unknown, known: readonly string[]): string | undefined {
  const name = text(value);
  return /^[\p{L}\p{N} ._:/-]{1,100}$/u.test(name) && redacted(name, known) === name ? name : undefined;
}

function stated(more: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(more).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  );
}

/** The ids that a value with a checkout bears. */
export function idsOf(data: unknown): Ids {
  const [checkout_token, order_id] = [
    tokenOf(at(data, 'checkout', 'token')),
    digitsOf(at(data, 'checkout', 'order', 'id')),
  ];
  return { ...(checkout_token !== undefined && { checkout_token }), ...(order_id !== undefined && { order_id }) };
}

/** Everything that a visitor has typed into a checkout or an account, longer than two characters. */
export function personal(data: unknown): string[] {
  const found = new Set<string>();
  const collect = (value: unknown, depth: number): void => {
    if (typeof value === 'string' && value.trim().length > 2) {
      found.add(value.trim());
    } else if (typeof value === 'object' && value !== null && depth < 3) {
      Object.values(value).forEach((inner) => collect(inner, depth + 1));
    }
  };
  for (const name of ['email', 'phone', 'shippingAddress', 'billingAddress', 'smsMarketingPhone', 'attributes']) {
    collect(at(data, 'checkout', name), 0);
  }
  collect(at(data, 'customer'), 0);
  return [...found];
}

/** The line of an event; undefined for events that tell nothing. */
export function lineOf(name: string, data: unknown, ids: Ids, known: readonly string[]): Line | undefined {
  if (name === 'alert_displayed') {
    const alert = at(data, 'alert');
    const type = /^[A-Z_]{3,40}$/.exec(text(at(alert, 'type')))?.[0] ?? 'UNKNOWN';
    const values = [text(at(alert, 'value')), ...known].filter((value) => value.length > 0);
    return {
      level: type.startsWith('INPUT_') ? 'warning' : 'error',
      error_code: `ALERT_${type}`,
      message: aboutInput.test(type) ? `${name} ${type}` : redacted(text(at(alert, 'message')), values) || name,
      ...ids,
      more: stated({ event: name, target: nameOf(at(alert, 'target'), known) }),
    };
  }
  if (name === 'ui_extension_errored') {
    const error = at(data, 'error');
    return {
      level: 'error',
      error_code: 'UI_EXTENSION_ERROR',
      message: redacted(text(at(error, 'message')), known) || name,
      ...ids,
      more: stated({
        event: name,
        app: nameOf(at(error, 'appName'), known),
        app_version: nameOf(at(error, 'appVersion'), known),
        extension: nameOf(at(error, 'extensionName'), known),
        target: nameOf(at(error, 'extensionTarget'), known),
      }),
      exception: { type: 'UiExtensionError', frames: framesOf(text(at(error, 'trace'))) },
    };
  }
  return { level: 'info', message: name, ...ids, more: { event: name } };
}
