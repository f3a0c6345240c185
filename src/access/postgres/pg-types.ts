/** Type OIDs of pg_type.dat that do not stay text. */
export const oid = {
  bool: 16,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  json: 114,
  float4: 700,
  float8: 701,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  jsonb: 3802,
} as const;

const parsers = new Map<number, (text: string) => unknown>([
  [oid.bool, (text) => text === 't'],
  ...[oid.int2, oid.int4, oid.oid, oid.float4, oid.float8].map((type) => [type, Number] as const),
  ...[oid.json, oid.jsonb].map((type) => [type, (text: string): unknown => JSON.parse(text)] as const),
  ...[oid.timestamp, oid.timestamptz].map((type) => [type, isoTime] as const),
]);

/** Array types whose elements pg's own parser reads: bool, name, int2, int4, text, varchar, int8 (as text), oid. */
export const arrayTypes: ReadonlySet<number> = new Set([1000, 1003, 1005, 1007, 1009, 1015, 1016, 1028]);

/** How a value that came as text is read: int8 and numeric stay text, because a number would lose digits. */
export function parserOf(type: number): (text: string) => unknown {
  return parsers.get(type) ?? ((text) => text);
}

/** `2026-01-31 12:00:00.5+00` → `2026-01-31T12:00:00.5+00:00`, as JSON has it; infinity stays as it is. */
function isoTime(text: string): string {
  return text.replace(/^(\d+-\d\d-\d\d) /, '$1T').replace(/([+-]\d\d)$/, '$1:00');
}

/**
 * Rows of json_agg with the types that the direct connection would give. `types` (column → OID) is what an earlier
 * answer of the same statement had; without it int8 within 2^53 comes as a number.
 */
export function rowsOfJson(text: string, types: ReadonlyMap<string, number> = new Map()): object[] {
  // The source text, since 1.50 and 2^53 + 1 are not the same once they are numbers.
  function exact(this: object, key: string, value: unknown, context?: { source?: string }): unknown {
    if (typeof value !== 'number') return value;
    const type = Object.keys(this).length === types.size ? types.get(key) : undefined;
    const isText =
      type === oid.int8 || type === oid.numeric || (Number.isInteger(value) && !Number.isSafeInteger(value));
    return isText ? (context?.source ?? String(value)) : value;
  }
  const rows = JSON.parse(text, exact) as Record<string, unknown>[];
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        isQuotedNumber(types.get(column), value) ? Number(value) : value,
      ]),
    ),
  );
}

/** JSON has oid, and NaN of float8, in quotes. */
const isQuotedNumber = (type: number | undefined, value: unknown): boolean =>
  typeof value === 'string' && (type === oid.oid || type === oid.float4 || type === oid.float8);
