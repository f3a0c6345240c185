import { describe, expect, test } from 'vitest';
import type { Underway } from '../../../../src/domain/job.js';
import type { ActionRecord, Outcome } from '../../../../src/domain/perform.js';
import { type BenchOptions, lines, never, outcome, setUp } from '../support/bench.js';
import { job, jobsHost, running } from '../support/jobs.js';
import { action, ask, call, ends, otherwise, probe, seen, tree } from '../support/tree.js';

type Performing = Parameters<NonNullable<BenchOptions['perform']>>;

/** A tree that restores detached, one that restarts from here, and one that calls the first. */
const trees = (detached = true) => [
  tree('t', [
    probe('backup', [
      seen('monday', 'ok', 'restore', {
        capture: [{ name: 'backup', type: 'text', source: { from: 'match', group: 0 } }],
      }),
      otherwise('fail', 'escalate'),
    ]),
    action('restore', ['restore', '@{app}'], {
      deed: { ...(detached ? { detached: true } : {}), timeoutSeconds: 60 },
      go: { done: 'count', failed: 'escalate', declined: 'by-hand' },
    }),
    probe('count', [otherwise('ok', 'fixed')]),
    ...ends,
  ]),
  tree('u', [ask('which', { now: 'restart' }), action('restart', ['restart', '@{app}']), ...ends]),
  tree('v', [action('prune', ['prune', '@{app}'], { deed: { detached: true } }), ...ends]),
  tree('caller', [ask('which', { now: 'enter' }), call('enter', 't', 'fixed'), ...ends]),
];

const looks = { backup: () => lines('monday'), count: () => lines('1200') };

/** The restore is on its way; `finish` ends it. */
async function restoring(options: Partial<BenchOptions> = {}) {
  let finish: (outcome: Outcome) => void = () => {};
  let told: Performing[1] | undefined;
  const bench = setUp({
    playbooks: trees(),
    looks,
    perform: async (approval, more) => {
      if (!approval.plan.detached) return outcome('done');
      told = more;
      return new Promise((resolve) => {
        finish = resolve;
        more.signal.addEventListener('abort', () => resolve(outcome('running')));
      });
    },
    ...options,
  });
  await bench.open('t');
  await bench.proceed();
  await bench.press('y');
  return {
    ...bench,
    told: () => told,
    async finish(how: Outcome) {
      finish(how);
      await bench.settle();
    },
  };
}

