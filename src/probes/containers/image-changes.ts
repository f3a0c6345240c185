interface Holder {
  readonly id: string;
  readonly imageId: string;
  readonly changedAt?: number;
}

/** Notices that a container of the same slot came back with another image, as a deploy does. */
export class ImageChanges {
  readonly #holders = new Map<string, Holder>();

  /** Of the present holder of a slot (its newest container); `createdAt`: host clock, ms. */
  note(
    slot: string,
    container: { readonly id: string; readonly imageId: string; readonly createdAt: number },
  ): number | undefined {
    const before = this.#holders.get(slot);
    const changedAt =
      before && before.id !== container.id && before.imageId !== container.imageId
        ? container.createdAt
        : before?.changedAt;
    this.#holders.set(slot, {
      id: container.id,
      imageId: container.imageId,
      ...(changedAt === undefined ? {} : { changedAt }),
    });
    return changedAt;
  }
}

/** A release is built, or fetched as just built, and started at once. */
const builtForMs = 60 * 60_000;
/** The engine tells when a container was made to the second only. */
const roundedMs = 1000;

export interface Made {
  /** Of the container, host clock, ms. */
  readonly createdAt: number;
  /** Of its image. */
  readonly imageCreatedAt: number | undefined;
  /** When the others of its group were made. */
  readonly others: readonly number[];
}

/**
 * When a container came to be with a new image, as far as times alone tell, for a change that nobody watched: its image
 * was built just before it, and another of its group is older than that image. A container that was only made anew has an
 * older image, and in a first installation nothing is older than the images. Host clock, ms.
 */
export function replacedUnseen({ createdAt, imageCreatedAt, others }: Made): number | undefined {
  if (imageCreatedAt === undefined) return undefined;
  const waited = createdAt - imageCreatedAt;
  if (waited < -roundedMs || waited > builtForMs) return undefined;
  return others.some((other) => other < imageCreatedAt - roundedMs) ? createdAt : undefined;
}
