/** A part of one frame; a frame that comes in several chunks gives several parts. */
export interface LogPart {
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: Uint8Array;
}

const headerLength = 8;

/**
 * Takes Docker's multiplexed stream apart (Engine API, "Attach to a container": 1 byte stream, 3 zero bytes, 4 bytes
 * length, big-endian). Payload is passed on as it comes, so a long frame is never held in memory.
 */
export class LogDemux {
  #header: Buffer = Buffer.alloc(0);
  #stream: LogPart['stream'] = 'stdout';
  #left = 0;

  *push(chunk: Buffer): Generator<LogPart> {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#left === 0) {
        const missing = headerLength - this.#header.length;
        this.#header = Buffer.concat([this.#header, rest.subarray(0, missing)]);
        rest = rest.subarray(missing);
        if (this.#header.length < headerLength) return;
        const kind = this.#header.readUInt8(0);
        if (kind > 2 || this.#header.readUIntBE(1, 3) !== 0) throw new RangeError('not a multiplexed stream');
        this.#stream = kind === 2 ? 'stderr' : 'stdout';
        this.#left = this.#header.readUInt32BE(4);
        this.#header = Buffer.alloc(0);
        continue;
      }
      const bytes = rest.subarray(0, this.#left);
      this.#left -= bytes.length;
      rest = rest.subarray(bytes.length);
      yield { stream: this.#stream, bytes };
    }
  }
}
