import { expect, test } from 'vitest';
import { fail } from '../../../src/domain/failure.js';
import { msg } from '../../../src/domain/message.js';
import { lines, never, setUp } from './support/bench.js';
import { action, both, branch, ends, otherwise, probe, read, seen, tree } from './support/tree.js';

const stopped = { id: 'api-stopped', text: both('@{app} is stopped') };

test('probe steps follow each other by themselves up to the first step that needs a person', async () => {
  const bench = setUp({
    playbooks: [
      tree('502', [
        probe('gateway', [seen('502', 'fail', 'api'), otherwise('ok', 'unknown')]),
        probe('api', [seen('exited', 'fail', 'start', { cause: stopped }), otherwise('ok', 'unknown')]),
        action('start', ['docker', 'start', '@{app}']),
        ...ends,
      ]),
    ],
    looks: { gateway: () => lines('HTTP/1.1 502'), api: () => lines('fine', 'exited (137)') },
  });
  await bench.open('502');
  expect(bench.trail()).toEqual(['gateway', 'api', 'start']);
  expect(bench.visit()).toMatchObject({ state: 'stands', plan: { shown: 'docker start api' } });
  expect(bench.walk().cause).toMatchObject({
    id: 'api-stopped',
    quote: 'exited (137)',
    step: 'api',
    text: { params: { en: 'api is stopped' } },
  });
  expect(bench.store.getState().ui.stack.at(-1)).toEqual({ id: 'guide' });
});

test('all reads of a step begin at once and their evidence shows as it comes', async () => {
  let arrive = () => {};
  const slow = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const bench = setUp({
    playbooks: [
      tree('t', [
        probe('both', [otherwise('ok', 'fixed')], [read('slow'), read('quick', { name: 'second' })]),
        ...ends,
      ]),
    ],
    looks: { slow: () => slow.then(() => lines('late')), quick: () => lines('soon') },
  });
  await bench.open('t');
  expect(bench.order).toEqual(['read slow', 'read quick']);
  expect(bench.visit()).toMatchObject({ state: 'reading', evidence: [{ name: 'second' }] });
  arrive();
  await bench.settle();
  expect(bench.walk().visits[0]?.evidence.map(({ name }) => name)).toEqual(['slow', 'second']);
  expect(bench.walk().ended).toMatchObject({ outcome: 'resolved' });
});

test('an inconclusive verdict stops the walk; Enter follows what it proposes', async () => {
  const bench = setUp({
    playbooks: [
      tree('t', [probe('look', [seen('x', 'ok', 'fixed'), otherwise('inconclusive', 'by-hand')]), ...ends]),
    ],
    looks: {
      look: () => {
        throw fail('unreachable', msg('access.link.lost'));
      },
    },
  });
  await bench.open('t');
  expect(bench.visit()).toMatchObject({
    state: 'stands',
    proposed: { verdict: 'inconclusive', go: 'by-hand' },
    evidence: [{ failure: { kind: 'unreachable' } }],
  });
  await bench.proceed();
  expect(bench.trail()).toEqual(['look', 'by-hand']);
});

test('what was not read does not count: Enter reads again, a reason goes on without', async () => {
  let isUp = false;
  const look = () => {
    if (isUp) return lines('y');
    throw fail('unreachable', msg('access.link.lost'));
  };
  const steps = [probe('look', [seen('x', 'fail', 'by-hand'), otherwise('ok', 'fixed')]), ...ends];
  const bench = setUp({ playbooks: [tree('t', steps)], looks: { look } });
  await bench.open('t');
  await bench.proceed();
  expect(bench.trail()).toEqual(['look']);
  expect(bench.visit()).toMatchObject({ state: 'stands', proposed: { verdict: 'inconclusive', go: 'look' } });
  bench.guide.skip('the host is being replaced');
  await bench.settle();
  expect(bench.trail()).toEqual(['look', 'fixed']);
  bench.guide.back();
  await bench.settle();
  isUp = true;
  await bench.proceed();
  expect(bench.trail()).toEqual(['look', 'fixed']);
  expect(bench.walk().ended?.outcome).toBe('resolved');
});

test('where all being well means to look further, Enter looks further also when nothing was read', async () => {
  const steps = [
    probe('locks', [seen('x', 'fail', 'by-hand'), otherwise('ok', 'slots')]),
    probe('slots', [otherwise('ok', 'fixed')]),
    ...ends,
  ];
  const looks = {
    locks: () => {
      throw fail('timeout', msg('access.link.lost'));
    },
    slots: () => lines('y'),
  };
  const bench = setUp({ playbooks: [tree('t', steps)], looks });
  await bench.open('t');
  expect(bench.visit()).toMatchObject({
    state: 'stands',
    proposed: { verdict: 'inconclusive', go: 'slots' },
  });
  await bench.proceed();
  expect(bench.trail()).toEqual(['locks', 'slots', 'fixed']);
});

test('a read that never ends is given up a second after its own limit', async () => {
  const bench = setUp({
    playbooks: [
      tree('t', [probe('look', [otherwise('ok', 'fixed')], [read('look', { timeoutSeconds: 3 })]), ...ends]),
    ],
    looks: { look: (_, signal) => never(signal) },
  });
  await bench.open('t');
  await bench.settle(3900);
  expect(bench.visit().state).toBe('reading');
  await bench.settle(200);
  expect(bench.visit()).toMatchObject({ state: 'stands', evidence: [{ failure: { kind: 'timeout' } }] });
});

