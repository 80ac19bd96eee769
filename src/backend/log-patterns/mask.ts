/** What stands in a pattern for text that differs from line to line: the wildcard of Loki's own patterns. */
export const wildcard = '<_>';

/** Longest text that is looked at; what follows tells kinds of errors no better apart. */
const longest = 1_000;

/** Texts that name one occurrence and no kind; the first that fits counts, so the longer ones lead. */
const ofOne: readonly RegExp[] = [
  // What other steps have put in place of e-mail addresses, cards and tokens.
  /<(?:[a-z]{1,12}|\*)>/g,
  /[^\s@<>"',;:=()[\]{}]+@[^\s@<>"',;:=()[\]{}]+\.\p{L}{2,}/gu,
  // Dates and clock times.
  /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?/g,
  /\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?\b/g,
  // UUIDs, addresses, hexadecimals.
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g,
  /\b0x[0-9a-f]+\b/gi,
  /\b(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{8,}\b/gi,
];

const word = /(?<![A-Za-z0-9])[A-Za-z0-9]{10,}(?![A-Za-z0-9])/g;
/** Tokens are letters and digits mixed; names end in a few digits at most. */
const isToken = (text: string) => /\d.*\d/.test(text) && /[A-Za-z]/.test(text) && !/^[A-Za-z]+\d{1,4}$/.test(text);

const number = /(?<![\p{L}\p{N}_])[-+]?\d+(?:[.,]\d+)*|\d{5,}/gu;
/** Status codes tell kinds apart. */
const isStatus = (text: string, before: string) =>
  /^[1-5]\d\d$/.test(text) && /(?:status|http|code)\W{0,3}$/i.test(before);

/**
 * A message without what is of one occurrence alone (times, ids, addresses, amounts): each is `<_>`. Digits in names
 * (`sha256`, `CHECKOUT_500`) and status codes after such a word stay. White space becomes single spaces.
 */
export function masked(message: string): string {
  let text = message.slice(0, longest);
  for (const pattern of ofOne) {
    text = text.replaceAll(pattern, wildcard);
  }
  return text
    .replaceAll(word, (found) => (isToken(found) ? wildcard : found))
    .replaceAll(number, (found, at: number, whole: string) =>
      isStatus(found, whole.slice(Math.max(0, at - 12), at)) ? found : wildcard
    )
    .replaceAll(/(?:<_>){2,}/g, wildcard)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
