import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { LogLines } from '../domain/log-lines.js';
import { type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import type { Lang } from '../i18n/t.js';
import { createInterpreter } from '../runtime/interpret.js';
import { startSession } from '../runtime/session.js';
import { clock } from '../screens/format.js';
import { hostNowOf, selectionOf } from '../store/selectors/logs.js';
import { initialState } from '../store/state.js';
import { type CockpitStore, createCockpitStore } from '../store/store.js';
import { osc52 } from './osc52.js';
import type { Reach } from './reach-host.js';
import { type OpenScreen, openScreen } from './run-screen.js';
import { installCrashHandlers, onEndingSignal, restoreTerminal } from './terminal.js';

export interface CockpitOptions {
  readonly lang: Lang;
  readonly ascii: boolean;
  readonly version: string;
  /** `dry-run` and `copy` change nothing on the host. */
  readonly mode: 'run' | 'dry-run' | 'copy';
  /** The hosts.yaml that was read: a team's playbooks stand beside it. */
  readonly hostsFile: string | undefined;
}

/** Shows a host until the operator quits or a signal ends it; the result is the exit code. */
export async function runCockpit(reach: Reach, options: CockpitOptions): Promise<number> {
  const { lang, ascii, version, mode, hostsFile } = options;
  let screen: OpenScreen | undefined;
  installCrashHandlers(() => void screen?.close());
  const now = Date.now;
  const store = createCockpitStore(
    initialState({
      host: reach.entry,
      mode: 'operate',
      lang,
      now: now(),
      size: { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 },
    }),
  );
  const { entry, link, readers } = reach;
  const session = startSession({ host: entry, store, link, readers, now });
  // What changes a host is loaded only here, where a person operates.
  const [{ createOperator }, { openGuide }] = await Promise.all([
    import('../access/operate/create-operator.js'),
    import('./open-guide.js'),
  ]);
  const operator = createOperator(link, entry, { docker: readers.docker, postgres: readers.postgres });
  const copy = (text: string) => void process.stdout.write(osc52(text, process.env));

  return new Promise<number>((resolve) => {
    let ended = false;
    const end = async (code: number) => {
      if (ended) return;
      ended = true;
      stopListening();
      await screen?.close();
      restoreTerminal();
      await guide.stop();
      await session.stop();
      await operator.close();
      resolve(code);
    };
    const stopListening = onEndingSignal((code) => void end(code));
    // A terminal that hangs up may come without SIGHUP, as the end of the input.
    process.stdin.once('end', () => void end(129));
    process.stdout.once('error', () => void end(129));

    const open = () => {
      screen = openScreen({
        store,
        lines: session.lines,
        version,
        ascii,
        onKey: (key, typed) => interpreter.press(key, typed),
      });
    };
    const askAgain = async () => {
      await screen?.close();
      await reach.askAgain?.().catch(() => {});
      if (!ended) open();
    };
    const guide = openGuide({
      reach,
      store,
      session,
      operator,
      mode,
      hostsFile,
      now,
      copy,
      suspend: async (work) => {
        await screen?.close();
        try {
          return await work();
        } finally {
          if (!ended) open();
        }
      },
    });
    const interpreter = createInterpreter({
      store,
      lines: session.lines,
      guide,
      now,
      effects: {
        quit: () => void end(0),
        retry: () => (reach.needsPrompt() ? void askAgain() : reach.link.retryNow()),
        repaint: () => screen?.repaint(),
        copy,
        acknowledge: (key) => session.acknowledge(key),
        mark: () => session.mark(clock(now())),
        saveEntry: () => {},
        save: (file) => saveLines(store, session.lines, file),
      },
    });
    open();
  });
}

/** Writes the lines on show (filter, level, source, since) to a new file of the operator's. */
async function saveLines(store: CockpitStore, lines: LogLines, file: string): Promise<Msg> {
  const state = store.getState();
  const selection = selectionOf(state.ui.logs, hostNowOf(state));
  const chosen = lines.from(selection, 0, Number.MAX_SAFE_INTEGER);
  const text = chosen
    .map((line) => `${new Date(line.at).toISOString()} ${line.source} ${line.text}\n`)
    .join('');
  const path = resolve(file);
  try {
    // An incident's logs can hold personal data; an existing file is never overwritten.
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    return msg('runtime.saved', { n: chosen.length, file: path });
  } catch (error) {
    return msg('runtime.not-saved', {
      file: path,
      why: sanitizeLine(error instanceof Error ? error.message : String(error)),
    });
  }
}
