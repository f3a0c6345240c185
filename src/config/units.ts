const secondsOf: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const bytesOf: Record<string, number> = {
  '': 1,
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
};

/** `500ms`, `30s`, `15m`, `25h`, `7d`, `2w`; several may follow each other: `1h30m`. */
export const durationPattern = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d|w))+$/;

/** `512`, `1k`, `10MB`, `1.5GiB`: powers of 1024, as du and Docker count. */
export const sizePattern = /^\d+(?:\.\d+)?\s?(?:[kKmMgGtT]i?)?[bB]?$/;

/** Seconds of a duration; undefined when it is none. */
export function parseSeconds(text: string): number | undefined {
  if (!durationPattern.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d|w)/g)) {
    seconds += Number(amount) * (secondsOf[unit ?? ''] ?? 0);
  }
  return Number(seconds.toFixed(3));
}

/** Bytes of a size; undefined when it is none. */
export function parseBytes(size: string | number): number | undefined {
  if (typeof size === 'number') return size;
  if (!sizePattern.test(size)) return undefined;
  const [, amount, prefix = ''] = /^([\d.]+)\s?([kmgt]?)/i.exec(size) ?? [];
  return Math.round(Number(amount) * (bytesOf[prefix.toLowerCase()] ?? 1));
}
