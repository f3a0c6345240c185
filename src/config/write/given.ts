/** A map without the keys whose value is undefined. */
export function given(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined));
}

/** A value unless it is what is meant when it is left out. */
export const unless = <T>(value: T, meant: T): T | undefined => (value === meant ? undefined : value);

/** A list unless it is empty. */
export const some = <T>(list: readonly T[] | undefined): readonly T[] | undefined =>
  list && list.length > 0 ? list : undefined;
