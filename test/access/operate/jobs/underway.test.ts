import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseJobList } from '../../../../src/access/operate/jobs/list-jobs.js';
import { underwayOf } from '../../../../src/access/operate/jobs/underway.js';

const recorded = (name: string) =>
  readFileSync(new URL(`../../../fixtures/jobs/${name}.txt`, import.meta.url), 'utf8');
const commands = (answer: string) =>
  underwayOf(parseJobList(answer)).map((one) => (one.kind === 'job' ? one.job.note.id : one.command));

/** What test/fixtures/jobs/record.ts had set going. */
const going = [
  '11111111-1111-4111-8111-111111111111',
  'bash /tmp/by-hand/bin/deploy.sh staging',
  'bash bin/deploy.sh production',
  'docker compose -p by-hand -f /tmp/by-hand/compose.yml up',
  'docker exec -i salon_gbp_db psql -v ON_ERROR_STOP=1 -U salon_gbp -d salon_gbp',
  'docker exec salon_gbp_api alembic upgrade head',
  'docker exec salon_gbp_db sh -c pg_dump -U salon_gbp salon_gbp | gzip >/tmp/by-hand.gz',
];

test('what is under way stands there once each: own jobs, those of other logins, programs started by hand', () => {
  expect(commands(recorded('list-debian')).sort()).toEqual([...going].sort());
});

test("busybox's list tells the same", () => {
  expect(commands(recorded('list-busybox')).sort()).toEqual([...going].sort());
});

test('a job of another login says who began it, and each for how long it runs', () => {
  const { jobs, processes } = parseJobList(recorded('list-debian'));
  expect(jobs.map(({ note, now }) => [note.id.slice(0, 1), now.state])).toEqual([
    ['2', 'ended'],
    ['1', 'running'],
  ]);
  expect(processes.length).toBeGreaterThan(80);
  const others = underwayOf(parseJobList(recorded('list-debian'))).filter((one) => one.kind === 'process');
  expect(others.find(({ who }) => who !== undefined)).toMatchObject({ who: 'mio@laptop', user: 'root' });
  expect(others.every(({ seconds }) => seconds > 0 && seconds < 60)).toBe(true);
  expect(others.filter(({ who }) => who === undefined)).toHaveLength(5);
});

test("an own job that is over leaves its children to be seen, and another's name is not taken for it", () => {
  const ended = recorded('list-debian').replace(/^(job 1\S+ \d+ \d+) running$/m, '$1 ended 1 1795355882');
  expect(commands(ended).some((command) => command.startsWith('docker exec salon_gbp_db pg_dump'))).toBe(
    true,
  );
});

test('a list without processes is no answer, and a torn note leaves the others', () => {
  expect(() => parseJobList('sh: ps: not found\n')).toThrow('operate.job.answer');
  const torn = recorded('list-debian').replace('{"id":"2222', '{"id":"2222"');
  expect(parseJobList(torn).jobs.map(({ note }) => note.id.slice(0, 1))).toEqual(['1']);
});
