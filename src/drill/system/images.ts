import { hash } from './container.js';

export interface Image {
  readonly id: string;
  /** `repository:tag`; none: nothing is called by it any more. */
  tags: string[];
  /** ms. */
  readonly createdAt: number;
  readonly bytes: number;
  /** Bytes that it shares with no other image. */
  readonly ownBytes: number;
  /** Commit of the checkout that it was built from; none: it came from a registry. */
  readonly commit?: string;
}

const MB = 1_000_000;
const hourMs = 3_600_000;

/** The images of the machine; tags move to what is built last, what loses its last tag is dangling. */
export class Images {
  #all: Image[] = [];
  #count = 0;

  get all(): readonly Image[] {
    return this.#all;
  }

  add(
    tags: readonly string[],
    made: { createdAt: number; bytes: number; ownBytes?: number; commit?: string },
  ): Image {
    for (const tag of tags) this.#untag(tag);
    const { createdAt, bytes, ownBytes = bytes, commit } = made;
    const id = `sha256:${hash(`drill image ${this.#count++} ${tags.join(' ')}`)}`;
    const image: Image = { id, tags: [...tags], createdAt, bytes, ownBytes, ...(commit ? { commit } : {}) };
    this.#all.push(image);
    return image;
  }

  /** By name (`latest` when no tag is given), id or a beginning of it. */
  find(name: string): Image | undefined {
    const tagged = /:[^/]+$/.test(name) ? name : `${name}:latest`;
    const bare = name.replace(/^sha256:/, '');
    return (
      this.#all.find(({ tags }) => tags.includes(tagged)) ??
      (/^[0-9a-f]{4,64}$/.test(bare) ? this.#all.find(({ id }) => id.slice(7).startsWith(bare)) : undefined)
    );
  }

  tag(image: Image, name: string): void {
    this.#untag(name);
    image.tags.push(name);
  }

  remove(image: Image): void {
    this.#all = this.#all.filter((one) => one !== image);
  }

  #untag(tag: string): void {
    for (const image of this.#all) image.tags = image.tags.filter((one) => one !== tag);
  }
}

/** What lies on the machine when the exercise begins: the running release, two before it, and what builds left behind. */
export function firstImages(
  now: number,
  commits: readonly { readonly id: string; readonly at: number }[],
): Images {
  const images = new Images();
  const registry = (tag: string, bytes: number) =>
    images.add([tag], { createdAt: now - 2400 * hourMs, bytes });
  registry('postgres:16-alpine', 276 * MB);
  registry('redis:7-alpine', 41 * MB);
  registry('jc21/nginx-proxy-manager:2', 812 * MB);
  const built = commits.toReversed();
  for (const [n, { id, at }] of built.entries()) {
    const newest = n === built.length - 1;
    const version = `1.4.${n}`;
    const own = { ownBytes: 94 * MB, commit: id, createdAt: at + 240_000 };
    images.add([`salon-gbp/api:${version}`, ...(newest ? ['salon-gbp/api:latest'] : [])], {
      ...own,
      bytes: 487 * MB,
    });
    images.add([`salon-gbp/web:${version}`, ...(newest ? ['salon-gbp/web:latest'] : [])], {
      ...own,
      bytes: 63 * MB,
      ownBytes: 14 * MB,
    });
  }
  for (let n = 0; n < 4; n++) {
    images.add([], { createdAt: now - (400 + n * 170) * hourMs, bytes: 479 * MB, ownBytes: 188 * MB });
  }
  return images;
}
