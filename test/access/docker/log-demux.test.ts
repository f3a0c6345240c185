import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogDemux } from '../../../src/access/docker/log-demux.js';

const frame = (kind: number, text: string) => {
  const payload = Buffer.from(text);
  const header = Buffer.from([kind, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
};

describe('the demultiplexer of container output', () => {
  test('frames cut anywhere give the same bytes on each stream', () => {
    const bytes = Buffer.concat([
      frame(1, 'one\n'),
      frame(2, 'エラー\n'),
      frame(1, ''),
      frame(1, 'x'.repeat(300)),
    ]);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        const demux = new LogDemux();
        const got = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        for (let i = 1; i < edges.length; i++) {
          for (const part of demux.push(bytes.subarray(edges[i - 1], edges[i])))
            got[part.stream].push(part.bytes);
        }
        expect(Buffer.concat(got.stdout).toString()).toBe(`one\n${'x'.repeat(300)}`);
        expect(Buffer.concat(got.stderr).toString()).toBe('エラー\n');
      }),
    );
  });

  test('the part of a frame that has come is passed on before the rest', () => {
    const demux = new LogDemux();
    const [part] = [...demux.push(frame(1, 'abcdef').subarray(0, 11))];
    expect(Buffer.from(part!.bytes).toString()).toBe('abc');
  });

  test('output of a terminal is not taken for frames', () => {
    expect(() => [...new LogDemux().push(Buffer.from('2026-11-22T00:00:00Z hello\n'))]).toThrow(RangeError);
  });
});
