import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Guide } from '../../src/domain/guide.js';
import type { IncidentDesk } from '../../src/domain/incident.js';
import { msg } from '../../src/domain/message.js';
import { foldIncident } from '../../src/incident/fold.js';
import { createInterpreter } from '../../src/runtime/interpret.js';
import { listOf } from '../../src/store/lists.js';
import { visibleContainers } from '../../src/store/selectors/containers.js';
import { topScreen } from '../../src/store/state.js';
import { type CockpitStore, createCockpitStore } from '../../src/store/store.js';
import { sampleEntries } from '../incident/sample-incident.js';
import { followed, jobsState } from '../screens/sample-jobs.js';
import { now, sampleRing, sampleState } from '../screens/sample-state.js';

let store: CockpitStore;
let effects: Parameters<typeof createInterpreter>[0]['effects'];
let guide: Record<keyof Guide, ReturnType<typeof vi.fn>>;
let interpreter: ReturnType<typeof createInterpreter>;

beforeEach(() => {
  store = createCockpitStore(sampleState({ lang: 'en', columns: 80, rows: 24 }));
  effects = {
    quit: vi.fn(),
    retry: vi.fn(),
    repaint: vi.fn(),
    copy: vi.fn(),
    acknowledge: vi.fn(),
    saveEntry: () => {},
    mark: vi.fn(),
    save: vi.fn(async () => msg('runtime.saved', { n: 1, file: 'x' })),
  };
  guide = Object.fromEntries(guideCalls.map((name) => [name, vi.fn()])) as typeof guide;
  interpreter = createInterpreter({
    store,
    lines: sampleRing,
    effects,
    guide: guide as unknown as Guide,
    incidents: {} as IncidentDesk,
    now: () => now,
  });
});

const guideCalls: readonly (keyof Guide)[] = [
  'open',
  'openAt',
  'openRow',
  'proceed',
  'choose',
  'look',
  'back',
  'overrule',
  'overruleWith',
  'skip',
  'again',
  'restart',
  'undo',
  'press',
  'copyText',
  'leave',
  'stop',
];

const press = (...keys: string[]) => {
  for (const key of keys) interpreter.press(key, [...key].length === 1 ? key : undefined);
};
const type = (text: string) => press(...text);
const screen = () => topScreen(store.getState().ui).id;
const logs = () => store.getState().ui.logs;
const cursorText = () => sampleRing.upTo({ minLevel: 'all' }, logs().cursor, 1)[0]?.text;

describe('moving between screens', () => {
  test('a digit opens its pane, Esc closes it', () => {
    press('4');
    expect(screen()).toBe('postgres');
    press('escape');
    expect(screen()).toBe('overview');
  });

  test('Tab and Enter open the focused pane', () => {
    press('tab', 'tab', 'enter');
    expect(screen()).toBe('logs');
  });

  test('Enter on a container opens its own screen', () => {
    press('1', 'enter');
    expect(screen()).toBe('container');
  });

  test.each(['q', 'ctrl-c'])(
    '%s while an action runs says what that would mean, and quits the second time',
    (key) => {
      const run = { kind: 'command', on: 'host', argv: ['docker', 'restart', 'api'] } as const;
      const bare = { playbook: 't', step: 's', title: msg('x'), impact: msg('x'), pins: [], timeoutMs: 1000 };
      const plan = {
        ...bare,
        run,
        shown: 'docker restart api',
        risk: 'low',
        confirm: 'key',
        target: 'api',
      } as const;
      const acting = { plan, startedAt: now, lines: [] };
      store.dispatch({ type: 'guide', guide: { ...store.getState().guide, acting } });
      press(key);
      expect(effects.quit).not.toHaveBeenCalled();
      expect(JSON.stringify(store.getState().ui)).toContain('runtime.quit-acting');
      press(key);
      expect(effects.quit).toHaveBeenCalledOnce();
    },
  );

  test('q while a detached action goes on says so and how to come back, and quits the second time', () => {
    store.dispatch({ type: 'guide', guide: { ...store.getState().guide, followed: [followed] } });
    press('q');
    expect(effects.quit).not.toHaveBeenCalled();
    expect(store.getState().ui.toast?.text).toEqual(msg('jobs.quit', { n: 1, host: 'salon-gbp' }));
    press('q');
    expect(effects.quit).toHaveBeenCalledOnce();
  });

  test('J opens the list of jobs from anywhere; Enter there leads to the playbook of the chosen one', () => {
    store.dispatch({ type: 'guide', guide: { ...store.getState().guide, jobs: jobsState } });
    press('4', 'J');
    expect(screen()).toBe('jobs');
    press('j', 'j', 'k', 'enter');
    expect(guide.openAt).toHaveBeenCalledExactlyOnceWith('web-502', 'start-app');
    press('escape');
    expect(screen()).toBe('postgres');
  });

  test('q closes a screen and quits only from the overview; ctrl-c quits anywhere', () => {
    press('2', 'q');
    expect(screen()).toBe('overview');
    expect(effects.quit).not.toHaveBeenCalled();
    press('q');
    expect(effects.quit).toHaveBeenCalledTimes(1);
    press('3', 'ctrl-c');
    expect(effects.quit).toHaveBeenCalledTimes(2);
  });

  test('an unknown key does nothing', () => {
    const before = store.getState();
    press('§', 'F5');
    expect(store.getState()).toBe(before);
  });
});

