import type {
  Checkout,
  MailingAddress,
  PixelEventsAlertDisplayedData,
  PixelEventsUiExtensionErroredData,
  RegisterInit,
} from '@shopify/web-pixels-extension';
import type { Page } from './servers';

/** Somebody made up, whose data Shopify hands to every pixel. */
export const dana = {
  email: 'dana.kim@example.com',
  phone: '+821012345678',
  firstName: 'Danaël',
  lastName: 'Kimsson',
  address1: '5 Wholly Made-up Street',
  zip: '04524',
  card: '4242 4242 4242 4242',
};

export const checkoutToken = 'c0ffee00c0ffee00c0ffee00c0ffee00';

const address: Partial<MailingAddress> = {
  firstName: dana.firstName,
  lastName: dana.lastName,
  address1: dana.address1,
  zip: dana.zip,
  phone: dana.phone,
};

export const checkout = {
  token: checkoutToken,
  email: dana.email,
  phone: dana.phone,
  shippingAddress: address,
  billingAddress: address,
  order: { id: '5000000000085', customer: { id: '7000000000001', isFirstOrder: true } },
} satisfies { [name in keyof Checkout]?: unknown };

/** Shopify's enumerations have values of their own; the rest is what its types ask for. */
type Sent<Data> = { readonly [name in keyof Data]: Omit<Data[name], 'type'> & { readonly type: string } };

export const alert = (message: string, value: string | null): Sent<PixelEventsAlertDisplayedData> => ({
  alert: { type: 'PAYMENT_ERROR', target: 'cart.paymentMethod', message, value },
});

export const extensionError = (message: string): Sent<PixelEventsUiExtensionErroredData> => ({
  error: {
    apiVersion: '2026-10',
    appId: 'gid://shopify/App/1',
    appName: 'Gift wrap',
    appVersion: '12',
    extensionName: 'gift-wrap',
    extensionTarget: 'purchase.checkout.block.render',
    message,
    placementReference: null,
    trace: `Error: ${message}\n    at render (https://extensions.example/gift.js:1:22)`,
    type: 'EXTENSION_USAGE_ERROR',
  },
});

const init = (allowed: boolean) =>
  ({
    context: {
      document: { location: { href: `https://shop.example/checkouts/cn/${checkoutToken}/en?key=secret` } },
      navigator: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36' },
    },
    data: {
      customer: { id: '7000000000001', email: dana.email, firstName: dana.firstName, lastName: dana.lastName },
      cart: { id: 'gid://shopify/Cart/hWN1-a-cart-token?key=cart-secret' },
      shop: { name: 'Example', myshopifyDomain: 'example-shop.myshopify.com' },
      purchasingCompany: null,
    },
    customerPrivacy: {
      analyticsProcessingAllowed: allowed,
      marketingAllowed: false,
      preferencesProcessingAllowed: false,
      saleOfDataAllowed: false,
    },
  }) satisfies { [name in keyof RegisterInit]: unknown };

/**
 * What Shopify documents of the sandbox of custom pixels: a frame with `sandbox="allow-scripts allow-forms"`, in which
 * stand `analytics`, `browser`, `init` and `api`; events come by message from the page around it.
 */
const frame = (pixel: string, allowed: boolean) => `<!doctype html><meta charset="utf-8"><script>
  const heard = {};
  const bus = (names) => ({ subscribe: async (name, call) => { (names[name] ??= []).push(call); return undefined; } });
  const privacy = {};
  window.problems = [];
  addEventListener('error', (event) => parent.postMessage({ problem: event.message }, '*'));
  addEventListener('unhandledrejection', (event) => parent.postMessage({ problem: String(event.reason) }, '*'));
  addEventListener('message', ({ data }) => {
    for (const call of (data.privacy ? privacy : heard)[data.name] ?? []) call(data.event);
  });
  let reach = 'the page around it';
  try { parent.document.title; } catch { reach = 'nothing of the page around it'; }
  (function (analytics, browser, init, api) {
    ${pixel}
  })(bus(heard), {}, ${JSON.stringify(init(allowed))}, { customerPrivacy: bus(privacy) });
  parent.postMessage({ ready: reach, origin: self.origin }, '*');
</script>`;

/** The pages of a checkout with the pixel in its sandbox. `publish` and `decide` on the window do what Shopify does. */
export function checkoutPages(pixel: string, allowed = true): Record<string, Page> {
  return {
    '/sandbox': { html: frame(pixel, allowed) },
    '/checkouts/cn/a': {
      html: `<!doctype html><meta charset="utf-8"><title>Checkout of Danaël</title><script>
        window.said = [];
        addEventListener('message', ({ data }) => said.push(data));
        const frame = () => document.querySelector('iframe').contentWindow;
        let seq = 0;
        window.publish = (name, data) => frame().postMessage({ name, event: {
          id: 'sh-' + ++seq, clientId: 'a-client', name, data, seq, type: 'standard', timestamp: new Date().toISOString(),
        } }, '*');
        window.decide = (analyticsProcessingAllowed) => frame().postMessage({ privacy: true,
          name: 'visitorConsentCollected', event: { customerPrivacy: { analyticsProcessingAllowed } } }, '*');
      </script><body><iframe sandbox="allow-scripts allow-forms" src="/sandbox"></iframe></body>`,
    },
  };
}
