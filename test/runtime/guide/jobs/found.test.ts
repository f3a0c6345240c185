import { describe, expect, test } from 'vitest';
import type { Seen } from '../../../../src/domain/evidence.js';
import type { Job, JobEnd } from '../../../../src/domain/job.js';
import type { ActionRecord } from '../../../../src/domain/perform.js';
import type { RecordedJob } from '../../../../src/runtime/guide/context.js';
import { type BenchOptions, lines, outcome, setUp } from '../support/bench.js';
import { ended, job, jobsHost, recorded, running } from '../support/jobs.js';
import { action, ends, otherwise, probe, read, seen, tree, undoBy } from '../support/tree.js';

/** A tree that restores and then counts. */
const restore = (more: Parameters<typeof action>[2] = {}) =>
  tree('t', [
    probe('backup', [otherwise('ok', 'restore')]),
    action('restore', ['restore', '@{app}'], {
      deed: { detached: true, timeoutSeconds: 60 },
      reconcile: 'count',
      go: { done: 'count', failed: 'escalate', declined: 'by-hand' },
      ...more,
    }),
    probe('count', [seen('1200 rows', 'ok', 'fixed'), otherwise('fail', 'escalate')]),
    ...ends,
  ]);

/** Cockpit starts on a host with these jobs and a record that has these lines. */
async function start(
  jobs: readonly Job[],
  known: readonly RecordedJob[],
  options: Partial<BenchOptions> & { readonly rows?: string } = {},
) {
  const host = jobsHost(jobs);
  // As the file would have it: what is written is known from then on.
  let file = known;
  const bench = setUp({
    playbooks: [restore()],
    looks: { count: () => lines(options.rows ?? '1200 rows') },
    ...options,
    jobs: { ...host.fake, ...options.jobs },
    recorded: async () => file,
    append: async (record: ActionRecord) => {
      await options.append?.(record);
      const state = record.outcome === 'unknown' ? 'unknown' : 'ended';
      file = file.map((one) => (one.record.id === record.id ? { ...one, state } : one));
    },
  });
  await bench.settle();
  const written = () => bench.records.map(({ event, id, outcome, exit }) => [event, id, outcome, exit]);
  return { ...bench, host, written, walkOf: () => bench.state().walks.t };
}

