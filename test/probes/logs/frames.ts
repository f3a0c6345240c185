import { readFileSync } from 'node:fs';

/** The frames of a recorded multiplexed log body: a header of stream, three zeros and length (engine API), then bytes. */
export function recordedFrames(name: string): { stream: 'stdout' | 'stderr'; chunk: Uint8Array }[] {
  const body = readFileSync(new URL(`../../fixtures/docker/logs/${name}.frames`, import.meta.url));
  const frames: { stream: 'stdout' | 'stderr'; chunk: Uint8Array }[] = [];
  for (let at = 0; at + 8 <= body.length; ) {
    const length = body.readUInt32BE(at + 4);
    frames.push({
      stream: body[at] === 2 ? 'stderr' : 'stdout',
      chunk: body.subarray(at + 8, at + 8 + length),
    });
    at += 8 + length;
  }
  return frames;
}
