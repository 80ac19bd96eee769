/** The custom pixel: steps of the checkout, alerts that it displays, and errors of its extensions. */
import { browserSender } from '../shared/browser';
import { tokenOf, type Ids } from '../shared/ids';
import { at, quietly, text } from '../shared/read';
import { idsOf, lineOf, personal, steps, troubles } from './events';

// What Shopify hands to a custom pixel, and what stands above this code where it is pasted.
declare const analytics: unknown;
declare const init: unknown;
declare const api: unknown;
declare const shopscope: unknown;

function subscribe(bus: unknown, name: string, heard: (event: unknown) => void): void {
  quietly(() => {
    const method = at(bus, 'subscribe');
    if (typeof method === 'function') {
      method.call(bus, name, (event: unknown) => quietly(() => heard(event)));
    }
  });
}

function start(): void {
  const context = at(init, 'context');
  const sender = browserSender(
    { receiver: text(at(shopscope, 'receiver')), environment: text(at(shopscope, 'environment')) },
    {
      app: 'checkout',
      agent: text(at(context, 'navigator', 'userAgent')),
      url: text(at(context, 'document', 'location', 'href')),
      shop: text(at(init, 'data', 'shop', 'myshopifyDomain')),
    }
  );
  if (!sender) {
    return;
  }
  const cart_token = tokenOf(at(init, 'data', 'cart', 'id'));
  const cart: Ids = cart_token === undefined ? {} : { cart_token };
  let ids: Ids = { ...cart, ...idsOf(at(init, 'data')) };
  let known = personal(at(init, 'data'));

  for (const name of [...steps, ...troubles]) {
    subscribe(analytics, name, (event) => {
      const data = at(event, 'data');
      const found = idsOf(data);
      // Another checkout has nothing of the one before.
      const same = found.checkout_token === undefined || found.checkout_token === ids.checkout_token;
      ids = { ...(same ? ids : cart), ...found };
      known = [...new Set([...personal(data), ...known])].slice(0, 100);
      const line = lineOf(name, data, ids, known);
      if (line) {
        sender.add(line);
      }
    });
  }
  const answered = (privacy: unknown) => sender.consent(at(privacy, 'analyticsProcessingAllowed') === true);
  answered(at(init, 'customerPrivacy'));
  subscribe(at(api, 'customerPrivacy'), 'visitorConsentCollected', (event) => answered(at(event, 'customerPrivacy')));
  addEventListener('pagehide', () => quietly(sender.flush));
}

quietly(start);
