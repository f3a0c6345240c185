/** `2025-04-12T10:20:30.123456789Z` of nanoseconds since the epoch. */
export function goStamp(nanos: bigint): string {
  const second = new Date(Number(nanos / 1_000_000n)).toISOString().slice(0, 19);
  return `${second}.${String(nanos % 1_000_000_000n).padStart(9, '0')}Z`;
}

/** `2025-04-12 10:20:30 +0000 UTC`, as Go prints a time. */
export const goDate = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} +0000 UTC`;

/** As docker prints sizes: decimal units, three significant digits. */
export function humanBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let n = 0;
  for (; value >= 1000 && n < units.length - 1; n++) value /= 1000;
  return `${Number(value.toPrecision(3))}${units[n]}`;
}
