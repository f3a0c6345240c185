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
