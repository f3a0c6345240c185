import { describe, expect, test } from 'vitest';
import type { BenchOptions } from './support/bench.js';
import { lines, outcome, setUp } from './support/bench.js';
import { action, ends, otherwise, probe, seen, tree } from './support/tree.js';

/** A tree that sees that api is stopped and starts it. */
const restart = (more: Parameters<typeof action>[2] = {}) =>
  tree('t', [
    probe('state', [seen('exited', 'fail', 'start'), otherwise('ok', 'fixed')]),
    action('start', ['docker', 'start', '@{app}'], { reconcile: 'state', ...more }),
    ...ends,
  ]);

/** At the action, the question on the screen. */
async function asked(options: Partial<BenchOptions> = {}) {
  const bench = setUp({
    playbooks: [restart()],
    looks: { state: () => lines('exited (137)') },
    ...options,
  });
  await bench.open('t');
  await bench.proceed();
  return bench;
}

describe('the question', () => {
  test('shows what is done, with the lines that speak for it and their age', async () => {
    const bench = await asked();
    expect(bench.state().confirm).toMatchObject({
      plan: { shown: 'docker start api', pins: [{ name: 'api', id: 'id-of-api' }] },
      undoing: false,
      mode: 'run',
      asks: 'key',
      evidence: [{ text: 'exited (137)', at: bench.walk().visits[0]?.evidence[0]?.at }],
    });
    expect(bench.operator.perform).not.toHaveBeenCalled();
  });

  test('of a low risk is answered by y alone: not by Enter, space, Y or a pasted y', async () => {
    const bench = await asked();
    await bench.press('enter', 'space', 'Y', 'return', 'tab');
    bench.guide.press('paste', 'yy');
    bench.guide.press('paste', 'y\n');
    await bench.settle();
    expect(bench.operator.perform).not.toHaveBeenCalled();
    await bench.press('y');
    expect(bench.operator.perform).toHaveBeenCalledOnce();
    expect(bench.trail()).toEqual(['state', 'start', 'fixed']);
  });

  test.each(['n', 'escape'])('is declined with %s, and the walk goes where declining leads', async (key) => {
    const bench = await asked();
    await bench.press(key);
    expect(bench.operator.perform).not.toHaveBeenCalled();
    expect(bench.trail()).toEqual(['state', 'start', 'by-hand']);
    expect(bench.records).toMatchObject([{ event: 'declined', command: 'docker start api' }]);
    expect(bench.state().confirm).toBeUndefined();
  });

  test('of a high risk wants the name of the target, then Enter', async () => {
    const bench = await asked({ playbooks: [restart({ deed: { risk: 'high', confirm: 'name' } })] });
    await bench.press('y', 'enter');
    expect(bench.state().confirm).toMatchObject({
      asks: 'target',
      typed: '',
      wrong: { params: { expected: 'api' } },
    });
    await bench.press('a', 'p', 'x', 'backspace', 'i');
    expect(bench.state().confirm?.typed).toBe('api');
    expect(bench.operator.perform).not.toHaveBeenCalled();
    await bench.press('enter');
    expect(bench.operator.perform).toHaveBeenCalledOnce();
  });

  test('of a destructive action wants the host, then the target', async () => {
    const bench = await asked({
      playbooks: [restart({ deed: { risk: 'destructive', confirm: 'host-and-name' } })],
    });
    await bench.press('a', 'p', 'i', 'enter');
    expect(bench.state().confirm).toMatchObject({ asks: 'host', wrong: { params: { expected: 'salon' } } });
    await bench.press(...'salon', 'enter');
    expect(bench.state().confirm).toMatchObject({ asks: 'target', typed: '' });
    await bench.press(...'salon', 'enter');
    expect(bench.state().confirm).toMatchObject({ asks: 'target', typed: '' });
    expect(bench.operator.perform).not.toHaveBeenCalled();
    await bench.press(...'api', 'enter');
    expect(bench.operator.perform).toHaveBeenCalledOnce();
  });

  test('expires after a minute and can be asked anew', async () => {
    const bench = await asked();
    await bench.settle(60_000);
    expect(bench.state().confirm).toBeUndefined();
    expect(bench.toasted('guide.run.expired')).toBe(true);
    await bench.press('y');
    expect(bench.operator.perform).not.toHaveBeenCalled();
    await bench.proceed();
    await bench.press('y');
    expect(bench.operator.perform).toHaveBeenCalledOnce();
  });

  test('is not asked while the link is down', async () => {
    const bench = await asked({ operator: { hostKey: undefined } });
    expect(bench.state().confirm).toBeUndefined();
    expect(bench.toasted('guide.run.link-down')).toBe(true);
  });

  test('is not asked about a container that is gone', async () => {
    const bench = await asked({ operator: { pinContainer: async () => undefined } });
    expect(bench.visit()).toMatchObject({ state: 'stands', unready: { kind: 'missing' } });
    expect(bench.state().confirm).toBeUndefined();
  });

  test('is not asked while a required step is not ok, and is once it is', async () => {
    let backup = 'none';
    const bench = setUp({
      playbooks: [
        tree('t', [
          action('drop', ['true'], { requires: ['backup'] }),
          probe('backup', [seen('fresh', 'ok', 'fixed'), otherwise('fail', 'unknown')]),
          ...ends,
        ]),
      ],
      looks: { backup: () => lines(backup) },
    });
    await bench.open('t');
    expect(bench.visit().unmet).toMatchObject([{ step: 'backup' }]);
    await bench.proceed();
    expect(bench.state().confirm).toBeUndefined();
    expect(bench.toasted('guide.run.unmet')).toBe(true);
    backup = 'fresh';
    await bench.proceed();
    expect(bench.visit().unmet).toEqual([]);
    expect(bench.state().confirm?.plan.step).toBe('drop');
  });

  test('pins what the command names anew when it is asked', async () => {
    let started = 'monday';
    const bench = setUp({
      playbooks: [restart()],
      looks: { state: () => lines('exited') },
      operator: {
        pinContainer: async (name) => ({ kind: 'container', name, id: 'x', startedAt: started }),
      },
    });
    await bench.open('t');
    started = 'tuesday';
    await bench.proceed();
    expect(bench.state().confirm?.plan.pins).toMatchObject([{ startedAt: 'tuesday' }]);
  });

  test('of an action without risk is not asked at all', async () => {
    const bench = await asked({ playbooks: [restart({ deed: { risk: 'none', confirm: 'none' } })] });
    expect(bench.operator.perform).toHaveBeenCalledOnce();
    expect(bench.walk().ended?.outcome).toBe('resolved');
  });
});

