import type { Claim } from './claim.js';
import type { Item } from './item.js';

/** An item with all that serves it. */
export interface Served {
  readonly item: Item;
  readonly by: readonly Claim[];
}

export interface Coverage {
  readonly served: readonly Served[];
  /** Ids that are claimed and that no runbook has. */
  readonly unknown: readonly { readonly id: string; readonly by: string }[];
}

/** Holds what says that it serves items against the items that there are. */
export function coverageOf(items: readonly Item[], claims: readonly Claim[]): Coverage {
  const known = new Set(items.map(({ id }) => id));
  return {
    served: items.map((item) => ({ item, by: claims.filter(({ ids }) => ids.includes(item.id)) })),
    unknown: claims.flatMap(({ ids, by }) => ids.filter((id) => !known.has(id)).map((id) => ({ id, by }))),
  };
}
