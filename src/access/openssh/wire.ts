/** Values of SSH's wire format (RFC 4251, 5), put one after another. */
export const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

export const text = (value: string | Buffer): Buffer => {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([uint32(bytes.length), bytes]);
};

export const flag = (value: boolean): Buffer => Buffer.from([value ? 1 : 0]);

/** Reads such values; throws a RangeError at the end of the bytes. */
export class WireReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  uint32(): number {
    const value = this.#bytes.readUInt32BE(this.#at);
    this.#at += 4;
    return value;
  }

  flag(): boolean {
    const value = this.#bytes.readUInt8(this.#at);
    this.#at += 1;
    return value !== 0;
  }

  bytes(): Buffer {
    const length = this.uint32();
    const value = this.#bytes.subarray(this.#at, this.#at + length);
    if (value.length < length) throw new RangeError('a string ends too early');
    this.#at += length;
    return value;
  }

  text(): string {
    return this.bytes().toString();
  }
}

/** No packet of the protocol is longer; whatever claims to be is none. */
const maxPacket = 1 << 20;

/** Cuts a stream into packets that have their length in front, and calls back for each. */
export function packets(onPacket: (packet: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 4) {
      const length = rest.readUInt32BE(0);
      if (length > maxPacket) throw new RangeError(`a packet of ${length} bytes`);
      if (rest.length < 4 + length) return;
      const packet = rest.subarray(4, 4 + length);
      rest = rest.subarray(4 + length);
      onPacket(packet);
    }
  };
}
