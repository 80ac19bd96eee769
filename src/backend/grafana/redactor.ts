const shown = '[secret]';
/** Shorter values are parts of ordinary words; hiding those would hide the log. */
const shortest = 4;
const most = 10_000;

/** As it stands in a URL or a form; text that is not Unicode never does. */
function inUrl(secret: string): string {
  try {
    return encodeURIComponent(secret);
  } catch {
    return secret;
  }
}

/** Takes secrets out of text: those of every data source's settings seen so far, plain and as they stand in URLs. */
export class Redactor {
  readonly #secrets = new Set<string>();

  /** Learns secrets; told again, they are the last to be forgotten. */
  learn(secrets: readonly string[]): void {
    for (const secret of secrets) {
      if (secret.length >= shortest) {
        for (const form of new Set([secret, inUrl(secret)])) {
          this.#secrets.delete(form);
          this.#secrets.add(form);
        }
      }
    }
    for (const oldest of this.#secrets) {
      if (this.#secrets.size <= most) {
        break;
      }
      this.#secrets.delete(oldest);
    }
  }

  /** The text without any of them. */
  text(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) {
      if (clean.includes(secret)) {
        clean = clean.replaceAll(secret, shown);
      }
    }
    return clean;
  }
}
