import { faroBody, type Meta } from './faro';
import { text } from './read';
import { safeUrl } from './redact';
import { createSender, type Sender } from './sender';

/** What the shop sets where it pastes the code. */
export interface Settings {
  /** Where Alloy's `faro.receiver` takes lines: `https://…/collect`. */
  readonly receiver: string;
  readonly environment: string;
}

/** Name and major version: enough to see that one browser fails, too little to tell people apart. */
function browserOf(agent: string): Meta['browser'] {
  const [, name = 'other', version = ''] =
    /(Edg|OPR|SamsungBrowser|Firefox|FxiOS|CriOS)\w*\/(\d+)/.exec(agent) ??
    /(Chrome|Version(?=.*Safari))\/(\d+)/.exec(agent) ??
    [];
  return { name: name === 'Version' ? 'Safari' : name, version, mobile: agent.includes('Mobi') };
}

/** A sender that posts to the receiver; undefined for crawlers, and where the receiver's address is none. */
export function browserSender(
  { receiver, environment }: Settings,
  page: { readonly app: string; readonly agent: string; readonly url: string; readonly shop: string }
): Sender | undefined {
  if (!/^https:\/\/.|^http:\/\/(localhost|127\.0\.0\.1)\b/.test(receiver)) {
    console.warn('Shopscope: the receiver has to be an https address');
    return undefined;
  }
  // CUBOT makes telephones.
  if (/(?:^|[^u])bot|crawl|spider|lighthouse/i.test(page.agent)) {
    return undefined;
  }
  const send = fetch;
  const meta: Meta = {
    sdk: { name: `shopscope-${page.app}`, version: '1' },
    app: { name: page.app, environment: text(environment) || 'production' },
    browser: browserOf(page.agent),
    page: { url: safeUrl(page.url) },
  };
  return createSender({
    now: () => Date.now(),
    later: (run, milliseconds) => void setTimeout(run, milliseconds),
    // Plain text without reading the answer needs no preflight, so that nothing has to be allowed on the receiver's side.
    post: (batch) =>
      send(receiver, {
        method: 'POST',
        body: faroBody(meta, page.shop, batch),
        mode: 'no-cors',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        keepalive: true,
      }),
  });
}
