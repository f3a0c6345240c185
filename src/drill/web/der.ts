/** DER encoding (ITU-T X.690) of the few types that a certificate needs. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

export const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]) => der(0x31, ...parts);
export const bitString = (bytes: Uint8Array) => der(0x03, Buffer.from([0]), bytes);
export const octetString = (bytes: Uint8Array) => der(0x04, bytes);
export const utf8 = (text: string) => der(0x0c, Buffer.from(text));
export const boolean = (value: boolean) => der(0x01, Buffer.from([value ? 255 : 0]));

/** A non-negative integer, big-endian. */
export const integer = (bytes: Uint8Array) =>
  der(0x02, (bytes[0] ?? 0) >= 128 ? Buffer.from([0, ...bytes]) : bytes);

/** Context-specific, constructed or primitive. */
export const tagged = (n: number, constructed: boolean, ...parts: readonly Uint8Array[]) =>
  der(0x80 + n + (constructed ? 0x20 : 0), ...parts);

export function oid(dotted: string): Buffer {
  const [a = 0, b = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [a * 40 + b];
  for (const n of rest) {
    const groups = [n & 127];
    for (let left = n >> 7; left > 0; left >>= 7) groups.unshift((left & 127) | 128);
    bytes.push(...groups);
  }
  return der(0x06, Buffer.from(bytes));
}

/** GeneralizedTime to the second, UTC. */
export const time = (ms: number) =>
  der(0x18, Buffer.from(`${new Date(ms).toISOString().replaceAll(/[-:T]|\.\d+/g, '')}`));
