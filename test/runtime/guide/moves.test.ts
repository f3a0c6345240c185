import { describe, expect, test } from 'vitest';
import { lines, outcome, setUp } from './support/bench.js';
import {
  action,
  ask,
  both,
  call,
  ends,
  note,
  otherwise,
  probe,
  read,
  seen,
  tree,
  undoBy,
  undoStep,
} from './support/tree.js';

const judged = tree('t', [
  probe('look', [
    seen('broken', 'fail', 'by-hand', { cause: { id: 'broken', text: both('it is broken') } }),
    seen('slow', 'warn', 'escalate'),
    otherwise('inconclusive', 'unknown'),
  ]),
  ...ends,
]);

describe('overruling', () => {
  test('offers every verdict of the step and goes where the chosen one leads, with the reason kept', async () => {
    const bench = setUp({ playbooks: [judged], looks: { look: () => lines('nothing') } });
    await bench.open('t');
    bench.guide.overrule();
    expect(bench.state().overruling).toMatchObject({
      choice: 0,
      options: [
        { verdict: 'fail', go: 'by-hand' },
        { verdict: 'warn', go: 'escalate' },
        { verdict: 'inconclusive', go: 'unknown' },
      ],
    });
    bench.guide.choose(1);
    bench.guide.overruleWith('  the provider says so ');
    expect(bench.trail()).toEqual(['look', 'escalate']);
    expect(bench.walk().visits[0]).toMatchObject({
      state: 'left',
      proposed: { verdict: 'inconclusive' },
      overruled: { verdict: 'warn', go: 'escalate', reason: 'the provider says so' },
    });
    expect(bench.state().overruling).toBeUndefined();
  });

  test('wants a reason', async () => {
    const bench = setUp({ playbooks: [judged], looks: { look: () => lines('nothing') } });
    await bench.open('t');
    bench.guide.overrule();
    bench.guide.overruleWith('   ');
    expect(bench.trail()).toEqual(['look']);
    expect(bench.toasted('guide.run.needs-reason')).toBe(true);
  });

  test('is called off with Esc', async () => {
    const bench = setUp({ playbooks: [judged], looks: { look: () => lines('nothing') } });
    await bench.open('t');
    bench.guide.overrule();
    await bench.press('escape');
    expect(bench.state().overruling).toBeUndefined();
    bench.guide.overruleWith('too late');
    expect(bench.trail()).toEqual(['look']);
  });

  test('an earlier verdict cuts what followed from it, and its cause', async () => {
    const bench = setUp({ playbooks: [judged], looks: { look: () => lines('broken') } });
    await bench.open('t');
    expect(bench.trail()).toEqual(['look', 'by-hand']);
    expect(bench.walk().cause?.id).toBe('broken');
    bench.guide.look(-1);
    bench.guide.overrule();
    expect(bench.state().overruling?.choice).toBe(1);
    bench.guide.overruleWith('it is only slow');
    expect(bench.trail()).toEqual(['look', 'escalate']);
    expect(bench.walk().cause).toBeUndefined();
  });

  test('needs a verdict', async () => {
    const bench = setUp({ playbooks: [tree('t', [ask('q', { a: 'fixed' }), ...ends])] });
    await bench.open('t');
    bench.guide.overrule();
    expect(bench.state().overruling).toBeUndefined();
    expect(bench.toasted('guide.run.no-verdict')).toBe(true);
  });
});

describe('skipping', () => {
  test('goes where the last rule goes, with the reason kept', async () => {
    const bench = setUp({ playbooks: [judged], looks: { look: () => new Promise(() => {}) } });
    await bench.open('t');
    bench.guide.skip('');
    expect(bench.trail()).toEqual(['look']);
    bench.guide.skip('no time');
    expect(bench.trail()).toEqual(['look', 'unknown']);
    expect(bench.walk().visits[0]?.skipped).toEqual({ reason: 'no time' });
  });

  test('an action goes where declining leads', async () => {
    const bench = setUp({ playbooks: [tree('t', [action('start', ['true']), ...ends])] });
    await bench.open('t');
    bench.guide.skip('not now');
    expect(bench.trail()).toEqual(['start', 'by-hand']);
    expect(bench.operator.perform).not.toHaveBeenCalled();
  });
});