describe('a detached action', () => {
  test('leaves on the host what it takes to go on with its walk, under the id of its record', async () => {
    const bench = await restoring();
    expect(bench.records).toMatchObject([{ event: 'started', detached: true }]);
    expect(bench.told()?.job).toMatchObject({
      id: bench.records[0]?.id,
      who: 'tester@here',
      playbook: 't',
      step: 'restore',
      shown: 'restore api',
      target: 'api',
      values: { app: 'api', backup: 'monday' },
      begun: { app: 'api' },
    });
    expect(bench.told()?.job?.undoing).toBeUndefined();
  });

  test('is recorded when it ends, before its folder goes; then the walk goes on', async () => {
    const bench = await restoring();
    await bench.finish(outcome('done', { exit: 0 }));
    const id = bench.records[0]?.id;
    expect(bench.order.filter((what) => /record|forget/.test(what))).toEqual([
      'record started',
      'record ended',
      `forget ${id}`,
    ]);
    expect(bench.trail()).toEqual(['backup', 'restore', 'count', 'fixed']);
    expect(bench.state().jobs?.jobs).toMatchObject([{ note: { id }, now: { state: 'ended', exit: 0 } }]);
  });

  test('that did not begin leaves the host as it is', async () => {
    const bench = await restoring();
    await bench.finish(outcome('refused'));
    expect(bench.order.join()).not.toContain('forget');
    expect(bench.visit()).toMatchObject({ state: 'stands', outcome: { kind: 'refused' } });
  });

  test('goes on when cockpit ends: no end of it is recorded', async () => {
    const bench = await restoring();
    await bench.guide.stop();
    expect(bench.records.map(({ event }) => event)).toEqual(['started']);
    expect(bench.order.join()).not.toContain('forget');
  });

  test('says on its walk what it says, and when the link is lost', async () => {
    const bench = await restoring();
    const why = { kind: 'unreachable', what: { id: 'link.lost' } } as const;
    bench.told()?.onLine({ text: 'COPY 1200', stream: 'stdout' });
    bench.told()?.onTrouble?.(why);
    await bench.settle(200);
    expect(bench.state().acting).toBeUndefined();
    expect(bench.state().followed).toMatchObject([
      { walk: 't', lines: [{ text: 'COPY 1200' }], trouble: why, plan: { detached: true } },
    ]);
  });

  test('leaves the operator free: another tree is walked and its action is done meanwhile', async () => {
    const bench = await restoring();
    bench.guide.leave();
    await bench.open('u');
    await bench.proceed();
    await bench.proceed();
    await bench.press('y');
    expect(bench.trail()).toEqual(['which', 'restart', 'fixed']);
    expect(bench.state().walks.t?.visits.at(-1)?.state).toBe('acting');
    await bench.finish(outcome('done', { exit: 0 }));
    expect(bench.state().current).toBe('u');
    expect(bench.state().walks.t?.ended?.outcome).toBe('resolved');
    expect(bench.toasted('jobs.ended')).toBe(true);
  });

  test('keeps its own walk where it is: it is neither begun anew nor called by another tree', async () => {
    const bench = await restoring();
    bench.guide.restart();
    await bench.proceed();
    expect(bench.toasted('guide.run.busy')).toBe(true);
    await bench.open('caller');
    await bench.proceed();
    expect(bench.walk()).toMatchObject({ playbook: 'caller' });
    expect(bench.visit().proposed?.say.id).toBe('jobs.call-busy');
    expect(bench.state().walks.t?.visits.at(-1)?.state).toBe('acting');
  });

  test.each([
    ['unknown', { kind: 'done', exit: 0 }, 'done'],
    ['unknown', { kind: 'failed', exit: 3 }, 'failed'],
    ['done', { kind: 'done', exit: 0 }, 'done'],
  ] as const)(
    'that is %s here ended as another cockpit has recorded it, which is not recorded again',
    async (kind, end, shown) => {
      const written: ActionRecord[] = [];
      const bench = await restoring({
        append: async (record) => void written.push(record),
        recorded: async () => written.slice(0, 1).map((record) => ({ record, state: 'ended', end })),
      });
      await bench.finish(outcome(kind, kind === 'done' ? { exit: 0 } : {}));
      expect(bench.records.map(({ event }) => event)).toEqual(['started']);
      expect(bench.state().walks.t?.visits.find(({ step }) => step === 'restore')).toMatchObject({
        outcome: { kind: shown, exit: end.exit },
      });
    },
  );

  test('in a rehearsal is not begun and not recorded as one that goes on', async () => {
    const bench = await restoring({ mode: 'dry-run' });
    expect(bench.perform).not.toHaveBeenCalled();
    expect(bench.records.map(({ event, detached }) => [event, detached])).toEqual([
      ['started', undefined],
      ['ended', undefined],
    ]);
  });

  describe('of which the link gave no end, though cockpit goes on', () => {
    const orphaned = async (isThere = true) => {
      const host = jobsHost();
      const written: ActionRecord[] = [];
      const bench = await restoring({
        append: async (record) => void written.push(record),
        recorded: async () => {
          const [record, end] = written;
          return record ? [{ record, state: end ? 'ended' : 'open' }] : [];
        },
        jobs: host.fake,
      });
      const id = bench.records[0]?.id ?? '';
      if (isThere) host.put([job(id, running)]);
      await bench.finish(outcome('running'));
      expect(bench.records.map(({ event }) => event)).toEqual(['started']);
      return { ...bench, end: () => host.end(id, { state: 'ended', exit: 0, endedAt: Date.now() }) };
    };

    test('is taken up by the next look, and its walk goes on when it ends', async () => {
      const bench = await orphaned();
      await bench.settle(31_000);
      expect(bench.state().followed).toMatchObject([{ walk: 't' }]);
      bench.end();
      await bench.settle();
      expect(bench.records).toMatchObject([{ event: 'started' }, { event: 'ended', outcome: 'done' }]);
      expect(bench.trail()).toEqual(['backup', 'restore', 'count', 'fixed']);
    });

    test('and that is not on the host after all gives its walk back', async () => {
      const bench = await orphaned(false);
      await bench.settle(121_000);
      expect(bench.records).toMatchObject([{ event: 'started' }, { event: 'ended', outcome: 'refused' }]);
      expect(bench.visit()).toMatchObject({ state: 'stands', outcome: { kind: 'refused' } });
    });
  });
});

