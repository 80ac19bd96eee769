/** What waits, taken in turns between callers: one with a hundred waiting delays the others by one each. */
export class FairQueue<Item> {
  readonly #lines = new Map<string, Item[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  sizeOf(caller: string): number {
    return this.#lines.get(caller)?.length ?? 0;
  }

  add(caller: string, item: Item): void {
    const line = this.#lines.get(caller) ?? [];
    line.push(item);
    this.#lines.set(caller, line);
    this.#size += 1;
  }

  take(): Item | undefined {
    for (const [caller, line] of this.#lines) {
      const item = line.shift();
      // To the end of the round, or out of it.
      this.#lines.delete(caller);
      if (line.length > 0) {
        this.#lines.set(caller, line);
      }
      if (item !== undefined) {
        this.#size -= 1;
        return item;
      }
    }
    return undefined;
  }

  remove(caller: string, item: Item): void {
    const line = this.#lines.get(caller);
    const at = line?.indexOf(item) ?? -1;
    if (line === undefined || at < 0) {
      return;
    }
    line.splice(at, 1);
    this.#size -= 1;
    if (line.length === 0) {
      this.#lines.delete(caller);
    }
  }

  takeAll(): readonly Item[] {
    const all = [...this.#lines.values()].flat();
    this.#lines.clear();
    this.#size = 0;
    return all;
  }
}
