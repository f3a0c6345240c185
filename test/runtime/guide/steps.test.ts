import { describe, expect, test } from 'vitest';
import { deedsOf } from '../../../src/domain/deeds.js';
import { fail } from '../../../src/domain/failure.js';
import { msg } from '../../../src/domain/message.js';
import { lines, setUp } from './support/bench.js';
import {
  action,
  ask,
  both,
  branch,
  call,
  end,
  ends,
  note,
  otherwise,
  pick,
  probe,
  read,
  seen,
  tree,
  wait,
} from './support/tree.js';

const unreachable = () => fail('unreachable', msg('access.link.lost'));

describe('a wait', () => {
  const waiting = tree('t', [wait('health', 'healthy', { met: 'fixed', late: 'escalate' }), ...ends]);

  test('goes on when the condition held often enough in a row', async () => {
    const states = ['starting', 'healthy', 'starting', 'healthy', 'healthy'];
    const bench = setUp({ playbooks: [waiting], looks: { health: () => lines(states.shift() ?? 'late') } });
    await bench.open('t');
    await bench.settle(2000);
    expect(bench.visit()).toMatchObject({ state: 'waiting', wait: { held: 1, of: 2, reads: 2 } });
    await bench.settle(2000);
    expect(bench.visit().wait).toMatchObject({ held: 0, reads: 3 });
    await bench.settle(4000);
    expect(bench.walk()).toMatchObject({ ended: { outcome: 'resolved' } });
    expect(states).toEqual([]);
  });

  test('that is late goes where lateness leads', async () => {
    const bench = setUp({ playbooks: [waiting], looks: { health: () => lines('starting') } });
    await bench.open('t');
    await bench.settle(19_000);
    expect(bench.visit().state).toBe('waiting');
    await bench.settle(2000);
    expect(bench.walk().ended?.outcome).toBe('escalate');
  });

  test('that could not read tells nothing: it stands', async () => {
    const bench = setUp({
      playbooks: [waiting],
      looks: {
        health: () => {
          throw unreachable();
        },
      },
    });
    await bench.open('t');
    await bench.settle(21_000);
    expect(bench.visit()).toMatchObject({
      state: 'stands',
      proposed: { verdict: 'inconclusive', go: 'escalate' },
    });
  });

  test('reads once after a pause of the whole machine, not once for every time it missed', async () => {
    let reads = 0;
    const bench = setUp({
      playbooks: [waiting],
      looks: {
        health: async () => {
          reads++;
          if (reads === 2) await new Promise((resolve) => setTimeout(resolve, 4500));
          return lines('starting');
        },
      },
    });
    await bench.open('t');
    await bench.settle(2000);
    expect(reads).toBe(2);
    await bench.settle(4500);
    expect(reads).toBe(3);
    await bench.settle(1900);
    expect(reads).toBe(3);
  });

  test('goes on in the background; Enter says how to give it up, and only skipping does', async () => {
    const bench = setUp({ playbooks: [waiting], looks: { health: () => lines('starting') } });
    await bench.open('t');
    bench.guide.leave();
    await bench.settle(6000);
    expect(bench.visit().wait?.reads).toBe(4);
    await bench.open('t');
    expect(bench.trail()).toEqual(['health']);
    await bench.proceed();
    expect(bench.trail()).toEqual(['health']);
    bench.guide.skip('it is up');
    await bench.settle(10_000);
    expect(bench.trail()).toEqual(['health', 'escalate']);
    expect(bench.order).toHaveLength(4);
  });
});

describe('a question to the operator', () => {
  test('moves within its answers and goes where the chosen one leads', async () => {
    const bench = setUp({
      playbooks: [tree('t', [ask('deployed', { yes: 'fixed', no: 'escalate' }), ...ends])],
    });
    await bench.open('t');
    bench.guide.choose(-1);
    expect(bench.visit().choice).toBe(0);
    bench.guide.choose(5);
    expect(bench.visit().choice).toBe(1);
    await bench.proceed();
    expect(bench.walk()).toMatchObject({ ended: { outcome: 'escalate' }, visits: [{ answer: 'no' }, {}] });
  });
});

