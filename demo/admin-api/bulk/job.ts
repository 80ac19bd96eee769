/** How far the rows of a bulk operation have come. */
export interface Output {
  /** JSONL so far. */
  readonly chunks: Buffer[];
  bytes: number;
  objects: number;
  roots: number;
  done: boolean;
  failed: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | undefined;
}

export type BulkStatus = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELING' | 'CANCELED' | 'EXPIRED';

const keptFor = 7 * 86_400_000;
const newline = 0x0a;

/** How a result is spoiled on purpose. */
export interface Spoiled {
  /** The file ends after half of its bytes, at the end of a line (`truncated`) or within one (`cut-line`). */
  readonly file?: 'truncated' | 'cut-line';
  /** Objects that are counted but not there. */
  readonly miscount?: number;
  /** The operation says EXPIRED where it would say COMPLETED. */
  readonly expired?: boolean;
  /** The address of the result is refused from the beginning. */
  readonly addressExpired?: boolean;
}

/** One bulk operation. Its rows are made at once in the background; its clock decides when it says so. */
export class BulkJob {
  readonly id: string;
  readonly number: number;
  readonly query: string;
  readonly createdAt: number;
  /** Part of the address of its result, which nobody can guess. */
  readonly secret: string;
  readonly output: Output = { chunks: [], bytes: 0, objects: 0, roots: 0, done: false, failed: undefined };
  readonly spoiled: Spoiled;
  readonly #pace: number;
  #canceledAt: number | undefined;

  constructor(number: number, query: string, secret: string, createdAt: number, pace: number, spoiled: Spoiled = {}) {
    this.id = `gid://shopify/BulkOperation/${number}`;
    this.number = number;
    this.query = query;
    this.secret = secret;
    this.createdAt = createdAt;
    this.#pace = pace;
    this.spoiled = spoiled;
  }

  cancel(now: number): void {
    if (this.statusAt(now) === 'CREATED' || this.statusAt(now) === 'RUNNING') {
      this.#canceledAt = now;
    }
  }

  get canceled(): boolean {
    return this.#canceledAt !== undefined;
  }

  statusAt(now: number): BulkStatus {
    if (this.#canceledAt !== undefined) {
      return now - this.#canceledAt >= this.#pace ? 'CANCELED' : 'CANCELING';
    }
    const end = this.#endsAt();
    if (end === undefined || now < end) {
      return now - this.createdAt < this.#pace / 5 ? 'CREATED' : 'RUNNING';
    }
    if (this.output.failed !== undefined) {
      return 'FAILED';
    }
    return now - end > keptFor || this.spoiled.expired === true ? 'EXPIRED' : 'COMPLETED';
  }

  completedAt(now: number): number | null {
    if (this.#canceledAt !== undefined) {
      return this.statusAt(now) === 'CANCELED' ? this.#canceledAt + this.#pace : null;
    }
    const end = this.#endsAt();
    return end !== undefined && now >= end ? end : null;
  }

  /** Bytes of the file that lies at its address: fewer than it says where the file is spoiled. */
  file(): Buffer {
    const { chunks } = this.output;
    const whole = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    if (this.output.done) {
      chunks.splice(0, chunks.length, whole);
    }
    const half = Math.floor(whole.length / 2);
    switch (this.spoiled.file) {
      case 'truncated':
        return whole.subarray(0, whole.indexOf(newline, half) + 1);
      case 'cut-line':
        return whole.subarray(0, whole.indexOf(newline, half) + 8);
      default:
        return whole;
    }
  }

  /** Share of its rows that it owns up to, 0 to 1. */
  progressAt(now: number): number {
    const end = this.#endsAt();
    const until = this.#canceledAt ?? now;
    if (end === undefined) {
      return Math.min(0.99, (until - this.createdAt) / (this.#pace * 10));
    }
    return Math.max(0, Math.min(1, (until - this.createdAt) / Math.max(1, end - this.createdAt)));
  }

  #endsAt(): number | undefined {
    const { done, objects } = this.output;
    return done ? this.createdAt + Math.max(1, Math.ceil(objects / 1000)) * this.#pace : undefined;
  }
}