describe('consent', () => {
  test('holds for the plan that was shown, on the host that was shown, for a minute', async () => {
    const bench = await asked();
    const { plan, expiresAt } = bench.state().confirm ?? {};
    await bench.press('y');
    const approval = bench.perform.mock.calls[0]?.[0];
    expect(approval).toEqual({ plan, hostKey: 'SHA256:first', at: expect.any(Number), expiresAt });
    expect(approval?.plan).toBe(plan);
  });

  test('for another host key runs nothing', async () => {
    const bench = await asked();
    bench.operator.hostKey = 'SHA256:second';
    await bench.press('y');
    expect(bench.operator.perform).not.toHaveBeenCalled();
    expect(bench.visit()).toMatchObject({
      state: 'stands',
      outcome: { kind: 'refused', why: { what: { id: 'guide.run.other-host' } } },
    });
  });

  test('for something that changed meanwhile is refused; Enter asks anew', async () => {
    const bench = await asked({
      perform: async () => outcome('refused', { why: { kind: 'missing', what: { id: 'operate.pin' } } }),
    });
    await bench.press('y');
    expect(bench.visit()).toMatchObject({ state: 'stands', outcome: { kind: 'refused' } });
    expect(bench.trail()).toEqual(['state', 'start']);
    expect(bench.records.map(({ event, outcome: kind }) => [event, kind])).toEqual([
      ['started', undefined],
      ['ended', 'refused'],
    ]);
    await bench.proceed();
    expect(bench.state().confirm?.plan.shown).toBe('docker start api');
  });
});

describe('the record', () => {
  test('knows of an action before it begins', async () => {
    const bench = await asked();
    await bench.press('y');
    expect(bench.order).toEqual(['read state', 'record started', 'perform docker start api', 'record ended']);
    const [started, ended] = bench.records;
    expect(started).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      event: 'started',
      id: ended?.id,
      who: 'tester@here',
      host: 'salon',
      hostKey: 'SHA256:first',
      playbook: 't',
      step: 'start',
      on: 'host',
      command: 'docker start api',
    });
    expect(ended).toMatchObject({ event: 'ended', outcome: 'done' });
  });

  test('that can not be written keeps the action from running', async () => {
    const bench = await asked({ append: () => Promise.reject(new Error('ENOSPC: no space left')) });
    await bench.press('y');
    expect(bench.operator.perform).not.toHaveBeenCalled();
    expect(bench.visit().outcome).toMatchObject({
      kind: 'refused',
      why: { what: { id: 'guide.run.not-recorded' }, detail: expect.stringContaining('ENOSPC') },
    });
  });

  test('that is written too late has its end, too', async () => {
    const written: string[] = [];
    let slow = Promise.resolve();
    const bench = await asked({
      append: ({ event, outcome: kind }) => {
        const wait = event === 'started' ? 15_000 : 0;
        slow = slow.then(() => new Promise((done) => setTimeout(done, wait)));
        return slow.then(() => void written.push(`${event} ${kind}`));
      },
    });
    await bench.press('y');
    await bench.settle(20_000);
    expect(bench.operator.perform).not.toHaveBeenCalled();
    expect(written).toEqual(['started undefined', 'ended refused']);
  });

  test('that breaks after the action says so and keeps the outcome', async () => {
    const bench = await asked({
      append: ({ event }) => (event === 'ended' ? Promise.reject(new Error('EIO')) : Promise.resolve()),
    });
    await bench.press('y');
    expect(bench.toasted('guide.run.record-broken')).toBe(true);
    expect(bench.walk().ended?.outcome).toBe('resolved');
  });
});

