import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Playbook } from '../../../src/domain/playbook.js';
import { stepProbes } from '../../../src/probes/steps/index.js';
import { openActionLog } from '../../../src/record/action-log.js';
import { createGuide } from '../../../src/runtime/guide/guide.js';
import { startSession } from '../../../src/runtime/session.js';
import { initialState, type State } from '../../../src/store/state.js';
import { createCockpitStore } from '../../../src/store/store.js';
import { salon } from '../../access/lab-host.js';
import { operateLab } from '../../access/operate/lab-operator.js';
import { describeLab } from '../../lab/describe-lab.js';
import { type Lab, startLab } from '../../lab/lab.js';
import { type LinkProxy, startLinkProxy } from '../../lab/link-proxy.js';
import { action, both, ends, otherwise, probe, read, tree, undoBy } from './support/tree.js';

const beat = 'salon_gbp_beat';

/** Sees that the scheduler is stopped, and starts it with a command that takes its time to end. */
const startBeat: Playbook = tree(
  'start-beat',
  [
    probe(
      'state',
      [
        {
          ...otherwise('fail', 'start'),
          when: { op: 'row', where: { state: { is: 'exited' } } },
          cause: { id: 'beat-stopped', text: both('@{app} is stopped') },
        },
        {
          ...otherwise('ok', 'fixed'),
          when: { op: 'row', where: { state: { is: 'running' } } },
        },
        otherwise('inconclusive', 'unknown'),
      ],
      [read('containers', { with: { name: '@{app}' } })],
    ),
    action('start', ['sh', '-c', 'docker start "$1"; echo started; sleep 6', 'sh', '@{app}'], {
      reconcile: 'state',
      undo: undoBy('stop it again', ['docker', 'stop', '-t', '1', '@{app}']),
    }),
    ...ends,
  ],
  {
    needs: [
      {
        name: 'app',
        type: 'container',
        label: both('scheduler'),
        from: [],
        otherwise: beat,
        optional: false,
      },
    ],
  },
);

describeLab('the guide on a real host', () => {
  let lab: Lab;
  let proxy: LinkProxy;
  let close: () => Promise<void>;
  let live: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    lab = await startLab();
    proxy = await startLinkProxy({ host: lab.host, port: lab.port });
    await lab.run(`docker stop -t 1 ${beat}`);
    live = await open();
    close = live.close;
  }, 120_000);
  afterAll(async () => {
    await close?.();
    await proxy?.close();
    await lab?.run(`docker start ${beat}`);
  });

  async function open() {
    const folder = mkdtempSync(join(tmpdir(), 'cockpit-record-'));
    const {
      link,
      readers,
      operator,
      close: closeOperator,
    } = await operateLab(lab, {
      port: proxy.port,
      entry: salon,
    });
    const size = { columns: 120, rows: 40 };
    const store = createCockpitStore(
      initialState({ host: salon, mode: 'operate', lang: 'en', now: Date.now(), size }),
    );
    const session = startSession({ host: salon, store, link, readers, now: Date.now });
    const guide = createGuide({
      store,
      host: salon,
      operator,
      stepProbes,
      readers,
      live: session.live,
      log: openActionLog({ dir: folder }),
      now: Date.now,
      mode: 'run',
      who: 'tester@here',
      copy: () => {},
      suspend: (work) => work(),
      toast: (text) => store.dispatch({ type: 'toast', text, until: Date.now() + 4000 }),
    });
    guide.setPlaybooks([startBeat], []);
    const walk = () => store.getState().guide.walks['start-beat'];
    return {
      guide,
      link,
      walk,
      last: () => walk()?.visits.at(-1),
      record: () =>
        readFileSync(join(folder, 'actions.jsonl'), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { event: string; outcome?: string; detail?: string }),
      until: (passes: (state: State) => boolean) =>
        expect.poll(() => passes(store.getState()), { timeout: 60_000, interval: 20 }).toBe(true),
      async close() {
        await guide.stop();
        await session.stop();
        await closeOperator();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }

  const isAsked = (state: State) => state.guide.confirm !== undefined;

  test('names the cause by itself, with the row that it rests on', async () => {
    await live.until(({ data }) => data.containers.state === 'fresh');
    live.guide.open('start-beat');
    await live.until(() => live.last()?.plan !== undefined);
    expect(live.walk()?.cause).toMatchObject({
      id: 'beat-stopped',
      quote: expect.stringContaining('exited'),
    });
    expect(live.walk()?.visits.map(({ step }) => step)).toEqual(['state', 'start']);
  });

  test('runs nothing for a container that somebody else started after the question was asked', async () => {
    live.guide.proceed();
    await live.until(isAsked);
    await lab.run(`docker start ${beat}; docker stop -t 1 ${beat}`);
    live.guide.press('y', 'y');
    await live.until(() => live.last()?.outcome !== undefined);
    expect(live.last()).toMatchObject({ step: 'start', state: 'stands', outcome: { kind: 'refused' } });
    expect((await lab.run(`docker inspect -f '{{.State.Running}}' ${beat}`)).stdout.trim()).toBe('false');
  });

  test('finds out what became of an action whose link was cut, and runs it once', async () => {
    live.guide.proceed();
    await live.until(isAsked);
    live.guide.press('y', 'y');
    await live.until(({ guide }) => guide.acting?.lines.some(({ text }) => text === 'started') === true);
    proxy.cut();
    await live.until(() => live.link.status.phase !== 'up');
    live.link.retryNow();
    await live.until(() => live.walk()?.ended !== undefined);
    expect(live.walk()).toMatchObject({ ended: { outcome: 'resolved' }, undoable: [{ step: 'start' }] });
    expect(live.walk()?.visits[1]?.outcome).toMatchObject({ kind: 'unknown', reconciled: { done: true } });
    expect(live.record().map(({ event, outcome, detail }) => [event, outcome ?? detail])).toEqual([
      ['started', undefined],
      ['ended', 'refused'],
      ['started', undefined],
      ['ended', 'unknown'],
      ['reconciled', 'done'],
    ]);
  });

  test('undoes it, with the container as it is now', async () => {
    live.guide.undo();
    let asks: string | undefined;
    await live.until((state) => {
      asks = state.guide.confirm?.asks;
      return isAsked(state);
    });
    // What the lost link left running is seen for as long as it runs; beside it a key is too little.
    if (asks === 'target') for (const key of [...beat, 'enter']) live.guide.press(key, key);
    else live.guide.press('y', 'y');
    await live.until(() => live.walk()?.undoable.length === 0);
    // What the end says was true before that, and the screen says so.
    expect(live.walk()?.ended).toMatchObject({ outcome: 'resolved', undone: 1 });
    expect((await lab.run(`docker inspect -f '{{.State.Running}}' ${beat}`)).stdout.trim()).toBe('false');
  });
});
