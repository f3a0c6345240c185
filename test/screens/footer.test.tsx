import { expect, test } from 'vitest';
import { App } from '../../src/screens/app.js';
import type { Screen, State } from '../../src/store/state.js';
import { createCockpitStore } from '../../src/store/store.js';
import { renderFrame } from '../ui/render-frame.js';
import { sampleRing, sampleState } from './sample-state.js';

const drill: NonNullable<State['drill']> = {
  title: { id: 'pane.logs' },
  story: { id: 'pane.logs' },
  program: 'cockpit',
  hints: [],
  hinted: 0,
  began: 1000,
  debrief: [],
};

/** The last line of a screen of a drill at 80×24, where room is shortest. */
async function footerOf(...screens: readonly Screen[]): Promise<string> {
  const store = createCockpitStore(sampleState({ lang: 'en', columns: 80, rows: 24 }));
  store.dispatch({ type: 'drill', drill });
  for (const screen of screens) store.dispatch({ type: 'ui/open', screen });
  const frame = await renderFrame(<App store={store} lines={sampleRing} version="0.0.0" />, {
    columns: 80,
    rows: 24,
  });
  const line = frame.lines().at(-1) ?? '';
  frame.unmount();
  return line;
}

test.each([
  ['containers', ['x act', '/ filter', 'L logs', 's sort']],
  ['postgres', ['x act', '/ filter', '] next tab', 's sort']],
  ['logs', ['/ search', '& filter', 'e next error', 'f follow']],
  ['alerts', ['a acknowledge', '/ filter', 's sort']],
] as const)('the keys of %s come before those of every screen, and the way back stays', async (id, own) => {
  const footer = await footerOf({ id });
  expect(footer.startsWith(own.join('  '))).toBe(true);
  for (const general of ['? help', 't playbooks', 'Esc back']) expect(footer).toContain(general);
});

test('a key that would do nothing is not offered', async () => {
  expect(await footerOf()).toContain('Enter open');
  expect(await footerOf()).not.toContain('Esc back');
  expect(await footerOf({ id: 'postgres' })).not.toContain('Enter open');
  const playbooks = await footerOf({ id: 'triage' });
  expect(playbooks).toContain('Enter open');
  expect(playbooks).not.toContain('t playbooks');
  const debrief = await footerOf({ id: 'debrief' });
  expect(debrief).toContain('Esc back');
  for (const idle of ['Enter open', '/ filter', 'n next trouble', 'D debrief'])
    expect(debrief).not.toContain(idle);
});
