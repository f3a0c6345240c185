import { expect, test } from 'vitest';
import type { StepReaders } from '../../../../src/domain/step-probe.js';
import { jobRunsProbe } from '../../../../src/probes/steps/jobs/runs.js';
import { readersWith } from '../support/readers.js';

const at = (time: string) => Date.parse(`2026-11-22T${time}Z`);

/** `docker logs -t` as the engine writes it. */
const stamped = (lines: readonly string[]): string =>
  lines.map((line) => `2026-11-22T${line.slice(11, 19)}.000000000Z ${line}\n`).join('');

// docker logs keiba-scheduler-1 of the lab: under scrape429, then dbdown.
const limited = [
  '2026-11-22 18:47:38,473 INFO [app.tasks.jobs] data_update: started: sites=netkeiba race_ids=all',
  '2026-11-22 18:47:38,722 WARNING [app.scraping] data_update: http://race.netkeiba.example:8081/races/20261123: HTTP 429 Too Many Requests (rate limited, Retry-After 60), retry 1/1 in 0.5 s',
  '2026-11-22 18:47:39,256 ERROR [app.tasks.jobs] data_update: scraping failed: HTTP 429 Too Many Requests (rate limited, Retry-After 60): http://race.netkeiba.example:8081/races/20261123',
  '2026-11-22 18:47:39,485 ERROR [app.tasks.jobs] data_update: finished: status=failed updated=0 failed=0 duration=1.0s',
  '2026-11-22 18:47:39,925 INFO [app.notification] notification: pushed to user 1: HTTP 201',
];
const unreached = [
  '2026-11-22 18:48:24,671 INFO [app.tasks.jobs] data_update: started: sites=netkeiba race_ids=all',
  '2026-11-22 18:48:24,682 ERROR [app.tasks.jobs] data_update: database error: could not translate host name "db" to address: Name or service not known',
  '2026-11-22 18:48:24,690 ERROR [app.tasks.jobs] data_update: finished: status=failed updated=0 failed=0 duration=0.0s',
];

const look = async (lines: readonly string[], args: Record<string, string> = {}, now = at('18:49:24')) => {
  const docker = {
    inspect: async () => ({ Config: { Tty: false } }),
    logs: async (_id: string, _options: unknown, onChunk: (stream: 'stdout', chunk: Uint8Array) => void) =>
      onChunk('stdout', Buffer.from(stamped(lines))),
  };
  const from = readersWith({ now: () => now, readers: { docker } as unknown as StepReaders['readers'] });
  const seen = await jobRunsProbe.read(
    from,
    { container: 'keiba-scheduler-1', job: 'data_update', ...args },
    { signal: new AbortController().signal, timeoutMs: 1000 },
  );
  return seen.table?.rows ?? [];
};

test('runs stand newest first, with what went wrong in each', async () => {
  const rows = await look([...limited, ...unreached]);
  expect(rows.map(({ outcome, age_s, newest }) => [outcome, age_s, newest])).toEqual([
    ['failed', 60, true],
    ['started', 60, false],
    ['failed', 105, false],
    ['started', 106, false],
  ]);
  expect(rows[0]?.error).toContain('could not translate host name');
  expect(rows[2]?.error).toContain('HTTP 429 Too Many Requests');
});

test('a run that told an error and never its end has failed', async () => {
  const [newest] = await look(unreached.slice(0, 2));
  expect(newest).toMatchObject({ outcome: 'failed', newest: true });
});

test('a run that only began hangs once it takes longer than it may', async () => {
  const begun = limited.slice(0, 1);
  expect((await look(begun))[0]).toMatchObject({ outcome: 'started', hung: false });
  expect((await look(begun, { longest: '60' }))[0]).toMatchObject({ hung: true });
});

test('a run is late when the job was due since, and more than the grace has gone by', async () => {
  expect((await look(limited, { due: '30' }))[0]).toMatchObject({ late: false });
  expect((await look(limited, { due: '30', grace: '10' }))[0]).toMatchObject({ late: true });
  expect((await look(limited))[0]).toMatchObject({ late: null });
});

test('what only speaks of the next run is no run', async () => {
  const scheduled =
    "2026-11-22 18:44:24,119 INFO [app.tasks.scheduler] data_update: scheduled: cron='0 3 * * *' timezone=Asia/Tokyo next_run=2026-11-24T03:00:00+09:00";
  expect(await look([scheduled])).toEqual([]);
});