describe('looking and going back', () => {
  const two = tree('t', [
    probe('first', [otherwise('ok', 'second')]),
    probe('second', [otherwise('ok', 'question')]),
    ask('question', { yes: 'fixed', no: 'escalate' }),
    ...ends,
  ]);

  test('looking changes nothing and reads nothing', async () => {
    const bench = setUp({ playbooks: [two], looks: { first: () => lines('a'), second: () => lines('b') } });
    await bench.open('t');
    const before = bench.walk();
    bench.guide.look(-1);
    bench.guide.look(-1);
    bench.guide.look(-1);
    expect(bench.walk()).toEqual({ ...before, shown: 0 });
    bench.guide.choose(1);
    expect(bench.visit().choice).toBe(0);
    bench.guide.look(1);
    expect(bench.walk().shown).toBe(1);
    expect(bench.order).toEqual(['read first', 'read second']);
  });

  test('going back reads anew and stands there, whatever the verdict', async () => {
    const bench = setUp({ playbooks: [two], looks: { first: () => lines('a'), second: () => lines('b') } });
    await bench.open('t');
    bench.guide.back();
    await bench.settle();
    expect(bench.trail()).toEqual(['first', 'second']);
    expect(bench.visit()).toMatchObject({ state: 'stands', proposed: { verdict: 'ok' } });
    await bench.proceed();
    expect(bench.trail()).toEqual(['first', 'second', 'question']);
    bench.guide.look(-1);
    bench.guide.look(-1);
    bench.guide.back();
    await bench.settle();
    expect(bench.trail()).toEqual(['first']);
  });

  test('going on from an earlier visit cuts the later ones', async () => {
    const bench = setUp({ playbooks: [two], looks: { first: () => lines('a'), second: () => lines('b') } });
    await bench.open('t');
    await bench.proceed();
    expect(bench.walk().ended).toBeDefined();
    bench.guide.look(-1);
    bench.guide.look(-1);
    bench.guide.look(-1);
    await bench.proceed();
    expect(bench.trail()).toEqual(['first', 'second', 'question']);
    expect(bench.walk().ended).toBeUndefined();
  });

  test('a step that comes by itself does not take the operator away from what he looks at', async () => {
    let arrive = () => {};
    const slow = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const bench = setUp({
      playbooks: [two],
      looks: { first: () => lines('a'), second: () => slow.then(() => lines('b')) },
    });
    await bench.open('t');
    bench.guide.look(-1);
    arrive();
    await bench.settle();
    expect(bench.trail()).toEqual(['first', 'second', 'question']);
    expect(bench.walk().shown).toBe(0);
  });

  test('reading again takes what is there now', async () => {
    let text = 'nothing';
    const bench = setUp({ playbooks: [judged], looks: { look: () => lines(text) } });
    await bench.open('t');
    expect(bench.visit().proposed?.verdict).toBe('inconclusive');
    text = 'slow';
    bench.guide.again();
    await bench.settle();
    expect(bench.trail()).toEqual(['look', 'escalate']);
    expect(bench.walk().visits[0]?.proposed?.verdict).toBe('warn');
  });
});

describe('leaving and coming back', () => {
  test('goes on exactly where the walk was left', async () => {
    const bench = setUp({
      playbooks: [judged, tree('other', [ask('q', { a: 'fixed', b: 'escalate' }), ...ends])],
      looks: { look: () => lines('nothing') },
    });
    await bench.open('other');
    bench.guide.choose(1);
    const left = bench.walk();
    bench.guide.leave();
    await bench.open('t');
    expect(bench.walk().playbook).toBe('t');
    await bench.open('other');
    expect(bench.walk()).toBe(left);
  });

  test('an ended walk is closed with Enter and begins anew when it is opened again', async () => {
    const bench = setUp({ playbooks: [judged], looks: { look: () => lines('slow') } });
    await bench.open('t');
    expect(bench.walk().ended?.outcome).toBe('escalate');
    await bench.proceed();
    expect(bench.store.getState().ui.stack).toEqual([{ id: 'overview' }]);
    await bench.settle(5000);
    await bench.open('t');
    expect(bench.order).toEqual(['read look', 'read look']);
    expect(bench.walk().startedAt).toBe(Date.now() - 1);
  });

  test('what was done can still be undone after beginning anew', async () => {
    const bench = setUp({
      playbooks: [
        tree('t', [
          action('start', ['docker', 'start', '@{app}'], {
            undo: undoBy('stop it', ['docker', 'stop', '@{app}']),
          }),
          ...ends,
        ]),
      ],
    });
    await bench.open('t');
    await bench.proceed();
    await bench.press('y');
    bench.guide.restart();
    await bench.settle();
    expect(bench.trail()).toEqual(['start']);
    expect(bench.walk().undoable.map(({ plan }) => plan.shown)).toEqual(['docker stop api']);
  });

  test('a tree that is not there, or not loaded, or lacks a value says so', async () => {
    const bench = setUp({
      playbooks: [
        tree('t', ends, {
          needs: [{ name: 'beat', type: 'container', label: both('scheduler'), from: [], optional: false }],
        }),
      ],
    });
    await bench.open('nothing');
    expect(bench.toasted('guide.run.no-playbook')).toBe(true);
    await bench.open('t');
    expect(bench.toasted('guide.run.needs')).toBe(true);
    expect(JSON.stringify(bench.toasts)).toContain('scheduler');
    expect(bench.state().current).toBeUndefined();
  });
});

