import { ShopifyError } from '../errors';
import { fail } from '../fail';

/** Bytes of one answer that are taken at most. */
export const bodyLimit = 64 * 1024 * 1024;

export interface Body {
  readonly text: string;
  readonly bytes: number;
}

/** Reads a body to its end; `responseTooLarge` past the limit, `truncatedBody` where it ends early. */
export async function readBody(response: Response, limit = bodyLimit): Promise<Body> {
  try {
    return await readWhole(response, limit);
  } catch (cause) {
    throw cause instanceof ShopifyError ? cause : fail('truncatedBody', {}, { cause });
  }
}

async function readWhole(response: Response, limit: number): Promise<Body> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > limit) {
    await response.body?.cancel().catch(() => undefined);
    throw tooLarge(limit);
  }
  if (response.body === null) {
    return { text: '', bytes: 0 };
  }
  if (announced > 0) {
    const whole = await response.arrayBuffer();
    if (whole.byteLength > limit) {
      throw tooLarge(limit);
    }
    return { text: new TextDecoder().decode(whole), bytes: whole.byteLength };
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > limit) {
      await reader.cancel().catch(() => undefined);
      throw tooLarge(limit);
    }
    chunks.push(part.value);
  }
  return { text: Buffer.concat(chunks).toString('utf8'), bytes };
}

function tooLarge(limit: number) {
  return fail('responseTooLarge', { limit: Math.round(limit / 1024 / 1024) });
}