describe('an outcome', () => {
  test('that failed stays on show; Enter goes where failing leads', async () => {
    const bench = await asked({ perform: async () => outcome('failed', { exit: 1 }) });
    await bench.press('y');
    expect(bench.visit()).toMatchObject({ state: 'stands', outcome: { kind: 'failed', exit: 1 } });
    await bench.proceed();
    expect(bench.trail()).toEqual(['state', 'start', 'escalate']);
    expect(bench.operator.perform).toHaveBeenCalledOnce();
  });

  test('that nobody knows is looked up: it was done', async () => {
    let state = 'exited';
    const bench = await asked({
      playbooks: [
        tree('t', [
          probe('state', [seen('exited', 'fail', 'start'), otherwise('ok', 'fixed')]),
          action('start', ['docker', 'start', '@{app}'], { reconcile: 'state' }),
          ...ends,
        ]),
      ],
      looks: { state: () => lines(state) },
      perform: async () => {
        state = 'running';
        return outcome('unknown');
      },
    });
    await bench.press('y');
    expect(bench.walk().visits[1]?.outcome).toMatchObject({ kind: 'unknown', reconciled: { done: true } });
    expect(bench.trail()).toEqual(['state', 'start', 'fixed']);
    expect(bench.operator.perform).toHaveBeenCalledOnce();
    expect(bench.records.map(({ event, detail }) => [event, detail])).toEqual([
      ['started', undefined],
      ['ended', undefined],
      ['reconciled', 'done'],
    ]);
  });

  test('that nobody knows is looked up when the link is back: it was not done, and is not run again', async () => {
    const bench = await asked({ perform: async () => outcome('unknown') });
    bench.link('down');
    await bench.press('y');
    expect(bench.visit().state).toBe('acting');
    expect(bench.order.filter((what) => what === 'read state')).toHaveLength(1);
    bench.link('up');
    await bench.settle();
    expect(bench.visit()).toMatchObject({
      state: 'stands',
      outcome: { kind: 'unknown', reconciled: { done: false } },
    });
    await bench.proceed();
    expect(bench.trail()).toEqual(['state', 'start', 'escalate']);
    expect(bench.operator.perform).toHaveBeenCalledOnce();
  });

  test('that nobody knows stays unknown when the link does not come back within a minute', async () => {
    const bench = await asked({ perform: async () => outcome('unknown') });
    bench.link('down');
    await bench.press('y');
    await bench.settle(60_000);
    expect(bench.visit()).toMatchObject({ state: 'stands', outcome: { reconciled: { done: 'unknown' } } });
    bench.link('up');
    bench.guide.again();
    await bench.settle();
    expect(bench.visit().outcome?.reconciled?.done).toBe(false);
    expect(bench.records.slice(2).map(({ event, detail }) => [event, detail])).toEqual([
      ['reconciled', 'unknown'],
      ['reconciled', 'not done'],
    ]);
    expect(bench.operator.perform).toHaveBeenCalledOnce();
  });

  test('of an operator that broke is unknown, too', async () => {
    const bench = await asked({
      playbooks: [restart({ reconcile: 'nowhere' })],
      perform: () => Promise.reject(new TypeError('oops')),
    });
    await bench.press('y');
    expect(bench.visit().outcome).toMatchObject({ kind: 'unknown', reconciled: { done: 'unknown' } });
    expect(bench.operator.perform).toHaveBeenCalledOnce();
  });
});

