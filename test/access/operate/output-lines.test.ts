import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { OutputLines } from '../../../src/access/operate/output-lines.js';
import type { EvidenceLine } from '../../../src/domain/evidence.js';

/** The lines of an output that came in these chunks. */
async function linesOf(...chunks: (string | Buffer)[]): Promise<string[]> {
  const output = new OutputLines();
  const stream = new PassThrough();
  const ended = output.read(stream, 'stdout');
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await ended;
  return output.finish().lines.map(({ text }) => text);
}

describe('the lines of a command', () => {
  test('are the same wherever their bytes are cut, inside a character too', async () => {
    const bytes = Buffer.from('日本語\r\n😀 é\nlast');
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(await linesOf(bytes.subarray(0, at), bytes.subarray(at))).toEqual(['日本語', '😀 é', 'last']);
    }
  });

  test('are what a terminal would show of a progress bar', async () => {
    expect(await linesOf('10%\r50%\r', '100%\nnext\r\n')).toEqual(['100%', 'next']);
  });

  test('stay bounded when a progress bar never ends its line', async () => {
    const bar = Array.from({ length: 20_000 }, (_, index) => `${index} of 20000 done\r`);
    expect(await linesOf(...bar)).toEqual(['19999 of 20000 done']);
  });

  test('are cut when one is endless', async () => {
    const [line = '', ...more] = await linesOf('x'.repeat(3_000_000), 'y\nnext');
    expect(line).toHaveLength(4096);
    expect(more).toEqual(['next']);
  });

  test('hold neither escape sequences nor passwords', async () => {
    expect(await linesOf('\u001b]52;c;eA==\u0007\u001b[2Jurl=postgres://u:hunter2@db/x\n')).toEqual([
      'url=postgres://u:•••@db/x',
    ]);
  });

  test('are the last ones, and told as they come', async () => {
    const told: EvidenceLine[] = [];
    const output = new OutputLines((line) => told.push(line));
    const stream = new PassThrough();
    const ended = output.read(stream, 'stderr');
    for (let index = 0; index < 3000; index += 1) stream.write(`line ${index}\n`);
    stream.end();
    await ended;
    const { lines, cut } = output.finish();
    expect(cut).toBe(true);
    expect(lines).toHaveLength(2000);
    expect(lines[0]).toEqual({ text: 'line 1000', stream: 'stderr' });
    expect(told).toHaveLength(3000);
  });

  test('keep no more than a megabyte', async () => {
    const output = new OutputLines();
    const stream = new PassThrough();
    const ended = output.read(stream, 'stdout');
    for (let index = 0; index < 1000; index += 1) stream.write(`${'x'.repeat(4000)}\n`);
    stream.end();
    await ended;
    const { lines, cut } = output.finish();
    expect(cut).toBe(true);
    expect(lines.length * 4000).toBeLessThanOrEqual(1024 * 1024);
    expect(lines.length).toBeGreaterThan(200);
  });
});
