import { LogError } from '../errors';

/** What one call may take of one endpoint, over all requests that it makes. */
export interface Caps {
  readonly milliseconds: number;
  /** Bytes of all answers together. */
  readonly bytes: number;
  /** Bytes of one answer. */
  readonly answerBytes: number;
}

export const defaultCaps: Caps = {
  milliseconds: 25_000,
  bytes: 128 * 1024 * 1024,
  answerBytes: 32 * 1024 * 1024,
};

/** One call to one endpoint: ends with its caller, or with its time. */
export class Call {
  readonly caps: Caps;
  readonly signal: AbortSignal;
  bytesRead = 0;

  constructor(caps: Caps, caller: AbortSignal | undefined) {
    this.caps = caps;
    const own = AbortSignal.timeout(caps.milliseconds);
    this.signal = caller === undefined ? own : AbortSignal.any([caller, own]);
  }

  get bytesLeft(): number {
    return Math.max(0, this.caps.bytes - this.bytesRead);
  }

  /** What an aborted call means: the caller's wish, or too long. */
  ended(): LogError {
    const reason: unknown = this.signal.reason;
    return reason instanceof DOMException && reason.name === 'TimeoutError'
      ? new LogError('timedOut', { seconds: Math.round(this.caps.milliseconds / 1000) })
      : new LogError('cancelled', {}, reason);
  }

  /** Waits, unless the call ends. */
  async wait(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.signal.addEventListener('abort', done, { once: true });
    });
    if (this.signal.aborted) {
      throw this.ended();
    }
  }
}
