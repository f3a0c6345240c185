import { writeSync } from 'node:fs';
import { maskSecrets } from '../domain/text/mask-secrets.js';
import { sanitizeLine } from '../domain/text/sanitize.js';

/** Leaves the alternate screen, shows the cursor, ends bracketed paste, mouse reports and colours: right in any state. */
const restoreSequence =
  '\u001B[?1049l\u001B[?25h\u001B[?2004l\u001B[?1000l\u001B[?1002l\u001B[?1003l\u001B[?1006l\u001B[0m';

/** Puts the terminal back by force, for the ways out that skip the renderer. */
export function restoreTerminal(): void {
  if (process.stdin.isTTY) {
    try {
      process.stdin.setRawMode(false);
    } catch {
      // The terminal is gone already.
    }
  }
  if (!process.stdout.isTTY) return;
  try {
    writeSync(process.stdout.fd, restoreSequence);
  } catch {
    // A hung-up terminal takes no more bytes.
  }
}

/** A bug reaches the operator after the screen is left, with what to do; then the process ends. */
export function installCrashHandlers(leaveScreen: () => void): void {
  const crash = (error: unknown) => {
    // A terminal that is gone answers its last calls so: that is a hang-up, not a bug.
    if (/^(EIO|EPIPE|ENXIO|EBADF)$/.test((error as NodeJS.ErrnoException | undefined)?.code ?? ''))
      process.exit(129);
    try {
      // The renderer would draw its last frame over the message otherwise.
      leaveScreen();
    } catch {
      // What broke may be the renderer itself.
    }
    restoreTerminal();
    process.stderr.write(crashText(error));
    process.exit(70);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}

/** What broke, harmless to a terminal: an error may quote a host. An action that ran meanwhile stands in the record. */
export function crashText(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = text.split('\n').map((line) => maskSecrets(sanitizeLine(line)));
  return [
    'cockpit: a bug ended the program; `cockpit actions` lists what it had done on hosts',
    ...lines,
    '',
  ].join('\n');
}

/** Calls back once on SIGTERM, SIGHUP or SIGINT with the shell's exit code for it; a second signal ends at once. */
export function onEndingSignal(end: (exitCode: number) => void): () => void {
  const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
  let asked = false;
  const handlers = (Object.keys(codes) as (keyof typeof codes)[]).map((signal) => {
    const handler = () => {
      if (asked) {
        restoreTerminal();
        process.exit(codes[signal]);
      }
      asked = true;
      end(codes[signal]);
    };
    process.on(signal, handler);
    return [signal, handler] as const;
  });
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}