describe('a choice from a list', () => {
  const picking = tree('t', [
    pick('list', 'start', 'unknown'),
    action('start', ['docker', 'start', '@{chosen}']),
    ...ends,
  ]);
  const table = (...rows: readonly (readonly [name: string, state: string])[]) => ({
    command: 'docker ps -a',
    where: 'host' as const,
    lines: [],
    table: {
      columns: [
        { id: 'name', title: both('name') as never },
        { id: 'state', title: both('state') as never },
      ],
      rows: rows.map(([name, state]) => ({ name, state })),
    },
  });

  test('offers the rows that fit and keeps what was chosen, as one word of its type', async () => {
    const bench = setUp({
      playbooks: [picking],
      looks: { list: () => table(['web', 'running'], ['api', 'exited'], ['worker', 'exited']) },
    });
    await bench.open('t');
    expect(bench.visit()).toMatchObject({ state: 'stands', offered: [1, 2] });
    bench.guide.choose(1);
    await bench.proceed();
    expect(bench.visit().plan?.shown).toBe('docker start worker');
    expect(bench.walk().visits[0]?.answer).toBe('worker  exited');
  });

  test('refuses a row whose value does not look like its type', async () => {
    const bench = setUp({ playbooks: [picking], looks: { list: () => table(['-rf /', 'exited']) } });
    await bench.open('t');
    await bench.proceed();
    expect(bench.trail()).toEqual(['list']);
    expect(bench.toasted('triage.value.odd')).toBe(true);
  });

  test('goes on by itself when there is nothing to choose from, but not when it could not be read', async () => {
    const empty = setUp({ playbooks: [picking], looks: { list: () => table(['web', 'running']) } });
    await empty.open('t');
    expect(empty.trail()).toEqual(['list', 'unknown']);
    const broken = setUp({
      playbooks: [picking],
      looks: {
        list: () => {
          throw unreachable();
        },
      },
    });
    await broken.open('t');
    expect(broken.visit()).toMatchObject({
      step: 'list',
      state: 'stands',
      proposed: { verdict: 'inconclusive' },
    });
    await broken.proceed();
    expect(broken.trail()).toEqual(['list']);
    broken.guide.skip('nothing is left there');
    await broken.settle();
    expect(broken.trail()).toEqual(['list', 'unknown']);
  });
});

test('a branch goes by what is known', async () => {
  const playbook = tree('t', [
    branch('which', 'app', 'api', 'by-hand', 'escalate'),
    note('by-hand', 'fixed', 'vi /srv/@{app}.env'),
    end('fixed', 'resolved'),
    end('escalate', 'escalate'),
  ]);
  const bench = setUp({ playbooks: [playbook] });
  await bench.open('t');
  expect(bench.trail()).toEqual(['which', 'by-hand']);
  expect(bench.guide.copyText()).toBe('vi /srv/api.env');
  await bench.proceed();
  expect(bench.walk().ended?.outcome).toBe('resolved');
});

