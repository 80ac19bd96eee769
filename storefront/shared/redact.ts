/** Longest text that is sent. */
const longest = 300;

/** Words after which an error of the browser's own quotes a name of the code rather than what somebody typed. */
const quotesCode = /(?:reading|setting|property|variable|function|method|module|attribute|export|named)\s$/;

const handles = /^(?:products|collections|pages|blogs|policies|cart|checkouts?|account|search)$/;

/**
 * A text without what may be about a person: values known to be typed, what is quoted, e-mail addresses, addresses of
 * pages, long numbers (telephones, cards, ids), IP addresses and tokens. At most 300 characters.
 */
export function redacted(message: string, known: readonly string[] = []): string {
  let clean = message.slice(0, 1000);
  // The longest first: one value may be a part of another.
  for (const value of [...known].sort((one, other) => other.length - one.length)) {
    clean = clean.split(value).join('<value>');
  }
  return clean
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/[“«「『‹„](.*?)[”»」』›“]/g, '<text>')
    .replace(
      /(^|[^\p{L}\p{N}])(["'`])(.*?)\2(?!\p{L})/gu,
      (_, before: string, mark: string, inner: string, place: number) =>
        quotesCode.test(clean.slice(0, place) + before) && /^[\w$.]{1,40}$/.test(inner)
          ? before + mark + inner + mark
          : `${before}<text>`
    )
    .replace(/\b[a-z][\w+.-]*:\/\/\S*/gi, '<url>')
    .replace(/\S*(?:@|%40|＠)\S*/gi, '<email>')
    .replace(/\b[\da-f]{0,4}(?::[\da-f]{0,4}){3,7}|\p{Nd}{1,3}(?:\.\p{Nd}{1,3}){3}/giu, '<ip>')
    .replace(/[\w-]{24,}/g, '<token>')
    .replace(/[+＋(]?\p{Nd}(?:[\p{P}\p{Z}]{0,3}\p{Nd}){5,}/gu, '<number>')
    .trim()
    .slice(0, longest);
}

/** A path without what a visitor may have put into it: below pages whose names the shop gives, nothing is kept. */
export function safePath(path: string): string {
  const parts = (path.split(/[?#]/)[0] ?? '').split('/').filter((part) => part !== '');
  const locale = /^[a-z]{2}(-[a-z]{2})?$/i.test(parts[0] ?? '') ? 1 : 0;
  const root = parts[locale] ?? '';
  const kept = parts.slice(0, locale + (handles.test(root) ? 2 : 1));
  const safe = kept.map((part) => (/^[a-z][a-z\d_.-]{0,60}$/i.test(part) && redacted(part) === part ? part : ':x'));
  return `/${safe.join('/')}${parts.length > kept.length ? '/…' : ''}`;
}

/** A page's or script's address: scripts with their path, for source maps; of pages what `safePath` leaves. */
export function safeUrl(address: string): string {
  try {
    const { protocol, host, pathname } = new URL(address);
    if (!/^https?:$/.test(protocol)) {
      return `${protocol}…`;
    }
    const script = /\.[cm]?[jt]sx?$/.test(pathname) && !/@|%/.test(pathname);
    return `${protocol}//${host}${script ? pathname : safePath(pathname)}`.slice(0, 200);
  } catch {
    return '';
  }
}
