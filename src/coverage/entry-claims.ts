import type { Claim } from './claim.js';

/** What the checks, thresholds and queries of a host entry say that they serve. */
export const entryClaims = (host: { readonly name: string }): readonly Claim[] =>
  sourcesIn(host).map((ids): Claim => ({ by: `entry ${host.name}`, ids, does: 'reads', tested: 'recorded' }));

/** Every `source` list anywhere in a value. */
function sourcesIn(value: unknown): (readonly string[])[] {
  if (Array.isArray(value)) return value.flatMap(sourcesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'source' && Array.isArray(inner) ? [inner.map(String)] : sourcesIn(inner),
  );
}
