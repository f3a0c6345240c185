import { expect, test } from 'vitest';
import { processesProbe } from '../../../src/probes/steps/docker/processes.js';
import { readersWith } from './support/readers.js';

const titles = ['PID', 'PPID', 'ELAPSED', 'STAT', 'COMMAND'];

test('sessions of one program are counted whatever their ports, and the most numerous stand first', async () => {
  const top = async () => ({
    Titles: titles,
    Processes: [
      ['1', '0', '900', 'Ss', 'postgres'],
      ['40', '1', '60', 'Ss', 'postgres: app', 'shop', '172.18.0.1(40438)', 'idle'],
      ['41', '1', '50', 'Ss', 'postgres: app', 'shop', '172.18.0.5(50001)', 'idle'],
      ['42', '1', '50', 'Ss', 'postgres: app', 'shop', '172.18.0.5(50002)', 'idle'],
    ],
  });
  const base = readersWith({});
  const from = { ...base, readers: { ...base.readers, docker: { ...base.readers.docker, top } } };
  const seen = await processesProbe.read(
    from as typeof base,
    { container: 'shop_db' },
    { signal: new AbortController().signal, timeoutMs: 1000 },
  );
  expect(seen.table?.rows.map((row) => [row.pid, row.alike])).toEqual([
    [41, 2],
    [42, 2],
    [1, 1],
    [40, 1],
  ]);
});