describe('while an action runs', () => {
  test('its output comes in, at most ten times a second and 200 lines, and the walk stays', async () => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const bench = await asked({
      perform: async (_, { onLine }) => {
        for (let n = 1; n <= 250; n++) onLine({ text: `line ${n}`, stream: 'stdout' });
        await ended;
        return outcome('done');
      },
    });
    await bench.press('y');
    expect(bench.state().acting?.lines).toEqual([]);
    await bench.settle(100);
    expect(bench.state().acting?.lines).toHaveLength(200);
    expect(bench.state().acting?.lines.at(-1)?.text).toBe('line 250');
    expect(bench.visit().state).toBe('acting');
    for (const move of ['back', 'again', 'restart', 'undo', 'proceed'] as const) bench.guide[move]();
    bench.guide.skip('no patience');
    await bench.settle();
    expect(bench.trail()).toEqual(['state', 'start']);
    expect(bench.toasted('guide.run.busy')).toBe(true);
    end();
    await bench.settle();
    expect(bench.state().acting).toBeUndefined();
    expect(bench.trail()).toEqual(['state', 'start', 'fixed']);
  });
});

describe('without running anything', () => {
  test('a dry run asks and records, and goes on only when told to', async () => {
    const bench = await asked({ mode: 'dry-run' });
    expect(bench.state().confirm?.mode).toBe('dry-run');
    await bench.press('y');
    expect(bench.operator.perform).not.toHaveBeenCalled();
    expect(bench.visit()).toMatchObject({ state: 'stands', outcome: { kind: 'dry-run' } });
    expect(bench.walk().undoable).toEqual([]);
    expect(bench.records.map(({ event, outcome: kind }) => [event, kind])).toEqual([
      ['started', undefined],
      ['ended', 'dry-run'],
    ]);
    await bench.proceed();
    expect(bench.trail()).toEqual(['state', 'start', 'fixed']);
  });

  test('a dry run does not open a shell either', async () => {
    const bench = await asked({
      mode: 'dry-run',
      playbooks: [restart({ deed: { act: { do: 'shell', argv: ['docker', 'exec', '@{app}', 'sh'] } } })],
    });
    await bench.press('y');
    expect(bench.order.at(-2)).toBe('record started');
  });

  test.each([{ mode: 'copy' as const }, { host: { actions: 'copy' as const } }])(
    'a host where cockpit changes nothing gets its commands copied (%o)',
    async (how) => {
      const bench = await asked({
        ...how,
        playbooks: [restart({ deed: { risk: 'high', confirm: 'name' } })],
      });
      expect(bench.state().confirm?.mode).toBe('copy');
      await bench.press('a', 'p', 'i', 'enter');
      expect(bench.operator.perform).not.toHaveBeenCalled();
      await bench.press('c');
      expect(bench.copied).toEqual(['docker start api']);
      expect(bench.visit()).toMatchObject({ state: 'stands', outcome: { kind: 'copied' } });
      expect(bench.operator.perform).not.toHaveBeenCalled();
    },
  );

  test('c copies instead of running; then the look at the host tells whether somebody ran it', async () => {
    let state = 'exited';
    const bench = await asked({ looks: { state: () => lines(state) } });
    await bench.press('c');
    expect(bench.copied).toEqual(['docker start api']);
    expect(bench.records).toMatchObject([{ event: 'ended', outcome: 'copied' }]);
    await bench.proceed();
    expect(bench.visit().outcome?.reconciled?.done).toBe(false);
    state = 'running';
    bench.guide.again();
    await bench.settle();
    expect(bench.operator.perform).not.toHaveBeenCalled();
  });

  test('ctrl-y copies where a name is typed, so that c stays a letter', async () => {
    const bench = await asked({ playbooks: [restart({ deed: { risk: 'high', confirm: 'name' } })] });
    await bench.press('c');
    expect(bench.state().confirm?.typed).toBe('c');
    await bench.press('ctrl-y');
    expect(bench.copied).toEqual(['docker start api']);
  });
});

test('a shell gets the terminal for as long as it runs', async () => {
  const bench = await asked({
    playbooks: [restart({ deed: { act: { do: 'shell', argv: ['docker', 'exec', '-it', '@{app}', 'sh'] } } })],
  });
  await bench.press('y');
  expect(bench.order.slice(1)).toEqual([
    'record started',
    'screen away',
    'perform docker exec -it api sh',
    'screen back',
    'record ended',
  ]);
  expect(bench.walk().ended?.outcome).toBe('resolved');
});

test('what runs on the operator’s own machine needs no link', async () => {
  const here = { act: { do: 'run', on: 'operator', argv: ['gh', 'run', 'list'] } } as const;
  const bench = await asked({ playbooks: [restart({ deed: here })], operator: { hostKey: undefined } });
  await bench.press('y');
  expect(bench.operator.perform).toHaveBeenCalledOnce();
  expect(bench.records).toMatchObject([{ on: 'operator' }, { on: 'operator' }]);
});
