import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { IncidentEntry, IncidentFile } from '../../../src/domain/incident.js';
import { type Msg, msg } from '../../../src/domain/message.js';
import type { Signal } from '../../../src/domain/model.js';
import { translate } from '../../../src/i18n/t.js';
import { entryText } from '../../../src/incident/entry-text.js';
import { foldIncident } from '../../../src/incident/fold.js';
import { createIncidentDesk } from '../../../src/runtime/incident/desk.js';
import { endsAfterMs } from '../../../src/runtime/incident/facts.js';
import { type CockpitStore, createCockpitStore } from '../../../src/store/store.js';
import { declared } from '../../incident/sample-incident.js';
import { guideWith, walks } from '../../screens/sample-guide.js';
import { sampleState } from '../../screens/sample-state.js';

const signal = (id: string, object: string): Signal => ({
  id,
  object,
  severity: 'critical',
  text: msg('situation.pending'),
  evidence: [],
  explains: [],
});

describe('the desk of incidents', () => {
  let store: CockpitStore;
  let now: number;
  let entries: IncidentEntry[];
  let fails: boolean;
  const file: IncidentFile = {
    append: async (_, entry) => {
      if (fails) throw new Error('disk full');
      entries.push(entry);
    },
  };
  const toast = vi.fn();
  const open = (more: Partial<Parameters<typeof createIncidentDesk>[0]> = {}) =>
    createIncidentDesk({
      store,
      file,
      who: 'aoki@desk',
      respondMinutes: (severity) => (severity === 'critical' ? 15 : 60),
      newId: () => 'id-1',
      now: () => now,
      toast,
      ...more,
    });
  const tick = (ms: number) => {
    now += ms;
    store.dispatch({ type: 'clock', now });
  };
  const diagnose = (...signals: Signal[]) =>
    store.dispatch({
      type: 'diagnosed',
      alerts: [],
      situation: {
        kind: signals.length > 0 ? 'trouble' : 'healthy',
        headline: msg('situation.pending'),
        severity: signals.length > 0 ? 'critical' : 'ok',
        signals,
        changes: [],
      },
    });
  const kinds = () => entries.map((entry) => entry.kind);

  beforeEach(() => {
    const state = sampleState({ lang: 'en', columns: 80, rows: 24 });
    now = state.now;
    store = createCockpitStore(state);
    entries = [];
    fails = false;
    toast.mockReset();
  });

  test('writes nothing while no incident is open, and says what would open one', async () => {
    const desk = open();
    desk.note('x');
    tick(1000);
    await desk.stop();
    expect(entries).toEqual([]);
    expect(toast).toHaveBeenCalledWith({ id: 'incident.none-open' });
  });

  test('tells what is so at the declaration, and then each change once', async () => {
    const desk = open();
    diagnose(signal('web-502', 'gateway'));
    desk.declare('critical', '502');
    expect(store.getState().incident.current).toMatchObject({ id: 'id-1', severity: 'critical' });
    const before = kinds().length;
    expect(kinds().slice(0, 1)).toEqual(['declared']);
    expect(kinds()).toContain('signal');
    tick(1000);
    tick(1000);
    await desk.stop();
    expect(kinds()).toHaveLength(before);
  });

  test('takes a signal that flickers for one, and tells the end of one that stays away', async () => {
    const desk = open();
    const flickering = signal('slow', 'db');
    diagnose(flickering);
    desk.declare('high', 'slow');
    diagnose();
    tick(endsAfterMs / 2);
    diagnose(flickering);
    tick(1000);
    diagnose();
    tick(1000);
    tick(endsAfterMs + 1000);
    await desk.stop();
    const told = entries.flatMap((e) => (e.kind === 'signal' && e.signal === 'slow' ? [e.event] : []));
    expect(told).toEqual(['begins', 'ends']);
  });

  test('keeps on the screen what does not reach the disk, and says so until it does', async () => {
    const desk = open();
    desk.declare('low', 'x');
    fails = true;
    desk.note('lost?');
    await vi.waitFor(() => expect(store.getState().incident.unwritten).toBe(true));
    expect(store.getState().incident.current?.entries.at(-1)).toMatchObject({ kind: 'note', text: 'lost?' });
    fails = false;
    desk.note('found');
    await vi.waitFor(() => expect(store.getState().incident.unwritten).toBeUndefined());
    await desk.stop();
  });

  test('goes on with the incident that was left open, and tells that it does', async () => {
    const left = foldIncident('id-0', [declared]);
    const desk = open(left ? { open: left } : {});
    desk.note('back again');
    desk.close('done');
    await desk.stop();
    expect(kinds().filter((kind) => kind !== 'situation' && kind !== 'signal')).toEqual([
      'resumed',
      'note',
      'closed',
    ]);
    expect(store.getState().incident.current).toBeUndefined();
  });

  test('tells what became of the signals that were left open, and tells none of them anew', async () => {
    const begun = (id: string): IncidentEntry => ({
      at: declared.at,
      kind: 'signal',
      event: 'begins',
      signal: id,
      object: 'web',
      severity: 'critical',
      text: { en: `${id} of old`, ja: id },
    });
    const left = foldIncident('id-0', [declared, begun('stays'), begun('goes')]);
    const desk = open(left ? { open: left } : {});
    diagnose(signal('stays', 'web'));
    tick(1000);
    tick(endsAfterMs);
    await desk.stop();
    expect(entries.flatMap((e) => (e.kind === 'signal' ? [[e.event, e.signal, e.text.en]] : []))).toEqual([
      ['ends', 'goes', 'goes of old'],
    ]);
  });

  test('keeps no secret that somebody typed, not even on the screen', async () => {
    const desk = open();
    desk.declare('high', 'login with password=hunter2 fails');
    desk.note('password=hunter2');
    desk.followUp('change password=hunter2');
    expect(JSON.stringify(store.getState().incident)).not.toContain('hunter2');
    desk.close('password=hunter2 was wrong');
    await desk.stop();
    expect(JSON.stringify(entries)).not.toContain('hunter2');
  });

  test('takes the lines of the record of actions with their own time', async () => {
    const desk = open();
    desk.declare('critical', '502');
    desk.noteAction({
      at: '2026-03-01T03:15:40.000Z',
      event: 'ended',
      id: 'a1',
      who: 'aoki@desk',
      host: 'h',
      hostKey: 'k',
      playbook: 'web-502',
      step: 'start-app',
      on: 'host',
      command: 'docker start x',
      outcome: 'done',
      exit: 0,
    });
    await desk.stop();
    expect(entries.at(-1)).toEqual({
      at: '2026-03-01T03:15:40.000Z',
      kind: 'action',
      event: 'ended',
      action: 'a1',
      playbook: 'web-502',
      step: 'start-app',
      on: 'host',
      command: 'docker start x',
      outcome: 'done',
      exit: 0,
    });
  });

  test('tells of a walk that was taken up again, not of one that begins', async () => {
    const desk = open();
    desk.declare('critical', 'restore');
    const acting = walks['guide-acting'];
    if (!acting) throw new Error('no walk that acts');
    store.dispatch({ type: 'guide', guide: guideWith({ ...acting, resumed: true }) });
    await desk.stop();
    const told = entries.filter((entry) => entry.kind === 'playbook');
    expect(told).toMatchObject([{ event: 'resumes', title: { en: '502 Bad Gateway' } }]);
    const [resumed] = told;
    const t = (message: Msg) => translate('en', message);
    expect(resumed && entryText(resumed, { lang: 'en', t })).toBe('playbook taken up again: 502 Bad Gateway');
  });

  test('has one incident at a time', async () => {
    const desk = open();
    desk.declare('critical', 'a');
    desk.declare('low', 'b');
    await desk.stop();
    expect(kinds().filter((kind) => kind === 'declared')).toHaveLength(1);
  });
});
