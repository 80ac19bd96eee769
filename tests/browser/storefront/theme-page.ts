import type { Page } from './servers';

/** What the shop's own script and Shopify's consent API do on a page. */
export interface Behaviour {
  /** What `analyticsProcessingAllowed` says; undefined where Shopify's API does not load at all. */
  readonly allowed: boolean | undefined;
  readonly script?: string;
}

/** A page of a theme with the snippet in its head, and the shop's scripts after it. */
export function themePage(snippet: string, { allowed, script = '' }: Behaviour): Page {
  return {
    headers: { 'set-cookie': 'cart=hWN1-a-cart-token%3Fkey%3Dcart-secret; Path=/' },
    html: `<!doctype html><html><head><meta charset="utf-8">${snippet}<script>
      window.allowed = ${JSON.stringify(allowed ?? null)};
      if (allowed !== null) {
        window.Shopify = {
          loadFeatures(features, done) {
            setTimeout(() => {
              Shopify.customerPrivacy = { analyticsProcessingAllowed: () => window.allowed };
              done(features[0].name === 'consent-tracking-api' ? undefined : new Error('unknown feature'));
            }, 20);
          },
        };
      }
      window.decide = (answer) => {
        window.allowed = answer;
        document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail: { analyticsAllowed: answer } }));
      };
    </script></head><body><form><input name="who" value="Danaël Kimsson"></form><script>${script}</script></body></html>`,
  };
}
