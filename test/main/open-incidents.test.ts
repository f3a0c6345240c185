import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openIncidents } from '../../src/main/open-incidents.js';
import { readIncident } from '../../src/record/incident-file.js';
import { createCockpitStore } from '../../src/store/store.js';
import { sampleState } from '../screens/sample-state.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cockpit-incidents-'));
  vi.stubEnv('XDG_STATE_HOME', dir);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

/** A cockpit on a host, or on a practice host; and the end of it. */
async function cockpit(host: 'real' | 'practice') {
  const store = createCockpitStore(sampleState({ lang: 'en', columns: 80, rows: 24 }));
  const entry = store.getState().host;
  const reach = host === 'real' ? { entry } : { entry, drill: {} };
  const desk = await openIncidents({ reach, store, now: Date.now } as unknown as Parameters<
    typeof openIncidents
  >[0]);
  return { desk, current: () => store.getState().incident.current };
}

test('an incident that was left open goes on when the host is opened again', async () => {
  const first = await cockpit('real');
  first.desk.declare('high', 'The site is down');
  await first.desk.stop();
  const second = await cockpit('real');
  expect(second.current()?.title).toBe('The site is down');
});

test('an incident of a drill ends with it, and the next drill knows nothing of it', async () => {
  const first = await cockpit('practice');
  first.desk.declare('high', 'The site is down');
  const id = first.current()?.id ?? '';
  await first.desk.stop();
  const read = await readIncident(join(dir, 'cockpit'), id);
  expect(read?.entries.at(-1)).toMatchObject({ kind: 'closed', resolution: 'the drill ended' });
  expect((await cockpit('practice')).current()).toBeUndefined();
});

test('a drill that was killed leaves its incident to its file, not to the next drill', async () => {
  const killed = await cockpit('practice');
  killed.desk.declare('high', 'The site is down');
  expect((await cockpit('practice')).current()).toBeUndefined();
  await killed.desk.stop();
});