describe('undoing', () => {
  const twoDeeds = (last = 'fixed') =>
    tree('t', [
      action('stop', ['docker', 'stop', '@{app}'], {
        undo: undoBy('start it', ['docker', 'start', '@{app}']),
        go: { done: 'limit', failed: 'escalate', declined: 'escalate' },
      }),
      action('limit', ['docker', 'update', '@{app}'], {
        undo: undoBy('lift the limit', ['docker', 'update', '--memory', '0', '@{app}']),
        reconcile: 'limited',
        go: { done: last, failed: 'escalate', declined: 'escalate' },
      }),
      probe('limited', [seen('limited', 'ok', 'fixed'), otherwise('fail', 'fixed')], [read('limited')]),
      undoStep('undo-all', 'fixed'),
      ...ends,
    ]);

  async function doBoth(bench: ReturnType<typeof setUp>) {
    await bench.open('t');
    for (let n = 0; n < 2; n++) {
      await bench.proceed();
      await bench.press('y');
    }
  }

  const undone = (bench: ReturnType<typeof setUp>) =>
    bench.walk().visits.flatMap((visit) => (visit.undone ? [visit.step] : []));

  const performed = (bench: ReturnType<typeof setUp>) =>
    bench.order
      .filter((what) => what.startsWith('perform'))
      .map((what) => what.slice('perform docker '.length));

  test('takes back the last deed first, each confirmed, with pins read anew', async () => {
    let started = 'monday';
    const bench = setUp({
      playbooks: [twoDeeds()],
      operator: {
        pinContainer: async (name) => ({ kind: 'container', name, id: 'x', startedAt: started }),
      },
    });
    await doBoth(bench);
    started = 'tuesday';
    bench.guide.undo();
    await bench.settle();
    expect(bench.state().confirm).toMatchObject({
      undoing: true,
      plan: { shown: 'docker update --memory 0 api', pins: [{ name: 'api', startedAt: 'tuesday' }] },
    });
    expect(performed(bench)).toHaveLength(2);
    await bench.press('y');
    bench.guide.undo();
    await bench.settle();
    await bench.press('n');
    expect(bench.walk().undoable).toHaveLength(1);
    expect(undone(bench)).toEqual(['limit']);
    bench.guide.undo();
    await bench.settle();
    await bench.press('y');
    expect(performed(bench)).toEqual(['stop api', 'update api', 'update --memory 0 api', 'start api']);
    const ends = bench.records.filter(({ event }) => event !== 'started');
    expect(ends.map(({ event, undoing = false }) => `${event} ${undoing}`)).toEqual([
      'ended false',
      'ended false',
      'ended true',
      'declined true',
      'ended true',
    ]);
    expect(bench.walk().undoable).toEqual([]);
    expect(undone(bench)).toEqual(['stop', 'limit']);
    bench.guide.undo();
    await bench.settle();
    expect(bench.toasted('guide.run.nothing-to-undo')).toBe(true);
  });

  test('an undo step offers one deed after the other and goes on when none is left', async () => {
    const bench = setUp({ playbooks: [twoDeeds('undo-all')] });
    await doBoth(bench);
    expect(bench.visit()).toMatchObject({ step: 'undo-all', state: 'stands' });
    await bench.proceed();
    await bench.press('y');
    expect(bench.visit()).toMatchObject({ step: 'undo-all', outcome: { kind: 'done' } });
    await bench.proceed();
    await bench.press('y');
    expect(performed(bench).slice(2)).toEqual(['update --memory 0 api', 'start api']);
    expect(bench.walk().ended?.outcome).toBe('resolved');
  });

  test('an undo step goes on when the operator declines, and is passed when there is nothing to undo', async () => {
    const bench = setUp({
      playbooks: [twoDeeds('undo-all'), tree('none', [undoStep('undo', 'fixed'), ...ends])],
    });
    await doBoth(bench);
    await bench.proceed();
    await bench.press('n');
    expect(bench.walk()).toMatchObject({ ended: { outcome: 'resolved' }, undoable: [{}, {}] });
    await bench.open('none');
    expect(bench.trail()).toEqual(['undo', 'fixed']);
  });

  test.each([
    ['limited', 2],
    ['free', 1],
  ])('with an unknown outcome is looked up, the other way round: %s leaves %i', async (seenNow, left) => {
    let ends = 0;
    const bench = setUp({
      playbooks: [twoDeeds()],
      looks: { limited: () => lines(seenNow) },
      perform: async () => outcome(++ends === 3 ? 'unknown' : 'done'),
    });
    await doBoth(bench);
    bench.guide.undo();
    await bench.settle();
    await bench.press('y');
    expect(bench.walk().undoable).toHaveLength(left);
    expect(bench.operator.perform).toHaveBeenCalledTimes(3);
  });

  describe('of a called tree', () => {
    const called = tree('called', [
      probe('which', [otherwise('ok', 'switch')], []),
      action('switch', ['docker', 'stop', '@{app}'], {
        undo: undoBy('start it', ['docker', 'start', '@{app}']),
        reconcile: 'switched',
        go: { done: 'again', failed: 'escalate', declined: 'escalate' },
      }),
      probe('switched', [seen('stopped', 'ok', 'again'), otherwise('fail', 'escalate')], [read('switched')]),
      note('again', 'fixed'),
      ...ends,
    ]);
    // Its own step of that name would say that nothing was done.
    const caller = tree('caller', [
      call('first', 'called', 'after'),
      note('after', 'switch'),
      action('switch', ['docker', 'pull', '@{app}'], {
        reconcile: 'pulled',
        go: { done: 'fixed', failed: 'escalate', declined: 'escalate' },
      }),
      probe('pulled', [seen('pulled', 'ok', 'fixed'), otherwise('fail', 'escalate')], [read('pulled')]),
      ...ends,
    ]);
    const begin = async (...kinds: ('done' | 'unknown')[]) => {
      const bench = setUp({
        playbooks: [caller, called],
        looks: { switched: () => lines('stopped'), pulled: () => lines('nothing') },
        perform: async () => outcome(kinds.shift() ?? 'done'),
      });
      await bench.open('caller');
      await bench.proceed();
      await bench.press('y');
      return bench;
    };

    test('an unknown outcome is looked up by the step of that tree', async () => {
      const bench = await begin('done', 'unknown');
      await bench.proceed();
      expect(bench.walk().playbook).toBe('caller');
      bench.guide.undo();
      await bench.settle();
      await bench.press('y');
      expect(bench.walk().undoable).toMatchObject([{ step: 'switch', plan: { playbook: 'called' } }]);
    });

    test('it can still be undone after going back out of it', async () => {
      const bench = await begin('done');
      for (let n = 0; n < 6 && bench.walk().playbook === 'called'; n++) {
        bench.guide.back();
        await bench.settle();
      }
      expect(bench.walk()).toMatchObject({ playbook: 'caller', undoable: [{ step: 'switch' }] });
    });
  });

  test('says so when what it was done to is gone', async () => {
    const bench = setUp({ playbooks: [twoDeeds()] });
    await doBoth(bench);
    bench.pinContainer.mockResolvedValue(undefined);
    bench.guide.undo();
    await bench.settle();
    expect(bench.state().confirm).toBeUndefined();
    expect(bench.toasted('guide.run.undo-gone')).toBe(true);
  });
});