test('a bug in a probe is an inconclusive step, not the end of the program', async () => {
  const bench = setUp({
    playbooks: [tree('t', [probe('look', [otherwise('ok', 'fixed')]), ...ends])],
    looks: {
      look: () => {
        throw new TypeError('undefined is no function');
      },
    },
  });
  await bench.open('t');
  expect(bench.visit()).toMatchObject({ state: 'stands', proposed: { verdict: 'inconclusive' } });
  expect(bench.visit().evidence[0]?.failure?.detail).toContain('undefined is no function');
});

test('a step that wants a value which nobody has names it', async () => {
  const bench = setUp({
    playbooks: [
      tree(
        't',
        [probe('look', [otherwise('ok', 'fixed')], [read('look', { with: { name: '@{beat}' } })]), ...ends],
        { needs: [{ name: 'beat', type: 'container', label: both('beat'), from: [], optional: true }] },
      ),
    ],
    looks: { look: () => lines('never') },
  });
  await bench.open('t');
  expect(bench.order).toEqual([]);
  expect(bench.visit().proposed?.verdict).toBe('inconclusive');
  expect(JSON.stringify(bench.visit().proposed?.say)).toContain('beat');
});

test('captures of a rule are values of later steps, and go when the walk goes back before them', async () => {
  const network = { name: 'network', type: 'name', source: { from: 'match', group: 1 } } as const;
  const bench = setUp({
    playbooks: [
      tree('t', [
        probe('look', [seen('net=(\\S+)', 'fail', 'way', { capture: [network] }), otherwise('ok', 'fixed')]),
        branch('way', 'network', 'app-network', 'join', 'unknown'),
        action('join', ['docker', 'network', 'connect', '@{network}', '@{app}']),
        ...ends,
      ]),
    ],
    looks: { look: () => lines('net=app-network') },
  });
  await bench.open('t');
  expect(bench.visit().plan?.shown).toBe('docker network connect app-network api');
  expect(bench.walk().values).toEqual({ app: 'api', network: 'app-network' });
  bench.guide.back();
  expect(bench.walk().values).toEqual({ app: 'api' });
});

test('the cause that was named last stays, but not one that is seen only after a deed', async () => {
  const cause = (id: string) => ({ cause: { id, text: both(id) } });
  const bench = setUp({
    playbooks: [
      tree('t', [
        probe('far', [seen('.', 'fail', 'near', cause('far')), otherwise('ok', 'fixed')]),
        probe('near', [seen('.', 'fail', 'start', cause('near')), otherwise('ok', 'fixed')]),
        action('start', ['true'], { go: { done: 'after', failed: 'unknown', declined: 'unknown' } }),
        probe('after', [seen('.', 'fail', 'escalate', cause('after')), otherwise('ok', 'fixed')]),
        ...ends,
      ]),
    ],
    looks: { far: () => lines('a'), near: () => lines('b'), after: () => lines('c') },
  });
  await bench.open('t');
  expect(bench.walk().cause?.id).toBe('near');
  await bench.proceed();
  await bench.press('y');
  expect(bench.walk()).toMatchObject({ cause: { id: 'near' }, ended: { outcome: 'escalate' } });
});

test('a walk in circles stops by itself', async () => {
  const bench = setUp({
    playbooks: [
      tree('t', [
        probe('here', [otherwise('ok', 'there')]),
        probe('there', [otherwise('ok', 'here')]),
        ...ends,
      ]),
    ],
    looks: { here: () => lines(), there: () => lines() },
  });
  await bench.open('t');
  await bench.settle(1000);
  expect(bench.walk().visits).toHaveLength(16);
  expect(bench.visit()).toMatchObject({ state: 'stands', proposed: { go: 'here' } });
  expect(bench.toasted('guide.run.circle')).toBe(true);
  await bench.proceed();
  expect(bench.walk().visits).toHaveLength(17);
});

test('reading goes on while the operator looks elsewhere', async () => {
  let arrive = () => {};
  const slow = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const bench = setUp({
    playbooks: [tree('t', [probe('look', [otherwise('ok', 'fixed')]), ...ends])],
    looks: { look: () => slow.then(() => lines('late')) },
  });
  await bench.open('t');
  bench.guide.leave();
  expect(bench.store.getState().ui.stack).toEqual([{ id: 'overview' }]);
  arrive();
  await bench.settle();
  expect(bench.walk().ended?.outcome).toBe('resolved');
});

test('going back stops the reads that are under way, and what they bring is not taken', async () => {
  const signals: AbortSignal[] = [];
  const bench = setUp({
    playbooks: [
      tree('t', [
        probe('first', [otherwise('ok', 'second')]),
        probe('second', [otherwise('ok', 'fixed')]),
        ...ends,
      ]),
    ],
    looks: {
      first: () => lines('one'),
      second: (_, signal) => {
        signals.push(signal);
        return never(signal);
      },
    },
  });
  await bench.open('t');
  expect(bench.trail()).toEqual(['first', 'second']);
  bench.guide.back();
  await bench.settle();
  expect(signals[0]?.aborted).toBe(true);
  expect(bench.trail()).toEqual(['first']);
  expect(bench.visit()).toMatchObject({ state: 'stands', proposed: { verdict: 'ok', go: 'second' } });
});
