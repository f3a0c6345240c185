import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOperator } from '../../src/access/operate/create-operator.js';
import { createReaders } from '../../src/access/readers.js';
import { type DrillDesk, openDrillDesk } from '../../src/main/drill-desk.js';
import type { Picked } from '../../src/main/drill-scenario.js';
import { openGuide } from '../../src/main/open-guide.js';
import { createInterpreter } from '../../src/runtime/interpret.js';
import { startSession } from '../../src/runtime/session.js';
import { initialState } from '../../src/store/state.js';
import { createCockpitStore } from '../../src/store/store.js';
import { type LabGuide, whereabouts } from '../walks/lab-guide.js';
import { runDrill } from './drill.js';

/** cockpit on the practice host without its screen: the real session, guide and operator behind the real keys. */
export interface DrillGuide extends LabGuide {
  /** Keys pressed so far; a text that was typed is one of them. */
  readonly keys: readonly string[];
  /** What a person types on the machine; rejects when it fails. */
  onHost(command: string): Promise<void>;
  readonly desk: DrillDesk;
}

export async function startDrillGuide({ scenario, script }: Picked): Promise<DrillGuide> {
  const startedAt = Date.now();
  const host = await runDrill({ script });
  const { link } = host;
  const entry = {
    ...host.entry,
    checks: host.entry.checks.map((check) =>
      'everySeconds' in check ? { ...check, everySeconds: 2 } : check,
    ),
  };
  const readers = createReaders(link, entry, {
    mode: 'operate',
    ca: [host.drill.connection.siteCertificate],
  });
  const now = Date.now;
  const size = { columns: 120, rows: 40 };
  const store = createCockpitStore(
    initialState({ host: entry, mode: 'operate', lang: 'en', now: now(), size }),
  );
  const session = startSession({ host: entry, store, link, readers, now });
  const operator = createOperator(link, entry, { docker: readers.docker, postgres: readers.postgres });
  const folder = mkdtempSync(join(tmpdir(), 'cockpit-drill-walk-'));
  process.env.XDG_STATE_HOME = folder;
  const guide = openGuide({
    reach: { entry, mode: 'operate', link, readers, needsPrompt: () => false, drill: host.drill },
    store,
    session,
    operator,
    mode: 'run',
    hostsFile: undefined,
    now,
    copy: () => {},
    suspend: (work) => work(),
  });
  const desk = openDrillDesk({ store, drill: host.drill, scenario, now });
  const interpreter = createInterpreter({
    store,
    lines: session.lines,
    guide,
    now,
    effects: {
      quit: () => {},
      retry: () => link.retryNow(),
      repaint: () => {},
      copy: () => {},
      acknowledge: (key) => session.acknowledge(key),
      saveEntry: () => {},
      mark: () => {},
      save: () => Promise.reject(new Error('nothing is saved here')),
    },
  });
  const keys: string[] = [];
  const send = (key: string) =>
    interpreter.press(key, [...key].length === 1 ? key : key === 'space' ? ' ' : undefined);
  const press = (...pressed: string[]) => {
    for (const key of pressed) {
      keys.push(key);
      send(key);
    }
  };
  return {
    async onHost(command) {
      const { stdout, stderr, exit } = await link.exec(['sh', '-c', command]);
      let said = '';
      for (const stream of [stdout, stderr]) stream.on('data', (chunk) => (said += String(chunk)));
      const { code } = await exit;
      if (code !== 0) throw new Error(`${command}: ${code} ${said}`);
    },
    desk,
    startedAt,
    keys,
    entry,
    state: store.getState,
    press,
    type: (text) => {
      keys.push(text);
      for (const one of text) send(one === ' ' ? 'space' : one);
    },
    async until(what, passes, deadlineMs = 30_000) {
      const deadline = Date.now() + deadlineMs;
      while (!passes(store.getState())) {
        if (Date.now() > deadline)
          throw new Error(`not within ${deadlineMs} ms: ${what}\n${whereabouts(store.getState())}`);
        await new Promise((done) => setTimeout(done, 20));
      }
      return store.getState();
    },
    walk: () => {
      const { current, walks } = store.getState().guide;
      return current === undefined ? undefined : walks[current];
    },
    async stop() {
      desk.stop();
      await guide.stop();
      await session.stop();
      await operator.close();
      await readers.close();
      await host[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
