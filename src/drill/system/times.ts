const pad = (n: number, width = 2) => String(n).padStart(width, '0');

/** `2025-04-12 10:20:30,123`, as Python's logging writes it, in Japan's time. */
export function pythonTime(now: number): string {
  const d = new Date(now + 9 * 3_600_000);
  const day = `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
  return `${day} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())},${pad(d.getUTCMilliseconds(), 3)}`;
}

/** `12/Apr/2025:10:20:30 +0900`, as nginx writes it. */
export function nginxTime(now: number): string {
  const [, day, month, year, time] = new Date(now + 9 * 3_600_000).toUTCString().split(/[ ]/);
  return `${day}/${month}/${year}:${time} +0900`;
}

export const nginxErrorTime = (now: number): string => pythonTime(now).slice(0, 19).replaceAll('-', '/');