describe('typing', () => {
  test('filters a list, and keys are text while it lasts', () => {
    press('1', '/');
    type('quit1');
    expect(screen()).toBe('containers');
    expect(listOf(store.getState().ui, 'containers').filter).toBe('quit1');
    expect(visibleContainers(store.getState())).toHaveLength(0);
    press('escape');
    expect(visibleContainers(store.getState())).toHaveLength(8);
  });

  test('runs a palette command by its completed name', () => {
    press(':');
    type('japan');
    press('enter');
    expect(store.getState().lang).toBe('ja');
    expect(store.getState().ui.input).toBeUndefined();
  });

  test('completes a palette name with Tab', () => {
    press(':');
    type('repai');
    press('tab');
    expect(store.getState().ui.input?.line.text.join('')).toBe('repaint');
  });

  test('an expression that does not compile stays in the line with its reason', () => {
    press('3', '/');
    type('(');
    press('enter');
    expect(store.getState().ui.input?.error?.id).toBe('input.bad-regex');
    press('escape');
    expect(logs().search).toBeUndefined();
  });
});

describe('logs', () => {
  beforeEach(() => press('3'));

  test('search jumps to the newest match, n and N walk the matches', () => {
    press('/');
    type('予約の同期');
    press('enter');
    const first = logs().cursor;
    expect(cursorText()).toContain('予約の同期');
    press('N');
    expect(logs().cursor).toBeLessThan(first ?? 0);
    press('n');
    expect(logs().cursor).toBe(first);
    press('n');
    expect(store.getState().ui.toast?.text.id).toBe('runtime.no-match');
  });

  test('E walks to older errors, e back to newer ones', () => {
    press('E', 'E');
    const older = logs().cursor ?? 0;
    expect(logs().follow).toBe(false);
    press('e');
    expect(logs().cursor).toBeGreaterThan(older);
  });

  test('moving up pauses, G follows again', () => {
    press('k');
    expect(logs().follow).toBe(false);
    press('G');
    expect(logs()).toMatchObject({ follow: true });
    expect(logs().cursor).toBeUndefined();
  });

  test('level, source, since, wrap, times and columns change what is shown', () => {
    press('v');
    expect(logs().minLevel).toBe('warn');
    press(']');
    expect(logs().source).toBe('salon_gbp_api');
    press('[');
    expect(logs().source).toBeUndefined();
    press('T');
    expect(logs().sinceMinutes).toBe(60);
    press('w', 'i', 'l', 'l', 'h');
    expect(logs()).toMatchObject({ wrap: true, stamps: false, column: 10 });
  });

  test('an empty filter removes the filter and keeps the search', () => {
    press('/');
    type('a');
    press('enter', '&');
    type('b');
    press('enter');
    expect(logs()).toMatchObject({ search: 'a', filter: 'b' });
    press('&', 'backspace', 'enter');
    expect(logs().filter).toBeUndefined();
    expect(logs().search).toBe('a');
  });

  test('save offers a name and writes what is on show', () => {
    press('ctrl-s', 'enter');
    expect(effects.save).toHaveBeenCalledWith('salon-gbp-20260301-031500.log');
  });
});

describe('effects', () => {
  test('y copies the selected row', () => {
    press('4', 'y');
    expect(effects.copy).toHaveBeenCalledWith('LOCK TABLE alerts IN ACCESS EXCLUSIVE MODE');
  });

  test('a acknowledges the selected alert', () => {
    press('6', 'j', 'a');
    expect(effects.acknowledge).toHaveBeenCalledWith('b');
  });

  test('L shows the logs of the selected container alone', () => {
    press('1', 'G', 'L');
    expect(screen()).toBe('logs');
    expect(logs().source).toBe(visibleContainers(store.getState()).at(-1)?.name);
  });

  test('R connects again', () => {
    press('R');
    expect(effects.retry).toHaveBeenCalledTimes(1);
  });
});

