import { expect, test } from 'vitest';
import { answer, openConfirm } from '../../../src/runtime/guide/confirm.js';
import { containerPin, lines, setUp } from './support/bench.js';
import { action, ends, otherwise, probe, seen, tree } from './support/tree.js';

const starts = (id: string, app: string) =>
  tree(id, [
    probe('state', [seen('exited', 'fail', 'start'), otherwise('ok', 'fixed')]),
    action('start', ['docker', 'start', app]),
    ...ends,
  ]);

/** Two walks at their actions; what the first one is about to ask takes until `ready`. */
async function twoWalks() {
  let ready: (() => void) | undefined;
  let slow = false;
  const bench = setUp({
    playbooks: [starts('slow', 'one'), starts('fast', 'two')],
    looks: { state: () => lines('exited (137)') },
    operator: {
      pinContainer: async (name) => {
        if (slow) await new Promise<void>((resolve) => (ready = resolve));
        return containerPin(name);
      },
    },
  });
  await bench.open('slow');
  slow = true;
  await bench.proceed();
  slow = false;
  return {
    bench,
    finish: async () => {
      ready?.();
      await bench.settle();
    },
  };
}

test('a question on the screen is not replaced by that of another walk', async () => {
  const { bench, finish } = await twoWalks();
  await bench.open('fast');
  await bench.proceed();
  expect(bench.state().confirm?.plan.shown).toBe('docker start two');
  await finish();
  expect(bench.state().confirm?.plan.shown).toBe('docker start two');
  await bench.press('y');
  expect(bench.perform.mock.calls.map(([approval]) => approval.plan.shown)).toEqual(['docker start two']);
});

test('no question comes up over another screen than that on which it was asked for', async () => {
  const { bench, finish } = await twoWalks();
  bench.guide.leave();
  await finish();
  await bench.press('y');
  expect(bench.state().confirm).toBeUndefined();
  expect(bench.perform).not.toHaveBeenCalled();
  await bench.open('slow');
  await bench.proceed();
  expect(bench.state().confirm?.plan.shown).toBe('docker start one');
});

test('a key that was on its way before the question could be read is no answer', async () => {
  const bench = setUp({
    playbooks: [starts('t', 'one')],
    looks: { state: () => lines('exited (137)') },
    readingMs: 250,
  });
  await bench.open('t');
  await bench.proceed();
  await bench.press('y');
  expect(bench.perform).not.toHaveBeenCalled();
  expect(bench.state().confirm?.plan.shown).toBe('docker start one');
  await bench.settle(250);
  await bench.press('y');
  expect(bench.perform).toHaveBeenCalledOnce();
});

test('a long command is moved with the arrow keys, what was typed stays; pasted controls are dropped', async () => {
  const bench = setUp({ playbooks: [starts('t', 'one')], looks: { state: () => lines('exited') } });
  await bench.open('t');
  await bench.proceed();
  const { plan } = bench.state().confirm ?? {};
  if (!plan) throw new Error('nothing is asked');
  const options = { undoing: false, mode: 'run', evidence: [], now: 0 } as const;
  const long = { ...plan, confirm: 'name', shown: 'x\n'.repeat(50) } as const;
  const press = (confirm: ReturnType<typeof openConfirm>, key: string, typed?: string) => {
    const given = answer(confirm, 'salon', key, typed);
    if (given.do !== 'ask') throw new Error(given.do);
    return given.confirm;
  };
  const typed = press(openConfirm(long, options), 'pasted', 'a\u001B]0;b\u0007\u001B[2Jp');
  expect(typed.typed).toBe('ap');
  const down = press(press(typed, 'down'), 'down');
  expect(down).toMatchObject({ scroll: 2, typed: 'ap' });
  expect(press(press(press(down, 'up'), 'up'), 'up').scroll).toBe(0);
});