describe('an action that runs on after its cockpit was killed', () => {
  test('is found and followed, and its walk stands there with the values that it had', async () => {
    const bench = await start([job('a', running)], [recorded('a')]);
    expect(bench.toasted('jobs.found.running')).toBe(true);
    expect(bench.state().followed).toMatchObject([{ id: 'a', walk: 't', plan: { shown: 'restore api' } }]);
    expect(bench.walkOf()).toMatchObject({
      resumed: true,
      begun: { app: 'api' },
      values: { app: 'api', backup: 'monday.gz' },
      visits: [{ step: 'restore', state: 'acting' }],
    });
    expect(bench.records).toEqual([]);
    bench.host.heard('a')?.onLine({ text: 'half way', stream: 'stdout' });
    await bench.settle(200);
    expect(bench.state().followed?.[0]?.lines).toEqual([{ text: 'half way', stream: 'stdout' }]);
  });

  test('is recorded once when it ends, then its folder goes, and the walk goes on to what verifies it', async () => {
    const bench = await start([job('a', running)], [recorded('a')]);
    bench.host.end('a', ended(0));
    await bench.settle();
    expect(bench.written()).toEqual([['ended', 'a', 'done', 0]]);
    expect(bench.order.filter((what) => /record|forget/.test(what))).toEqual(['record ended', 'forget a']);
    expect(bench.walkOf()?.visits.map(({ step }) => step)).toEqual(['restore', 'count', 'fixed']);
    expect(bench.walkOf()?.ended?.outcome).toBe('resolved');
    expect(bench.state().followed).toBeUndefined();
    await bench.settle(120_000);
    expect(bench.written()).toHaveLength(1);
    expect(bench.perform).not.toHaveBeenCalled();
  });

  test('leads from its row to its walk, also when that has ended meanwhile; a step that it did not come to begins the tree', async () => {
    const bench = await start([job('a', running)], [recorded('a')]);
    bench.host.end('a', ended(0));
    await bench.settle();
    bench.guide.openAt('t', 'restore');
    await bench.settle();
    expect(bench.trail()).toEqual(['restore', 'count', 'fixed']);
    expect(bench.walk().ended?.outcome).toBe('resolved');
    bench.guide.openAt('t', 'by-hand');
    await bench.settle();
    expect(bench.trail()).toEqual(['backup']);
    expect(bench.perform).not.toHaveBeenCalled();
  });

  test('takes the place of a walk that was begun meanwhile: what that still reads moves nothing', async () => {
    let answer = (_: Seen) => {};
    const playbook = tree('t', [
      probe('backup', [otherwise('ok', 'restore')], [read('slow')]),
      ...restore().steps.slice(1),
    ]);
    let connected = () => {};
    const link = new Promise<void>((done) => (connected = done));
    const found = [job('a', running)];
    const bench = await start(found, [recorded('a')], {
      playbooks: [playbook],
      jobs: { list: () => link.then(() => ({ jobs: found, underway: [] })) },
      looks: { slow: () => new Promise((done) => (answer = done)), count: () => lines('1200 rows') },
    });
    bench.guide.open('t');
    await bench.settle();
    expect(bench.visit()).toMatchObject({ step: 'backup', state: 'reading' });
    connected();
    await bench.settle();
    expect(bench.visit()).toMatchObject({ step: 'restore', state: 'acting' });
    answer(lines('monday.gz'));
    await bench.settle();
    expect(bench.trail()).toEqual(['restore']);
    expect(bench.visit()).toMatchObject({ state: 'acting', evidence: [] });
  });

  test('is not begun, undone or left by keys while it runs', async () => {
    const bench = await start([job('a', running)], [recorded('a')]);
    await bench.open('t');
    await bench.proceed();
    bench.guide.restart();
    bench.guide.skip('no');
    bench.guide.back();
    await bench.settle();
    expect(bench.trail()).toEqual(['restore']);
    expect(bench.visit().state).toBe('acting');
    expect(bench.toasted('guide.run.busy')).toBe(true);
  });

  test('goes on when this cockpit ends too, and nothing is recorded', async () => {
    const bench = await start([job('a', running)], [recorded('a')]);
    await bench.guide.stop();
    expect(bench.records).toEqual([]);
    expect(bench.order).not.toContain('forget a');
  });

  test('shows that the link is lost, and that it is back', async () => {
    const bench = await start([job('a', running)], [recorded('a')]);
    const why = { kind: 'unreachable', what: { id: 'link.lost' } } as const;
    bench.host.heard('a')?.onTrouble?.(why);
    expect(bench.state().followed?.[0]?.trouble).toEqual(why);
    bench.host.heard('a')?.onTrouble?.(undefined);
    expect(bench.state().followed?.[0]?.trouble).toBeUndefined();
  });
});

