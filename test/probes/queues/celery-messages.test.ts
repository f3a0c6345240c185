import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boundQueue, listKey, pidboxWorker } from '../../../src/probes/queues/celery/keys.js';
import { createLists } from '../../../src/probes/queues/celery/lists.js';
import { parseJob } from '../../../src/probes/queues/celery/message.js';

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/celery/${name}`, import.meta.url), 'utf8').trimEnd();
const job = fixture('job.json');

describe('a waiting job', () => {
  it('tells its task and id', () => {
    expect(parseJob(job)).toEqual({ id: '2e3f4c79-e22c-439f-9a19-1c386ee0bd0b', task: 'app.nap' });
  });

  it('tells when it is to run', () => {
    expect(parseJob(fixture('job-eta.json'))?.eta).toBe('2026-11-22T05:14:38.293658+00:00');
  });

  it('of the old message protocol tells its task in the body', () => {
    const body = btoa(JSON.stringify({ task: 'old.task', id: 'x', retries: 2 }));
    const text = JSON.stringify({ body, headers: {}, properties: { body_encoding: 'base64' } });
    expect(parseJob(text)).toEqual({ id: 'x', task: 'old.task', retries: 2 });
  });

  it.each(['', 'x', '[]', '{}', '{"headers":{"task":5}}', `"${'x'.repeat(300_000)}"`])(
    'tells nothing in %.20j',
    (text) => {
      expect(parseJob(text)).toBeUndefined();
    },
  );
});

describe('keys of kombu', () => {
  it('have a list for each priority step', () => {
    expect(listKey('p:', 'q', 0)).toBe('p:q');
    expect(listKey('p:', 'q', 3)).toBe('p:q\x06\x163');
  });

  it('bind queues and control queues to exchanges', () => {
    expect(boundQueue('celery\x06\x16\x06\x16mail')).toBe('mail');
    expect(pidboxWorker('\x06\x16\x06\x16celery@host.celery.pidbox')).toBe('celery@host');
    expect(pidboxWorker('celery\x06\x16\x06\x16mail')).toBeUndefined();
  });
});

describe('the lists of a queue', () => {
  const lists = () => {
    const clock = { now: 0 };
    const own = createLists('', () => clock.now);
    return { clock, own, read: (replies: readonly unknown[]) => own.accept(['q'], replies)[0] };
  };

  it('give depth by priority, and the job that is served next', () => {
    const eta = fixture('job-eta.json');
    expect(lists().read([0, 2, 0, 1, null, eta, null, job])).toEqual({
      name: 'q',
      depths: [0, 2, 0, 1],
      head: parseJob(eta),
      waitedSeconds: 0,
    });
  });

  it('give as waiting time how long the oldest job has been the same', () => {
    const { clock, read } = lists();
    read([1, 0, 0, 0, job, null, null, null]);
    clock.now = 9_000;
    expect(read([5, 0, 0, 0, job, null, null, null])?.waitedSeconds).toBe(9);
    expect(read([5, 0, 0, 0, '{"other":1}', null, null, null])?.waitedSeconds).toBe(0);
  });

  it('fetch a large head only now and then, and keep it meanwhile', () => {
    const { clock, own, read } = lists();
    const large = `${job.slice(0, -1)}, "x": "${'x'.repeat(20_000)}"}`;
    read([1, 0, 0, 0, large, null, null, null]);
    expect(own.commands(['q'])[4]).toEqual(['LLEN', 'q']);
    clock.now = 20_000;
    expect(read([1, 0, 0, 0, 1, null, null, null])).toMatchObject({
      head: { task: 'app.nap' },
      waitedSeconds: 20,
    });
    clock.now = 31_000;
    expect(own.commands(['q'])[4]).toEqual(['LINDEX', 'q', -1]);
  });

  it('count as empty where a key of that name is no list', () => {
    const wrong = new Error('WRONGTYPE');
    expect(lists().read([wrong, 0, 0, 0, wrong, null, null, null])).toEqual({
      name: 'q',
      depths: [0, 0, 0, 0],
    });
  });
});
