import type { Guide } from '../domain/guide.js';
import type { HostEntry } from '../domain/host.js';
import type { IncidentDesk } from '../domain/incident.js';
import type { Msg } from '../domain/message.js';
import type { Lang } from '../i18n/t.js';
import { createInterpreter } from '../runtime/interpret.js';
import { type Session, startSession } from '../runtime/session.js';
import { startWallTurns } from '../runtime/wall-turns.js';
import { clock } from '../screens/format.js';
import { initialState, type State } from '../store/state.js';
import { type CockpitStore, createCockpitStore } from '../store/store.js';
import { osc52 } from './osc52.js';
import type { Reach } from './reach-host.js';
import { type OpenScreen, openScreen } from './run-screen.js';
import { saveLines } from './save-lines.js';
import { installCrashHandlers, onEndingSignal, restoreTerminal } from './terminal.js';

/** What an operating session has beside its panes. */
export interface Acting {
  readonly guide: Guide;
  readonly incidents: IncidentDesk;
  close(): Promise<void>;
}

export interface ActingContext {
  readonly reach: Reach;
  readonly store: CockpitStore;
  readonly session: Session;
  /** `dry-run` and `copy` change nothing on the host. */
  readonly mode: 'run' | 'dry-run' | 'copy';
  /** The hosts.yaml that was read: a team's playbooks stand beside it. */
  readonly hostsFile: string | undefined;
  readonly now: () => number;
  copy(text: string): void;
  /** Takes the screen away for an interactive program. */
  suspend<T>(work: () => Promise<T>): Promise<T>;
}

export interface CockpitOptions {
  readonly lang: Lang;
  readonly ascii: boolean;
  readonly version: string;
  readonly restraint: ActingContext['mode'];
  readonly hostsFile: string | undefined;
  /** How actions are made; left out where cockpit only watches, so that nothing of them is ever loaded. */
  readonly act?: (context: ActingContext) => Promise<Acting>;
  readonly dwellSeconds?: number;
  /** Said once at the start. */
  readonly greeting?: Msg;
  /** Shows the entry that was found on the plain terminal and offers to write it; the result is said on the screen. */
  offerEntry?(entry: HostEntry): Promise<Msg>;
}

/** How a screen ends: by the operator or a signal, or because it is known now what runs on the host. */
export type Ending =
  | { readonly why: 'quit'; readonly code: number }
  | { readonly why: 'found'; readonly entry: HostEntry };

const greetingMs = 15_000;
const toastMs = 6000;

/** Shows a host until the operator quits, a signal ends it, or what runs there was found out. */
export async function runCockpit(reach: Reach, options: CockpitOptions): Promise<Ending> {
  const { lang, ascii, version, restraint, hostsFile, act, dwellSeconds } = options;
  const mode: State['mode'] = act ? 'operate' : 'watch';
  let screen: OpenScreen | undefined;
  installCrashHandlers(() => void screen?.close());
  const now = Date.now;
  const store = createCockpitStore(
    initialState({
      host: reach.entry,
      mode,
      lang,
      now: now(),
      size: { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 },
      ...(dwellSeconds === undefined ? {} : { dwellSeconds }),
    }),
  );
  const toast = (text: Msg, ms = toastMs) => store.dispatch({ type: 'toast', text, until: now() + ms });
  const { entry, link, readers } = reach;
  const session = startSession({ host: entry, store, link, readers, now });
  const stopTurns = mode === 'watch' ? startWallTurns(store, now) : () => {};
  const copy = (text: string) => void process.stdout.write(osc52(text, process.env));
  let ended = false;

  const open = () => {
    screen = openScreen({
      store,
      lines: session.lines,
      version,
      ascii,
      onKey: (key, typed) => interpreter.press(key, typed),
    });
  };
  const suspend = async <T>(work: () => Promise<T>): Promise<T> => {
    await screen?.close();
    try {
      return await work();
    } finally {
      if (!ended) open();
    }
  };
  const acting = await act?.({ reach, store, session, mode: restraint, hostsFile, now, copy, suspend });

  let quit: (code: number) => void = () => {};
  const interpreter = createInterpreter({
    store,
    lines: session.lines,
    ...(acting ? { guide: acting.guide, incidents: acting.incidents } : {}),
    now,
    effects: {
      quit: () => quit(0),
      retry: () => {
        if (!reach.needsPrompt()) return link.retryNow();
        void suspend(async () => reach.askAgain?.().catch(() => {}));
      },
      repaint: () => screen?.repaint(),
      copy,
      acknowledge: (key) => session.acknowledge(key),
      mark: () => session.mark(clock(now())),
      save: (file) => saveLines(store, session.lines, file),
      saveEntry: () => {
        const { offerEntry } = options;
        if (offerEntry) void suspend(() => offerEntry(entry)).then((said) => toast(said));
      },
    },
  });

  return new Promise<Ending>((resolve) => {
    const looking = new AbortController();
    const end = async (ending: Ending) => {
      if (ended) return;
      ended = true;
      stopListening();
      looking.abort();
      stopTurns();
      process.stdin.off('end', hungUp);
      process.stdout.off('error', hungUp);
      await screen?.close();
      restoreTerminal();
      await acting?.close();
      await session.stop();
      resolve(ending);
    };
    quit = (code) => void end({ why: 'quit', code });
    // A terminal that hangs up may come without SIGHUP, as the end of the input.
    const hungUp = () => quit(129);
    const stopListening = onEndingSignal(quit);
    if (process.stdin.isTTY) process.stdin.once('end', hungUp);
    process.stdout.once('error', hungUp);
    open();
    if (options.greeting) toast(options.greeting, greetingMs);
    void reach.discoverWhenUp?.(looking.signal).then((found) => {
      if (found) void end({ why: 'found', entry: found });
    });
  });
}
