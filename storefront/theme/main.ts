/** The theme snippet: uncaught errors, unhandled rejections, failed cart and checkout calls. */
import { browserSender } from '../shared/browser';
import type { Line } from '../shared/line';
import { tokenOf } from '../shared/ids';
import { at, quietly, text } from '../shared/read';
import { errorLine } from './errors';
import { watchCalls } from './watch';

/** What stands in the page's fields: nobody's business, even where an error quotes it. */
function typed(): string[] {
  const fields = document.querySelectorAll('input:not([type=hidden]),textarea');
  return [...fields].map((field) => text(at(field, 'value')).trim()).filter((value) => value.length > 2);
}

/** The cart that the visitor fills, by the cookie of that name. */
function cart(): { cart_token?: string } {
  const cart_token = tokenOf(decodeURIComponent(/(?:^|;\s*)cart=([^;]+)/.exec(document.cookie)?.[1] ?? ''));
  return cart_token === undefined ? {} : { cart_token };
}

function start(): void {
  const settings = at(window, 'shopscope');
  if (at(settings, 'started') === true || typeof settings !== 'object' || settings === null) {
    return;
  }
  Reflect.set(settings, 'started', true);
  const sender = browserSender(
    { receiver: text(at(settings, 'receiver')), environment: text(at(settings, 'environment')) },
    { app: 'storefront', agent: navigator.userAgent, url: location.href, shop: text(at(settings, 'shop')) }
  );
  if (!sender) {
    return;
  }
  const tell = (line: Line | undefined) => quietly(() => line && sender.add({ ...line, ...cart() }));

  addEventListener('error', (event) => {
    quietly(() => {
      if (event instanceof ErrorEvent) {
        tell(errorLine('SCRIPT_ERROR', event.error, event.message, typed()));
      }
    });
  });
  addEventListener('unhandledrejection', ({ reason }) => {
    quietly(() => tell(errorLine('UNHANDLED_REJECTION', reason, 'a promise was rejected', typed())));
  });
  watchCalls(tell);

  const ask = () =>
    quietly(() => {
      const may = at(window, 'Shopify', 'customerPrivacy', 'analyticsProcessingAllowed');
      sender.consent(typeof may === 'function' && may.call(at(window, 'Shopify', 'customerPrivacy')) === true);
    });
  document.addEventListener('visitorConsentCollected', ask);
  // Shopify's own scripts come after this one.
  addEventListener('DOMContentLoaded', () => {
    quietly(() => {
      const load = at(window, 'Shopify', 'loadFeatures');
      if (typeof load === 'function') {
        load.call(at(window, 'Shopify'), [{ name: 'consent-tracking-api', version: '0.1' }], ask);
      } else {
        ask();
      }
    });
  });
  addEventListener('pagehide', () => quietly(sender.flush));
}

quietly(start);
