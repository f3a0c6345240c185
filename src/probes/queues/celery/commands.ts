/** A command for a Redis pipeline. */
export type Command = readonly [name: string, ...args: (string | number)[]];

/** A reply that is a number; undefined for errors and nil. */
export const asNumber = (reply: unknown): number | undefined =>
  typeof reply === 'number' ? reply : undefined;

export const asText = (reply: unknown): string | undefined => (typeof reply === 'string' ? reply : undefined);

/** The reply to SCAN or SSCAN: the next cursor and what was found. */
export function asPage(reply: unknown): { cursor: string; items: readonly string[] } | undefined {
  if (!Array.isArray(reply)) return undefined;
  const [cursor, items] = reply as readonly unknown[];
  if (!Array.isArray(items)) return undefined;
  return { cursor: String(cursor), items: items.filter((item) => typeof item === 'string') };
}
