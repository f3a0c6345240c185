/** `2025-04-12 10:20:30,123`, as Python's logging writes it, in Japan's time. */
export function pythonTime(now: number): string {
  return new Date(Math.floor(now) + 9 * 3_600_000)
    .toISOString()
    .replace('T', ' ')
    .replace('.', ',')
    .slice(0, -1);
}

/** `2025-04-12 01:20:30.123`, as PostgreSQL writes it. */
export const utcTime = (now: number): string =>
  new Date(Math.floor(now)).toISOString().replace('T', ' ').slice(0, -1);
