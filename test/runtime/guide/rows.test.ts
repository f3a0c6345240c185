import { describe, expect, test } from 'vitest';
import { keibaStack } from '../../probes/aws/keiba.js';
import type { BenchOptions } from './support/bench.js';
import { lines, outcome, setUp } from './support/bench.js';
import { action, both, ends, otherwise, probe, seen, tree, wait } from './support/tree.js';

const onRow = (id: string, key: string, argv: readonly string[], more: Parameters<typeof action>[2] = {}) =>
  tree(
    id,
    [
      action(id, argv, { deed: { target: '@{name}' }, reconcile: 'state', ...more }),
      probe('state', [seen('running', 'ok', 'fixed'), otherwise('fail', 'fixed')]),
      ...ends,
    ],
    {
      row: { pane: 'containers', key, ...(id === 'start' ? { where: { state: { is: 'exited' } } } : {}) },
      needs: [
        {
          name: 'name',
          type: 'container',
          label: both('container'),
          from: [{ kind: 'row', field: 'name' }],
          optional: false,
        },
      ],
    },
  );

const playbooks = [
  onRow('start', 's', ['docker', 'start', '@{name}']),
  onRow('remove', 'd', ['docker', 'rm', '@{name}'], {
    deed: { target: '@{name}', risk: 'high', confirm: 'name' },
  }),
  onRow('restart', 'r', ['docker', 'restart', '@{name}']),
];

function onPane(options: Partial<BenchOptions> = {}, row = { name: 'api', state: 'exited' }) {
  const bench = setUp({ playbooks, looks: { state: () => lines('running') }, ...options });
  bench.guide.openRow('containers', row.name, row);
  return bench;
}

describe('the menu of a row', () => {
  test('holds what fits the row, the least risky first', () => {
    expect(onPane().state().rowMenu).toMatchObject({
      title: 'api',
      choice: 0,
      items: [
        { key: 's', playbook: 'start', risk: 'low' },
        { key: 'r', playbook: 'restart', risk: 'low' },
        { key: 'd', playbook: 'remove', risk: 'high' },
      ],
    });
    expect(onPane({}, { name: 'web', state: 'running' }).state().rowMenu?.items).toHaveLength(2);
  });

  test('is not opened when nothing fits', () => {
    const bench = setUp({ playbooks });
    bench.guide.openRow('locks', '4711', { pid: '4711' });
    expect(bench.state().rowMenu).toBeUndefined();
    expect(bench.toasted('guide.run.row-nothing')).toBe(true);
  });

  test('of a task on ECS leads to the playbooks of its service', () => {
    const bench = setUp({ playbooks: [], host: { stack: keibaStack } });
    bench.guide.openRow('containers', 'backend/fbea2d4c', { name: 'backend/fbea2d4c' });
    expect(bench.state().rowMenu).toBeUndefined();
    expect(bench.toasted('guide.run.row-task')).toBe(true);
  });

  test('a letter asks at once, without leaving the pane, and the outcome stays until the next key', async () => {
    const bench = onPane();
    const { stack } = bench.store.getState().ui;
    await bench.press('r');
    expect(bench.state()).toMatchObject({ confirm: { plan: { shown: 'docker restart api' }, asks: 'key' } });
    expect(bench.state().rowMenu).toBeUndefined();
    await bench.press('y');
    expect(bench.state().rowOutcome).toMatchObject({ outcome: { kind: 'done' }, plan: { step: 'restart' } });
    expect(bench.records.map(({ event }) => event)).toEqual(['started', 'ended']);
    expect(bench.store.getState().ui.stack).toEqual(stack);
    expect(bench.state().walks).toEqual({});
    await bench.press('j');
    expect(bench.state().rowOutcome).toBeUndefined();
  });

  test('Enter picks what the cursor stands on, but never confirms', async () => {
    const bench = onPane();
    await bench.press('j', 'down', 'down', 'up');
    expect(bench.state().rowMenu?.choice).toBe(1);
    bench.guide.choose(-1);
    await bench.press('enter');
    expect(bench.state().confirm?.plan.shown).toBe('docker start api');
    await bench.press('enter', 'enter');
    expect(bench.operator.perform).not.toHaveBeenCalled();
  });

  test('Esc closes it, and another letter does nothing', async () => {
    const bench = onPane();
    await bench.press('z');
    expect(bench.state().rowMenu).toBeDefined();
    await bench.press('escape', 'r');
    expect(bench.state().rowMenu).toBeUndefined();
    expect(bench.state().confirm).toBeUndefined();
  });

  test('an unknown outcome is looked up', async () => {
    const bench = onPane({ perform: async () => outcome('unknown') });
    await bench.press('r');
    await bench.press('y');
    expect(bench.state().rowOutcome?.outcome).toMatchObject({ kind: 'unknown', reconciled: { done: true } });
    expect(bench.operator.perform).toHaveBeenCalledOnce();
  });

  test('where the tree looks after the action, the outcome tells what is seen', async () => {
    let looks = 0;
    const bench = onPane({
      playbooks: [
        onRow('restart', 'r', ['docker', 'restart', '@{name}'], {
          go: { done: 'state', failed: 'fixed', declined: 'fixed' },
        }),
      ],
      looks: { state: () => lines(++looks < 3 ? 'starting' : 'running') },
    });
    await bench.press('r');
    await bench.press('y');
    expect(bench.state().rowOutcome?.outcome).toMatchObject({ kind: 'done', reconciled: { done: false } });
    await bench.settle(5000);
    expect(bench.state().rowOutcome?.outcome.reconciled?.done).toBe(true);
    expect(looks).toBe(3);
  });

  test('where the tree waits after the action, the outcome tells whether it came to that', async () => {
    let looks = 0;
    const waiting = tree(
      'restart',
      [
        action('restart', ['docker', 'restart', '@{name}'], {
          deed: { target: '@{name}' },
          reconcile: 'state',
          go: { done: 'well', failed: 'fixed', declined: 'fixed' },
        }),
        wait('well', 'running', { met: 'fixed', late: 'fixed' }),
        probe('state', [seen('running', 'ok', 'fixed'), otherwise('fail', 'fixed')]),
        ...ends,
      ],
      { row: { pane: 'containers', key: 'r' }, needs: onRow('x', 'x', []).needs },
    );
    const bench = onPane({
      playbooks: [waiting],
      looks: { state: () => lines('running'), well: () => lines(++looks < 3 ? 'starting' : 'running') },
    });
    await bench.press('r');
    await bench.press('y');
    expect(bench.state().rowOutcome?.outcome.reconciled).toBeUndefined();
    await bench.settle(20_000);
    expect(bench.state().rowOutcome?.outcome).toMatchObject({ kind: 'done', reconciled: { done: true } });
  });

  test('a container that is gone is not asked about', async () => {
    const bench = onPane({ operator: { pinContainer: async () => undefined } });
    await bench.press('r');
    expect(bench.state().confirm).toBeUndefined();
    expect(bench.toasted('guide.run.gone')).toBe(true);
  });

  test('a question that comes late does not stand on top of another menu', async () => {
    let arrive = () => {};
    const slow = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const bench = onPane({
      operator: {
        pinContainer: (name) => slow.then(() => ({ kind: 'container', name, id: 'x', startedAt: 'monday' })),
      },
    });
    await bench.press('r');
    bench.guide.openRow('containers', 'web', { name: 'web', state: 'running' });
    arrive();
    await bench.settle();
    expect(bench.state().confirm).toBeUndefined();
    expect(bench.state().rowMenu?.title).toBe('web');
  });
});
