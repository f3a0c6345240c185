/** Fields of INFO by name; the sections' names are left out, as no field stands in two. */
export type RedisInfo = ReadonlyMap<string, string>;

export function parseInfo(text: string): RedisInfo {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0 && !line.startsWith('#')) fields.set(line.slice(0, colon), line.slice(colon + 1));
  }
  return fields;
}

/** A figure of INFO; 0 when this server's version doesn't tell it. */
export function figure(info: RedisInfo, name: string): number {
  const value = Number(info.get(name));
  return Number.isFinite(value) ? value : 0;
}

/** How often a kind of error was returned since the server started (6.2+): `errorstat_OOM:count=3`. */
export function errorCount(info: RedisInfo, kind: string): number {
  return Number(/count=(\d+)/.exec(info.get(`errorstat_${kind}`) ?? '')?.[1] ?? 0);
}