const dump: Underway = { kind: 'process', pid: 7, user: 'root', seconds: 60, command: 'pg_dump salon' };
const theirs = job('b', running, { who: 'sato@build' });

describe('the question', () => {
  const asked = async (options: Partial<BenchOptions>, id = 'u') => {
    const bench = setUp({ playbooks: trees(), looks, ...options });
    await bench.open(id);
    await bench.proceed();
    if (id === 'u') await bench.proceed();
    return bench;
  };

  test('beside something that is under way names it, and takes the name of the target instead of a key', async () => {
    const bench = await asked({ jobs: { list: async () => ({ jobs: [theirs], underway: [dump] }) } });
    expect(bench.state().confirm).toMatchObject({
      asks: 'target',
      underway: [{ kind: 'job', job: theirs }, dump],
    });
    await bench.press('y');
    expect(bench.perform).not.toHaveBeenCalled();
    await bench.press('backspace', 'a', 'p', 'i', 'enter');
    expect(bench.perform).toHaveBeenCalledOnce();
  });

  test('names each job once', async () => {
    const underway: Underway[] = [{ kind: 'job', job: theirs }, dump];
    const bench = await asked({ jobs: { list: async () => ({ jobs: [theirs], underway }) } });
    expect(bench.state().confirm?.underway).toHaveLength(2);
  });

  test('where nothing is under way is answered by a key as ever', async () => {
    const done = job('b', { state: 'ended', exit: 0, endedAt: 1 }, { who: 'sato@build' });
    const bench = await asked({ jobs: { list: async () => ({ jobs: [done], underway: [] }) } });
    expect(bench.state().confirm).toMatchObject({ asks: 'key' });
    expect(bench.state().confirm?.underway).toBeUndefined();
  });

  test('says that nobody could look, after three seconds at most', async () => {
    const bench = setUp({
      playbooks: trees(),
      looks,
      jobs: { list: (signal) => never(signal) },
    });
    await bench.open('u');
    await bench.proceed();
    await bench.proceed();
    expect(bench.state().confirm).toBeUndefined();
    await bench.settle(3000);
    expect(bench.state().confirm).toMatchObject({ asks: 'key', unseen: { kind: 'timeout' } });
  });

  test('before a second detached action shows the first', async () => {
    const bench = await restoring({
      jobs: {
        list: async () => {
          const id = bench.records[0]?.id;
          return { jobs: id === undefined ? [] : [job(id, running)], underway: [] };
        },
      },
    });
    await bench.open('v');
    await bench.proceed();
    expect(bench.state().confirm).toMatchObject({ asks: 'target', underway: [{ kind: 'job' }] });
    await bench.press(...'api', 'enter');
    expect(bench.perform).toHaveBeenCalledTimes(2);
    expect(bench.state().followed?.map(({ walk }) => walk)).toEqual(['t', 'v']);
  });

  test('is asked of a detached action that needs none, when something is under way', async () => {
    const look = tree('w', [
      action('look', ['look', '@{app}'], { deed: { detached: true, risk: 'none', confirm: 'none' } }),
      ...ends,
    ]);
    const bench = setUp({
      playbooks: [look],
      jobs: { list: async () => ({ jobs: [theirs], underway: [] }) },
    });
    await bench.open('w');
    await bench.proceed();
    expect(bench.perform).not.toHaveBeenCalled();
    expect(bench.state().confirm).toMatchObject({ asks: 'target' });
  });
});
