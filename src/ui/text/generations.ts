/** A bounded cache: what was not asked for during a whole generation is forgotten with it. */
export class Generations<Value> {
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  get(key: string): Value | undefined {
    const value = this.#young.get(key);
    if (value !== undefined) {
      return value;
    }

    const older = this.#old.get(key);
    if (older !== undefined) {
      this.set(key, older);
    }

    return older;
  }

  set(key: string, value: Value): void {
    if (this.#young.size >= this.#size) {
      this.#old = this.#young;
      this.#young = new Map();
    }

    this.#young.set(key, value);
  }
}
