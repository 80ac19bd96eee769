import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faroBody } from '../shared/faro';
import { idsOf, lineOf, personal, steps, troubles } from './events';

const ids = { checkout_token: '0123456789abcdef0123456789abcdef' };

describe('an event of the checkout', () => {
  it('is a line with the ids of its checkout, and of its order once there is one', () => {
    const data = { checkout: { token: ids.checkout_token, order: { id: 'gid://shopify/Order/5000000000085' } } };
    expect(lineOf('checkout_completed', data, idsOf(data), [])).toEqual({
      level: 'info',
      message: 'checkout_completed',
      ...ids,
      order_id: '5000000000085',
      more: { event: 'checkout_completed' },
    });
  });

  it('tells an alert by its kind and place, never the value', () => {
    const alert = {
      type: 'PAYMENT_ERROR',
      target: 'cart.paymentMethod',
      message: 'The card of Dana Kim was declined: 4242',
      value: '4242',
    };
    expect(lineOf('alert_displayed', { alert }, ids, ['Dana Kim'])).toEqual({
      level: 'error',
      error_code: 'ALERT_PAYMENT_ERROR',
      message: 'The card of <value> was declined: <value>',
      ...ids,
      more: { event: 'alert_displayed', target: 'cart.paymentMethod' },
    });
  });

  it('tells of input that was refused only where', () => {
    const alert = {
      type: 'INPUT_INVALID',
      target: 'cart.buyerIdentity.email',
      message: 'dana is no address',
      value: 'dana',
    };
    expect(lineOf('alert_displayed', { alert }, ids, [])).toMatchObject({
      level: 'warning',
      error_code: 'ALERT_INPUT_INVALID',
      message: 'alert_displayed INPUT_INVALID',
    });
  });

  it('tells which extension failed, with its frames', () => {
    const error = {
      message: 'boom for dana@example.com',
      trace: 'Error: boom\n    at render (https://cdn.example/extensions/ext.js:1:22)',
      type: 'EXTENSION_USAGE_ERROR',
      appName: 'Gift wrap',
      appVersion: '12',
      extensionName: 'gift-wrap',
      extensionTarget: 'purchase.checkout.block.render',
    };
    expect(lineOf('ui_extension_errored', { error }, ids, [])).toEqual({
      level: 'error',
      error_code: 'UI_EXTENSION_ERROR',
      message: 'boom for <email>',
      ...ids,
      more: {
        event: 'ui_extension_errored',
        app: 'Gift wrap',
        app_version: '12',
        extension: 'gift-wrap',
        target: 'purchase.checkout.block.render',
      },
      exception: {
        type: 'UiExtensionError',
        frames: [{ function: 'render', filename: 'https://cdn.example/extensions/ext.js', lineno: 1, colno: 22 }],
      },
    });
  });

  it('may be of any shape', () => {
    fc.assert(
      fc.property(fc.constantFrom(...steps, ...troubles), fc.anything(), (name, data) => {
        const line = lineOf(name, data, idsOf(data), personal(data));
        expect(line?.message.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 }
    );
  });

  /** Words of a made-up alphabet, so that finding one in what is sent can only mean that it was sent. */
  const word = fc.stringMatching(/^[ǀǁǂǃʘ]{3,12}$/);
  const address = fc.record({ firstName: word, lastName: word, address1: word, city: word, zip: word, phone: word });

  it('sends nothing that a person typed, wherever Shopify or a message puts it', () => {
    const checkout = fc.record({
      token: fc.constant(ids.checkout_token),
      email: word,
      phone: word,
      smsMarketingPhone: word,
      shippingAddress: address,
      billingAddress: address,
      attributes: fc.array(fc.record({ key: word, value: word }), { maxLength: 2 }),
      order: fc.record({ id: fc.constantFrom('5000000000085', null), customer: fc.record({ id: word }) }),
      lineItems: fc.array(fc.record({ title: word }), { maxLength: 2 }),
    });
    const person = fc.record({ email: word, firstName: word, lastName: word, phone: word, id: word });
    fc.assert(
      fc.property(
        fc.constantFrom(...steps, ...troubles),
        checkout,
        person,
        word,
        fc.nat(30),
        (name, checkout, customer, value, which) => {
          const known = [...personal({ checkout }), ...personal({ customer })];
          const typed = [
            ...Object.values(customer),
            ...Object.values(checkout.shippingAddress),
            ...Object.values(checkout.billingAddress),
            ...checkout.attributes.flatMap((attribute) => Object.values(attribute)),
            checkout.email,
            checkout.phone,
            checkout.smsMarketingPhone,
          ];
          const quoted = typed[which % typed.length] ?? value;
          const said = `cannot serve ${quoted} with ${value}`;
          const data = {
            checkout,
            alert: { type: 'PAYMENT_ERROR', target: quoted, message: said, value },
            error: {
              message: `cannot serve ${quoted}`,
              trace: `${quoted}@https://cdn.example/${quoted}:1:2`,
              appName: quoted,
            },
          };
          const line = lineOf(name, data, idsOf(data), known);
          const meta = {
            sdk: { name: 's', version: '1' },
            app: { name: 'checkout', environment: 'production' },
            browser: { name: 'Chrome', version: '1', mobile: false },
            page: { url: '' },
          };
          const body = faroBody(meta, 'shop', line ? [{ line, time: 0, count: 1 }] : []);
          expect(decodeURIComponent(body)).not.toMatch(/[ǀǁǂǃʘ]/);
          expect(body).toContain(ids.checkout_token);
        }
      ),
      { numRuns: 300 }
    );
  });
});
