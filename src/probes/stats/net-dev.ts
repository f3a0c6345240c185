/** Bytes of one interface since it came up (/proc/net/dev, proc(5)). */
export interface Traffic {
  readonly rx: number;
  readonly tx: number;
}

export function parseNetDev(text: string): Map<string, Traffic> {
  const found = new Map<string, Traffic>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const fields = line
      .slice(colon + 1)
      .trim()
      .split(/\s+/)
      .map(Number);
    const [rx = Number.NaN] = fields;
    const tx = fields[8] ?? Number.NaN;
    if (Number.isFinite(rx) && Number.isFinite(tx)) found.set(line.slice(0, colon).trim(), { rx, tx });
  }
  return found;
}

/** Loopback, and the host's ends of container networks, which would count the same bytes again. */
const internal = /^(lo|veth.*|br-.*|cni.*|flannel.*|cali.*)$/;

export const isHostInterface = (name: string): boolean => !internal.test(name);

/** All but loopback, together: what `docker stats` counts inside a container. */
export function containerTraffic(text: string): Traffic {
  let rx = 0;
  let tx = 0;
  for (const [name, traffic] of parseNetDev(text)) {
    if (name === 'lo') continue;
    rx += traffic.rx;
    tx += traffic.tx;
  }
  return { rx, tx };
}

/** Bytes a second over an interval; undefined when a counter went backwards or no time passed. */
export function trafficRate(
  before: Traffic,
  after: Traffic,
  seconds: number,
): { rxBytesPerSecond: number; txBytesPerSecond: number } | undefined {
  if (seconds <= 0 || after.rx < before.rx || after.tx < before.tx) return undefined;
  return {
    rxBytesPerSecond: (after.rx - before.rx) / seconds,
    txBytesPerSecond: (after.tx - before.tx) / seconds,
  };
}