describe('a call', () => {
  const cause = { cause: { id: 'disk-full', text: both('the disk is full') } };
  const called = tree(
    'disk',
    [
      probe(
        'df',
        [seen('100%', 'fail', 'clean', cause), otherwise('ok', 'done')],
        [read('df', { with: { path: '@{mount}' } })],
      ),
      action('clean', ['docker', 'image', 'prune', '@{mount}'], {
        deed: { target: '@{mount}' },
        undo: { ...action('x', ['docker', 'pull']).deed, target: '@{mount}', title: both('put back') },
        go: { done: 'done', failed: 'done', declined: 'done' },
      }),
      end('done', 'mitigated'),
    ],
    {
      needs: [
        { name: 'mount', type: 'path', label: both('mount'), from: [], otherwise: '/', optional: false },
      ],
    },
  );
  const caller = tree(
    'api',
    [
      call('disk-first', 'disk', 'after', { mount: '@{where}' }),
      branch('after', 'call.outcome', 'mitigated', 'fixed', 'escalate'),
      ...ends,
    ],
    {
      needs: [
        { name: 'where', type: 'path', label: both('where'), from: [], otherwise: '/var', optional: false },
      ],
    },
  );

  test('walks the other tree with the given values, and comes back with its cause and what can be undone', async () => {
    const args: unknown[] = [];
    const bench = setUp({
      playbooks: [caller, called],
      looks: {
        df: (given) => {
          args.push(given);
          return lines('/var 100%');
        },
      },
    });
    await bench.open('api');
    expect(args).toEqual([{ path: '/var' }]);
    expect(bench.walk()).toMatchObject({ playbook: 'disk', caller: { playbook: 'api', step: 'disk-first' } });
    bench.guide.leave();
    await bench.open('api');
    expect(bench.walk().playbook).toBe('disk');
    await bench.proceed();
    await bench.press('y');
    expect(bench.walk()).toMatchObject({
      playbook: 'api',
      values: { 'call.outcome': 'mitigated' },
      cause: { id: 'disk-full', quote: '/var 100%', step: 'disk-first' },
      ended: { outcome: 'resolved' },
      undoable: [{ step: 'clean' }],
    });
    expect(bench.state().walks.disk?.undoable).toEqual([]);
    expect(deedsOf(bench.walk())).toBe(1);
  });

  test('shows the cause that the calling walk has named, and gives back only its own', async () => {
    const cause = { cause: { id: 'api-stopped', text: both('api is stopped') } };
    const bench = setUp({
      playbooks: [
        tree('502', [
          probe('state', [seen('exited', 'fail', 'start', cause), otherwise('ok', 'fixed')]),
          call('start', 'start-it', 'fixed'),
          ...ends,
        ]),
        tree('start-it', [action('start', ['docker', 'start', '@{app}']), ...ends]),
      ],
      looks: { state: () => lines('exited (137)') },
    });
    await bench.open('502');
    expect(bench.walk()).toMatchObject({ playbook: 'start-it', cause: { id: 'api-stopped' } });
    await bench.proceed();
    expect(bench.state().confirm?.evidence).toMatchObject([{ text: 'exited (137)' }]);
    await bench.press('y');
    expect(bench.walk()).toMatchObject({ playbook: '502', cause: { id: 'api-stopped', step: 'state' } });
    expect(bench.walk().visits[1]?.proposed?.cause).toBeUndefined();
  });

  test('back from the first step of a called tree stands at the call', async () => {
    const bench = setUp({ playbooks: [caller, called], looks: { df: () => lines('/var 100%') } });
    await bench.open('api');
    bench.guide.back();
    await bench.settle();
    expect(bench.trail()).toEqual(['df']);
    bench.guide.back();
    await bench.settle();
    expect(bench.walk().playbook).toBe('api');
    expect(bench.visit()).toMatchObject({ step: 'disk-first', state: 'stands' });
    await bench.proceed();
    expect(bench.walk().playbook).toBe('disk');
  });

  test('that is refused, or that one goes past, has not ended as the call before it', async () => {
    const twice = tree('twice', [
      call('first', 'well', 'second'),
      call('second', 'gone', 'after'),
      branch('after', 'call.outcome', 'resolved', 'fixed', 'escalate'),
      ...ends,
    ]);
    const bench = setUp({ playbooks: [twice, tree('well', [end('done', 'resolved')])] });
    await bench.open('twice');
    expect(bench.visit()).toMatchObject({ step: 'second', state: 'stands' });
    await bench.proceed();
    expect(bench.walk().ended?.outcome).toBe('escalate');
    await bench.open('twice');
    bench.guide.skip('by hand');
    await bench.settle();
    expect(bench.walk().ended?.outcome).toBe('escalate');
  });

  test('of a tree that is being walked already, or that is not there, is inconclusive', async () => {
    const circle = setUp({
      playbooks: [
        tree('a', [call('b', 'b', 'fixed'), ...ends]),
        tree('b', [call('a', 'a', 'fixed'), ...ends]),
      ],
    });
    await circle.open('a');
    expect(circle.walk()).toMatchObject({ playbook: 'b' });
    expect(circle.visit()).toMatchObject({
      state: 'stands',
      proposed: { say: { id: 'guide.run.call-circle' } },
    });
    await circle.proceed();
    expect(circle.walk()).toMatchObject({ playbook: 'a', ended: { outcome: 'resolved' } });
    const gone = setUp({ playbooks: [tree('a', [call('b', 'b', 'fixed'), ...ends])] });
    await gone.open('a');
    expect(gone.visit().proposed?.say.id).toBe('guide.run.no-playbook');
  });

  test('goes at most three trees deep', async () => {
    const chain = ['a', 'b', 'c', 'd', 'e'].map((id, i, all) =>
      tree(id, [call('deeper', all[i + 1] ?? 'a', 'fixed'), ...ends]),
    );
    const bench = setUp({ playbooks: chain });
    await bench.open('a');
    expect(bench.walk().playbook).toBe('d');
    expect(bench.visit().proposed?.say.id).toBe('guide.run.call-deep');
  });
});
