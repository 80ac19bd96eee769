const zero = 48;
const nine = 57;
/** Decimal places that are kept. */
const places = 4;

/**
 * An amount as Shopify writes it (`-12.5`, `0.0`, `15000`) in ten-thousandths, worked out on its digits: no float has a
 * part in it. Digits beyond the fourth decimal place are rounded, half away from zero. Undefined for other text and for
 * amounts that an exact integer can't hold.
 */
export function tenThousandths(text: string): number | undefined {
  const negative = text.startsWith('-');
  let at = negative ? 1 : 0;
  const start = at;
  let value = 0;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < zero || code > nine) {
      break;
    }
    value = value * 10 + (code - zero);
  }
  if (at === start) {
    return undefined;
  }
  let decimals = 0;
  let roundUp = false;
  if (at < text.length) {
    if (text[at] !== '.' || at + 1 === text.length) {
      return undefined;
    }
    for (at += 1; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code < zero || code > nine) {
        return undefined;
      }
      if (decimals < places) {
        value = value * 10 + (code - zero);
      } else if (decimals === places) {
        roundUp = code - zero >= 5;
      }
      decimals += 1;
    }
  }
  for (; decimals < places; decimals += 1) {
    value *= 10;
  }
  value += roundUp ? 1 : 0;
  if (!Number.isSafeInteger(value)) {
    return undefined;
  }
  return negative && value !== 0 ? -value : value;
}