describe('playbooks', () => {
  const onGuide = () => store.dispatch({ type: 'ui/open', screen: { id: 'guide' } });

  test('t opens the playbooks, Enter the one under the cursor', () => {
    const { guide: state } = store.getState();
    const offer = { title: msg('keys.triage'), about: msg('keys.triage'), reasons: [], missing: [] };
    store.dispatch({
      type: 'guide',
      guide: {
        ...state,
        offers: [
          { ...offer, playbook: 'web-502', score: 9 },
          { ...offer, playbook: 'restart-loop', score: 1 },
        ],
      },
    });
    press('t');
    expect(screen()).toBe('triage');
    press('enter');
    expect(guide.open).toHaveBeenLastCalledWith('web-502');
    press('j', 'enter');
    expect(guide.open).toHaveBeenLastCalledWith('restart-loop');
  });

  test('a key of the host entry opens its playbook on every screen', () => {
    const state = sampleState({ lang: 'en', columns: 80, rows: 24 });
    const host = { ...state.host, playbooks: [{ use: 'web-502', key: 'f2', with: {} }] };
    store = createCockpitStore({ ...state, host });
    interpreter = createInterpreter({
      store,
      lines: sampleRing,
      effects,
      guide: guide as unknown as Guide,
      incidents: {} as IncidentDesk,
      now: () => now,
    });
    press('3', 'f2');
    expect(guide.open).toHaveBeenCalledExactlyOnceWith('web-502');
    press('f3');
    expect(guide.open).toHaveBeenCalledTimes(1);
  });

  test('x opens the menu of the row under the cursor, with what a playbook may take from it', () => {
    press('1', 'x');
    const row = visibleContainers(store.getState())[0];
    expect(guide.openRow).toHaveBeenCalledExactlyOnceWith(
      'containers',
      row?.name,
      expect.objectContaining({ name: row?.name, id: row?.id, state: row?.state }),
    );
  });

  test('a session goes by its pid and its start, so that a pid used again is another one', () => {
    press('4', 'x');
    const [pane, , values] = guide.openRow?.mock.lastCall ?? [];
    expect(pane).toBe('activity');
    expect(values.session).toBe(`${values.pid}/a`);
  });

  test('the keys of a playbook reach the guide', () => {
    onGuide();
    press('enter', 'j', 'k', '[', ']', 'b', 'o', 'r', 'u', 'ctrl-r');
    expect(guide.proceed).toHaveBeenCalledTimes(1);
    expect(guide.choose.mock.calls).toEqual([[1], [-1]]);
    expect(guide.look.mock.calls).toEqual([[-1], [1]]);
    for (const call of [guide.back, guide.overrule, guide.again, guide.undo, guide.restart])
      expect(call).toHaveBeenCalledTimes(1);
  });

  test('leaving keeps the walk: Esc and q leave, neither quits', () => {
    onGuide();
    press('escape', 'q');
    expect(guide.leave).toHaveBeenCalledTimes(2);
    expect(effects.quit).not.toHaveBeenCalled();
  });

  test('a step is skipped only with a reason', () => {
    onGuide();
    press('s', 'enter');
    expect(guide.skip).not.toHaveBeenCalled();
    expect(store.getState().ui.input?.error).toEqual(msg('input.needs-reason'));
    type('seen by hand');
    press('enter');
    expect(guide.skip).toHaveBeenCalledExactlyOnceWith('seen by hand');
  });

  test('while something is to be confirmed every key is its answer, quitting too', () => {
    const { guide: state } = store.getState();
    const outcome = { kind: 'done', lines: [], startedAt: 1, endedAt: 2 } as const;
    const plan = {
      playbook: 'p',
      step: 's',
      title: msg('keys.triage'),
      run: { kind: 'command', on: 'host', argv: ['true'] },
      shown: 'true',
      risk: 'low',
      confirm: 'key',
      target: 't',
      impact: msg('keys.triage'),
      pins: [],
      timeoutMs: 1,
    } as const;
    store.dispatch({
      type: 'guide',
      guide: { ...state, rowOutcome: { title: plan.title, plan, outcome } },
    });
    press('q', 'y', '4', 'ctrl-c');
    expect(guide.press.mock.calls.map(([key]) => key)).toEqual(['q', 'y', '4', 'escape']);
    expect(screen()).toBe('overview');
    expect(effects.quit).not.toHaveBeenCalled();
  });

  test('a pane opened from a playbook comes back to it', () => {
    onGuide();
    press('3');
    expect(screen()).toBe('logs');
    press('escape');
    expect(screen()).toBe('guide');
  });
});

describe('an incident', () => {
  const begin = () => {
    const incident = foldIncident('id-1', sampleEntries);
    if (incident) store.dispatch({ type: 'incident', incident: { current: incident } });
    press('I');
  };

  test('its newest entry is selected until somebody moves, and y copies the entry', () => {
    begin();
    press('y');
    press('k', 'y');
    const [newest, before] = vi.mocked(effects.copy).mock.calls.map(([text]) => text);
    expect(newest).toMatch(/^2026-03-01T03:16:30\S* closed by aoki@desk: started again$/);
    expect(before).toMatch(/^2026-03-01T03:16:15\S* 開発リード was called/);
  });

  test('is called by its cause, and by nothing while nothing is wrong', () => {
    press('I', 'h');
    expect(store.getState().ui.input?.line.text.join('')).not.toBe('');
    press('escape');
    store.dispatch({
      type: 'diagnosed',
      alerts: [],
      situation: {
        kind: 'healthy',
        headline: msg('situation.healthy'),
        severity: 'ok',
        signals: [],
        changes: [],
      },
    });
    press('h');
    expect(store.getState().ui.input?.line.text).toEqual([]);
  });
});
