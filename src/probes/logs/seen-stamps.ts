const bits = 2 ** 20;
const mostMarked = 200_000;

/**
 * Whether a stamp has been seen before, in constant memory: two bitmaps, the older one dropped when the newer is full.
 * It may say yes for one that was not seen (about one in ten), so it is only asked about lines that are late anyway.
 */
export class SeenStamps {
  #young = new Uint32Array(bits / 32);
  #old = new Uint32Array(0);
  #marked = 0;

  mark(stamp: string): void {
    if (this.#marked++ >= mostMarked) {
      this.#old = this.#young;
      this.#young = new Uint32Array(bits / 32);
      this.#marked = 1;
    }
    const at = placeOf(stamp);
    this.#young[at >>> 5] = (this.#young[at >>> 5] ?? 0) | (1 << (at & 31));
  }

  has(stamp: string): boolean {
    const at = placeOf(stamp);
    const bit = 1 << (at & 31);
    return ((this.#young[at >>> 5] ?? 0) & bit) !== 0 || ((this.#old[at >>> 5] ?? 0) & bit) !== 0;
  }
}

/** FNV-1a of the stamp. */
function placeOf(stamp: string): number {
  let hash = 0x811c9dc5;
  for (let i = stamp.length - 1; i >= 0; i--) hash = Math.imul(hash ^ stamp.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 12)) & (bits - 1);
}
