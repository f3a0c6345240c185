import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createOperator } from '../../src/access/operate/create-operator.js';
import type { OperatorTerminal } from '../../src/access/operate/shell.js';
import { loadHosts } from '../../src/config/load.js';
import type { HostEntry } from '../../src/domain/host.js';
import type { Walk } from '../../src/domain/walk.js';
import { openGuide } from '../../src/main/open-guide.js';
import { createInterpreter } from '../../src/runtime/interpret.js';
import { startSession } from '../../src/runtime/session.js';
import { currentWalk } from '../../src/store/selectors/triage.js';
import { initialState, type State } from '../../src/store/state.js';
import { createCockpitStore } from '../../src/store/store.js';
import { connectLab } from '../access/lab-host.js';
import type { Lab } from '../lab/lab.js';
import { recordVisits } from './record-visits.js';

/** cockpit on the lab without its screen: the real session, guide and operator behind the real keys. */
export interface LabGuide {
  /** When it was started, ms. */
  readonly startedAt: number;
  /** Keys pressed so far. */
  readonly keys: readonly string[];
  readonly entry: HostEntry;
  state(): State;
  press(...keys: string[]): void;
  /** Types a text, key by key. */
  type(text: string): void;
  /** Settles when the state passes, rejects after the deadline with what was waited for and where the walk stands. */
  until(what: string, passes: (state: State) => boolean, deadlineMs?: number): Promise<State>;
  walk(): Walk | undefined;
  stop(): Promise<void>;
}

/** The salon entry of the hosts.yaml that comes with cockpit, with the lab's names where the lab has its own. */
export async function shippedSalon(lab: Lab): Promise<HostEntry> {
  const root = resolve(import.meta.dirname, '../..');
  const { hosts } = await loadHosts({
    explicitPath: join(root, 'hosts.yaml'),
    cwd: root,
    env: {},
    home: root,
  });
  const entry = hosts.find((host) => host.name === 'salon-gbp');
  if (!entry) throw new Error('hosts.yaml has no salon-gbp');
  const text = JSON.stringify(entry).replaceAll('salon-gbp.example', lab.serverName);
  const own = JSON.parse(text) as HostEntry;
  return {
    ...own,
    checks: own.checks
      // The login has no crontab on the lab.
      .filter((check) => check.kind !== 'cron')
      .map((check) => ('everySeconds' in check ? { ...check, everySeconds: 2 } : check)),
  };
}

export async function startLabGuide(
  lab: Lab,
  options: {
    readonly port?: number;
    readonly entry?: HostEntry;
    /** Where shells are shown. */
    readonly terminal?: OperatorTerminal;
  } = {},
): Promise<LabGuide> {
  const startedAt = Date.now();
  const entry = options.entry ?? (await shippedSalon(lab));
  const folder = mkdtempSync(join(tmpdir(), 'cockpit-walk-'));
  const host = await connectLab(lab, {
    ca: readFileSync(lab.caFile, 'utf8'),
    entry,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  const size = { columns: 120, rows: 40 };
  const store = createCockpitStore(
    initialState({ host: entry, mode: 'operate', lang: 'en', now: Date.now(), size }),
  );
  recordVisits(store);
  const session = startSession({ host: entry, store, link: host.link, readers: host.readers, now: Date.now });
  const operator = createOperator(host.link, entry, {
    docker: host.readers.docker,
    postgres: host.readers.postgres,
    ...(options.terminal ? { terminal: options.terminal } : {}),
  });
  process.env.XDG_STATE_HOME = folder;
  const guide = openGuide({
    reach: { entry, mode: 'operate', link: host.link, readers: host.readers, needsPrompt: () => false },
    store,
    session,
    operator,
    mode: 'run',
    hostsFile: undefined,
    now: Date.now,
    copy: () => {},
    suspend: (work) => work(),
  });
  const interpreter = createInterpreter({
    store,
    lines: session.lines,
    guide,
    now: Date.now,
    effects: {
      quit: () => {},
      retry: () => host.link.retryNow(),
      repaint: () => {},
      copy: () => {},
      acknowledge: (key) => session.acknowledge(key),
      saveEntry: () => {},
      mark: () => {},
      save: () => Promise.reject(new Error('nothing is saved here')),
    },
  });
  const keys: string[] = [];
  const press = (...pressed: string[]) => {
    for (const key of pressed) {
      keys.push(key);
      interpreter.press(key, [...key].length === 1 ? key : key === 'space' ? ' ' : undefined);
    }
  };
  const walk = () => {
    const { guide: state } = store.getState();
    return state.current === undefined ? undefined : state.walks[state.current];
  };
  return {
    startedAt,
    keys,
    entry,
    state: store.getState,
    press,
    type: (text) => press(...[...text].map((c) => (c === ' ' ? 'space' : c))),
    async until(what, passes, deadlineMs = 30_000) {
      const deadline = Date.now() + deadlineMs;
      while (!passes(store.getState())) {
        if (Date.now() > deadline)
          throw new Error(`not within ${deadlineMs} ms: ${what}\n${whereabouts(store.getState())}`);
        await new Promise((done) => setTimeout(done, 20));
      }
      return store.getState();
    },
    walk,
    async stop() {
      await guide.stop();
      await session.stop();
      await operator.close();
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where things stand, for the message of a failed wait. */
export function whereabouts(state: State): string {
  const { situation } = state.data;
  const found = currentWalk(state);
  const lines = [
    `situation: ${situation.kind} ${situation.signals.map((s) => s.id).join(' ')}`,
    `offers: ${state.guide.offers
      .slice(0, 4)
      .map((o) => `${o.playbook}=${o.score}`)
      .join(' ')}`,
  ];
  if (!found) return lines.join('\n');
  const { walk, visit } = found;
  for (const v of walk.visits) {
    const { verdict, say } = v.proposed ?? {};
    lines.push(
      `  ${v.step} ${v.state} ${verdict ?? ''} ${say ? JSON.stringify(say.params) : ''} ${
        v.outcome ? JSON.stringify({ kind: v.outcome.kind, why: v.outcome.why }) : ''
      }`,
    );
  }
  lines.push(
    `shown: ${JSON.stringify({ ...visit, evidence: visit.evidence.map((e) => [e.command, e.failure]) })}`,
  );
  return lines.join('\n');
}
