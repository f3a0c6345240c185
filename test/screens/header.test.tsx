import { expect, test } from 'vitest';
import { troubleHeadline } from '../../src/diagnosis/headline.js';
import { msg } from '../../src/domain/message.js';
import { foldIncident } from '../../src/incident/fold.js';
import { App } from '../../src/screens/app.js';
import { initialState } from '../../src/store/state.js';
import { createCockpitStore } from '../../src/store/store.js';
import { declared } from '../incident/sample-incident.js';
import { renderFrame } from '../ui/render-frame.js';
import { now, sampleRing, sampleState } from './sample-state.js';

test.each([
  ['en', '2 min ago (+3 more)'],
  ['ja', '(2 分前) (他 3 件)'],
] as const)('a long cause is cut before its age and the number of others (%s)', async (lang, end) => {
  const store = createCockpitStore(sampleState({ lang, columns: 80, rows: 24 }));
  const signal = {
    id: 'postgres.lock-idle:main',
    severity: 'critical' as const,
    object: 'main',
    text: msg('situation.container.missing', { name: 'a-container-with-a-long-name'.repeat(4) }),
    evidence: [],
    explains: [],
    since: now - 120_000,
  };
  store.dispatch({
    type: 'diagnosed',
    alerts: [],
    situation: {
      kind: 'trouble',
      severity: 'critical',
      headline: troubleHeadline(signal, msg('situation.symptom.timeout'), 3, now),
      signals: [signal],
      changes: [],
    },
  });
  const frame = await renderFrame(<App store={store} lines={sampleRing} version="0.0.0" />, {
    columns: 80,
    rows: 24,
  });
  const line = frame.lines()[1] ?? '';
  frame.unmount();
  expect(line.trimEnd().endsWith(end)).toBe(true);
});

test.each([
  ['dry-run', '[dry run]'],
  ['copy', '[copy only]'],
] as const)('a host on which nothing is changed says so on every screen (%s)', async (restraint, label) => {
  const store = createCockpitStore(sampleState({ lang: 'en', columns: 80, rows: 24 }));
  store.dispatch({ type: 'guide', guide: { ...store.getState().guide, restraint } });
  const frame = await renderFrame(<App store={store} lines={sampleRing} version="0.0.0" />, {
    columns: 80,
    rows: 24,
  });
  const header = frame.lines()[0] ?? '';
  frame.unmount();
  expect(header).toContain(label);
});

test('an overdue call of an open incident stands even where the time of day has no room', async () => {
  const sample = sampleState({ lang: 'en', columns: 80, rows: 24 });
  const store = createCockpitStore({
    ...sample,
    host: { ...sample.host, contacts: [{ role: 'on-call', withinMinutes: 1 }] },
  });
  const at = new Date(now - 300_000).toISOString();
  const current = foldIncident('id-1', [{ ...declared, at }]);
  if (!current) throw new Error('the sample declares no incident');
  store.dispatch({ type: 'incident', incident: { current } });
  const frame = await renderFrame(<App store={store} lines={sampleRing} version="0.0.0" />, {
    columns: 80,
    rows: 24,
  });
  const header = frame.lines()[0] ?? '';
  frame.unmount();
  expect(header).toMatch(/critical 5m\S*\/15m +call on-call overdue by 4m/);
  expect(header).toContain('connected');
});

test.each([
  ['warn', '▲'],
  ['critical', '✗'],
] as const)('trouble has the mark of its severity, also without colours (%s)', async (severity, mark) => {
  const store = createCockpitStore(sampleState({ lang: 'en', columns: 80, rows: 24 }));
  const { situation } = store.getState().data;
  store.dispatch({ type: 'diagnosed', alerts: [], situation: { ...situation, kind: 'trouble', severity } });
  const frame = await renderFrame(<App store={store} lines={sampleRing} version="0.0.0" />, {
    columns: 80,
    rows: 24,
  });
  const line = frame.lines()[1] ?? '';
  frame.unmount();
  expect(line.startsWith(`${mark} `)).toBe(true);
});

test.each([
  ['en', 'nothing was read from the host yet'],
  ['ja', 'ホストからまだ何も読み取れていません'],
] as const)('before the first look it is not said that nothing changed (%s)', async (lang, said) => {
  const { host } = sampleState({ lang, columns: 120, rows: 40 });
  const state = initialState({ host, mode: 'operate', lang, now, size: { columns: 120, rows: 40 } });
  const store = createCockpitStore(state);
  const frame = await renderFrame(<App store={store} lines={sampleRing} version="0.0.0" />, {
    columns: 120,
    rows: 40,
  });
  const line = frame.lines()[2] ?? '';
  frame.unmount();
  expect(line.trim()).toBe(said);
});
