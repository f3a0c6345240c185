import { expect, test } from 'vitest';
import type { ReadCommand } from '../../../src/domain/read-commands.js';
import type { StepReaders } from '../../../src/domain/step-probe.js';
import { filesProbe } from '../../../src/probes/steps/files.js';

/** As GNU find prints them: mtime TAB size TAB path. */
async function rowsOf(listing: string) {
  const run = async ({ id }: ReadCommand) => ({
    code: 0,
    stdout: id === 'files' ? listing : '1700000100.0\n',
    stderr: '',
  });
  const from = { readers: { host: { run } } } as unknown as StepReaders;
  const seen = await filesProbe.read(
    from,
    { dir: '/srv' },
    { signal: AbortSignal.timeout(5000), timeoutMs: 5000 },
  );
  return seen.table?.rows;
}

test('a file whose name is not shown as it is has no path: a command would mean another file', async () => {
  const names = ['dump\u200b.sql', 'a\u001b[2Kdump.sql', 'token=abcdef.sql', 'dump.sql'];
  const rows = await rowsOf(names.map((name) => `1700000000.5\t10\t/srv/${name}\n`).join(''));
  expect(rows?.map(({ path }) => path)).toEqual([null, null, null, '/srv/dump.sql']);
});

test('a line break in a name makes no file of its own', async () => {
  const rows = await rowsOf('1700000000.5\t10\t/srv/a\n1700000000.5\t5000\tbackup.sql\n\t7\t/srv/b\n');
  expect(rows?.map(({ path }) => path)).toEqual(['/srv/a']);
});