describe('an action that ended while nobody watched', () => {
  test.each([
    [0, 'done', 'count'],
    [3, 'failed', 'escalate'],
  ])('with %i is recorded as %s; its walk stands there and Enter goes on', async (exit, kind, next) => {
    const endedAt = Date.now() - 5000;
    const bench = await start([job('a', ended(exit, endedAt))], [recorded('a')]);
    expect(bench.written()).toEqual([['ended', 'a', kind, exit]]);
    expect(bench.toasted('jobs.found.ended')).toBe(true);
    expect(bench.walkOf()?.visits).toMatchObject([
      { step: 'restore', state: 'stands', outcome: { kind, exit, endedAt } },
    ]);
    await bench.open('t');
    await bench.proceed();
    expect(bench.trail()[1]).toBe(next);
  });

  test('is recorded at the time at which it ended, by the clock of the operator', async () => {
    const endedAt = Date.now() - 5000;
    const host = jobsHost([job('a', ended(0, endedAt + 60_000))]);
    const bench = setUp({
      playbooks: [],
      jobs: host.fake,
      recorded: async () => [recorded('a')],
    });
    bench.store.dispatch({ type: 'skew', ms: 60_000 });
    await bench.settle();
    expect(Math.abs(Date.parse(bench.records[0]?.at ?? '') - endedAt)).toBeLessThan(50);
  });

  test('can be undone like one that was watched', async () => {
    const playbook = restore({ undo: { ...undoBy('put back', ['put-back', '@{app}']), confirm: 'key' } });
    const bench = await start([job('a', ended(0))], [recorded('a')], { playbooks: [playbook] });
    expect(bench.walkOf()?.undoable).toMatchObject([{ step: 'restore', plan: { shown: 'put-back api' } }]);
  });

  test('stays on the list of jobs after its folder has gone', async () => {
    const bench = await start([job('a', ended(0))], [recorded('a')]);
    expect(bench.order).toContain('forget a');
    await bench.settle(31_000);
    expect(bench.state().jobs?.jobs).toMatchObject([{ note: { id: 'a' }, now: { state: 'ended', exit: 0 } }]);
  });

  test('keeps its folder until it could be recorded', async () => {
    let isFull = true;
    const bench = await start([job('a', ended(0))], [recorded('a')], {
      append: async () => {
        if (isFull) throw new Error('ENOSPC');
      },
    });
    expect(bench.toasted('guide.run.record-broken')).toBe(true);
    expect(bench.order).not.toContain('forget a');
    isFull = false;
    await bench.settle(31_000);
    expect(bench.written()).toEqual([['ended', 'a', 'done', 0]]);
    expect(bench.order).toContain('forget a');
  });

  test('is not recorded twice when the crash came before its folder went', async () => {
    const bench = await start([job('a', ended(0))], [recorded('a', 'ended')]);
    expect(bench.records).toEqual([]);
    expect(bench.order).toContain('forget a');
    expect(bench.walkOf()).toBeUndefined();
  });

  test('is not recorded twice when another cockpit was quicker', async () => {
    let state: RecordedJob['state'] = 'open';
    const host = jobsHost([job('a', running)]);
    const bench = setUp({
      playbooks: [restore()],
      looks: { count: () => lines('1200 rows') },
      jobs: host.fake,
      recorded: async () => [recorded('a', state)],
    });
    await bench.settle();
    state = 'ended';
    host.end('a', ended(0));
    await bench.settle();
    expect(bench.records).toEqual([]);
    expect(bench.state().walks.t?.ended?.outcome).toBe('resolved');
  });
});

test('an action of which another cockpit has recorded the end, and taken the folder away, ended so here too', async () => {
  let known: RecordedJob = recorded('a');
  const { promise, reject } = Promise.withResolvers<JobEnd>();
  const bench = setUp({
    playbooks: [restore()],
    looks: { count: () => lines('1200 rows') },
    jobs: {
      ...jobsHost([job('a', running)]).fake,
      follow: () => promise,
    },
    recorded: async () => [known],
  });
  await bench.settle();
  known = { ...known, state: 'ended', end: { kind: 'done', exit: 0 } };
  reject(new Error('the host knows of no such job'));
  await bench.settle();
  expect(bench.records).toEqual([]);
  expect(bench.state().walks.t?.visits[0]).toMatchObject({ outcome: { kind: 'done', exit: 0 } });
  expect(bench.state().walks.t?.ended?.outcome).toBe('resolved');
});

