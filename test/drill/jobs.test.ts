import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  forgetArgv,
  listArgv,
  readArgv,
  settleArgv,
  startArgv,
  startInput,
} from '../../src/access/operate/jobs/job-argv.js';
import type { JobNote } from '../../src/domain/job.js';
import { msg } from '../../src/domain/message.js';
import { quoteArgv } from '../../src/domain/text/quote-argv.js';
import { practiceHost } from './practice-host.js';

const id = '6f1b5e8e-1f4f-4a39-9f62-7a3f5e0f9a11';
const other = '6f1b5e8e-1f4f-4a39-9f62-7a3f5e0f9a12';
const note: JobNote = {
  id,
  who: 'mika@desk',
  playbook: 'backup',
  step: 'dump',
  title: msg('operate.job.taken'),
  shown: 'docker exec …',
  target: 'salon_gbp_db',
  startedAt: 0,
  values: {},
  begun: {},
};

let machine: ReturnType<typeof practiceHost>;
beforeEach(() => {
  machine = practiceHost();
});
afterEach(() => machine.close());
const sent = (argv: readonly string[], stdin = '') => machine.shell(quoteArgv(argv), stdin);

test('a detached action runs on, is read from where one left off, listed and forgotten', async () => {
  const script =
    'set -euo pipefail; docker exec "$DB" pg_dump -U salon_gbp salon_gbp | gzip >"$FILE"; echo "$FILE"; exit 3';
  const file = '/opt/salon-gbp/backup_job.sql.gz';
  const command = ['env', 'DB=salon_gbp_db', `FILE=${file}`, 'bash', '-c', script];
  expect((await sent(startArgv(note, command), startInput('{"v":1}', ''))).stdout).toBe('started\n');
  expect((await sent(startArgv(note, command), startInput('{"v":1}', ''))).stdout).toBe('taken\n');
  expect((await sent(readArgv(id, 0, 1000))).stdout).toMatch(/^job 0 \d+ running\n$/);
  const list = (await sent(listArgv)).stdout;
  expect(list).toMatch(new RegExp(`^job ${id} \\d+ \\d+ running\n\\{"v":1\\}\nprocesses timed\n`));
  expect(list).toMatch(/postgres: checkpointer/);
  await expect
    .poll(async () => (await sent(readArgv(id, 0, 1000))).stdout, { timeout: 8000 })
    .toMatch(new RegExp(`^job ${file.length + 1} \\d+ ended 3 \\d+\n${file}\n$`));
  expect((await sent(readArgv(id, 5, 4))).stdout).toMatch(/\nsalo$/);
  expect((await sent(['gzip', '-t', file])).code).toBe(0);
  await sent(forgetArgv(id));
  expect((await sent(readArgv(id, 0, 10))).stdout).toBe('none\n');
}, 20_000);

test('a place that was taken can not begin any more', async () => {
  expect((await sent(settleArgv(other))).stdout).toBe('job 0 0 void\n');
  const late = { ...note, id: other };
  expect((await sent(startArgv(late, ['true']), startInput('x', ''))).stdout).toBe('taken\n');
  expect((await sent(startArgv(note, ['true']), '5\nx\nab')).stdout).toMatch(/^refused input /);
});