describe('an action of which the host tells no end', () => {
  test.each([
    ['1200 rows', true, 'done'],
    ['0 rows', false, 'failed'],
  ])('is unknown, and a look at %s tells whether it was done', async (rows, done, learned) => {
    const bench = await start([job('a', { state: 'broken' })], [recorded('a')], { rows });
    expect(bench.written()).toEqual([
      ['ended', 'a', 'unknown', undefined],
      ['reconciled', 'a', learned, undefined],
    ]);
    expect(bench.walkOf()?.visits[0]).toMatchObject({
      state: 'stands',
      outcome: { kind: 'unknown', reconciled: { done } },
    });
    expect(bench.perform).not.toHaveBeenCalled();
  });

  test('and that is not on the host can not begin any more, but may have run under another login', async () => {
    const at = new Date(Date.now() - 120_000).toISOString();
    const bench = await start([], [recorded('a', 'open', { at })]);
    expect(bench.written()).toEqual([['ended', 'a', 'unknown', undefined]]);
    expect(bench.records[0]?.why?.en).toBe('This login finds nothing of it on the host');
    await bench.settle(61_000);
    expect(bench.written()).toHaveLength(1);
  });

  test('is learned after all when that login comes back', async () => {
    const bench = await start([job('a', ended(0))], [recorded('a', 'unknown')]);
    expect(bench.written()).toEqual([['reconciled', 'a', 'done', 0]]);
    expect(bench.order).toContain('forget a');
  });

  test('and that is not on the host is left alone while its consent may stand', async () => {
    const bench = await start([], [recorded('a')]);
    expect(bench.records).toEqual([]);
    await bench.settle(91_000);
    expect(bench.written()).toEqual([['ended', 'a', 'unknown', undefined]]);
  });

  test('and that began so long ago that its folder was swept away is unknown', async () => {
    const at = new Date(Date.now() - 8 * 24 * 3_600_000).toISOString();
    const bench = await start([], [recorded('a', 'open', { at })]);
    expect(bench.written()).toEqual([['ended', 'a', 'unknown', undefined]]);
  });

  test('but that the host knew after all is taken up', async () => {
    const at = new Date(Date.now() - 120_000).toISOString();
    const host = jobsHost();
    const bench = setUp({
      playbooks: [restore()],
      jobs: {
        ...host.fake,
        settle: async () => {
          host.put([job('a', running)]);
          return running;
        },
      },
      recorded: async () => [recorded('a', 'open', { at })],
    });
    await bench.settle(31_000);
    expect(bench.records).toEqual([]);
    expect(bench.state().followed).toMatchObject([{ id: 'a' }]);
  });
});

describe('what cockpit does not take up', () => {
  test('is the action of another operator: it is only shown', async () => {
    const bench = await start([job('b', running, { who: 'sato@build' })], []);
    expect(bench.state().followed).toBeUndefined();
    expect(bench.state().jobs?.jobs).toMatchObject([{ note: { who: 'sato@build' } }]);
    expect(bench.walkOf()).toBeUndefined();
  });

  test.each(['dry-run', 'copy'] as const)('is anything with %s', async (mode) => {
    const bench = await start([job('a', ended(0))], [recorded('a')], { mode });
    expect(bench.records).toEqual([]);
    expect(bench.order).not.toContain('forget a');
    expect(bench.state().jobs?.jobs).toHaveLength(1);
  });

  test('is a walk that has done something since', async () => {
    const bench = await start([], [], {
      looks: { backup: () => lines('fresh') },
      perform: async () => outcome('failed'),
    });
    await bench.open('t');
    await bench.proceed();
    await bench.press('y');
    const before = bench.walk();
    expect(before.visits.at(-1)?.outcome?.kind).toBe('failed');
    bench.host.put([job('a', running)]);
    await bench.settle(31_000);
    expect(bench.state().followed).toHaveLength(1);
    expect(bench.walk()).toBe(before);
  });

  test('is anything while the record can not be read', async () => {
    const host = jobsHost([job('a', ended(0))]);
    const bench = setUp({
      playbooks: [restore()],
      jobs: host.fake,
      recorded: () => Promise.reject(new Error('EACCES')),
    });
    await bench.settle();
    expect(bench.toasted('jobs.record-unread')).toBe(true);
    expect(bench.records).toEqual([]);
  });

  test('is the walk of an undoing: its end is recorded and said', async () => {
    const bench = await start([job('a', running, { undoing: true })], [recorded('a')]);
    expect(bench.walkOf()).toBeUndefined();
    bench.host.end('a', ended(0));
    await bench.settle();
    expect(bench.written()).toEqual([['ended', 'a', 'done', 0]]);
    expect(bench.toasted('jobs.ended')).toBe(true);
  });
});

test('the host is looked at when its link is up, and every half minute from then on', async () => {
  let looks = 0;
  const bench = setUp({
    playbooks: [restore()],
    jobs: {
      list: async () => {
        looks += 1;
        return { jobs: [], underway: [] };
      },
    },
  });
  bench.link('down');
  await bench.settle(60_000);
  expect(looks).toBe(0);
  bench.link('up');
  await bench.settle();
  expect(looks).toBe(1);
  await bench.settle(30_000);
  expect(looks).toBe(2);
  bench.store.dispatch({ type: 'ui/open', screen: { id: 'jobs' } });
  await bench.settle(6001);
  expect(looks).toBe(5);
});
