import { fail } from '../../../domain/failure.js';
import { type Msg, msg } from '../../../domain/message.js';
import type { CommandEnd } from '../../../domain/perform.js';
import { shown } from '../seen.js';

const noDaemon =
  /cannot connect to the docker daemon|is the docker daemon running|failed to connect to the docker api|error during connect:/i;
const noRight =
  /permission denied while trying to connect to the docker daemon|docker\.sock: connect: permission denied/i;
const noContainer = /no such container/i;
const notRunning =
  /^Error response from daemon: .*(?:is not running|is paused|is restarting)|^cannot exec in a stopped/i;
/** The engine's words for a program that is not there stand on stdout or stderr, by version. */
const noProgram = /executable file not found|OCI runtime exec failed|no such file or directory: unknown/i;

/**
 * Throws a FailureError when a command did not tell anything about what it was to look at: the link was lost, the time
 * ran out, there is no Docker, no right, no such program (POSIX: exit 126 and 127).
 */
export function assertRan(argv: readonly string[], end: CommandEnd): void {
  const program = shown(programOf(argv));
  if (end.lost) throw fail('unreachable', msg('steps.command.lost', { program }));
  if (end.timedOut) {
    throw fail('timeout', msg('steps.command.late', { program, seconds: Math.round(end.ms / 1000) }));
  }
  if (end.exit === 0) return;
  const said = (pattern: RegExp) => end.lines.find(({ text }) => pattern.test(text))?.text;
  const failure = (kind: Parameters<typeof fail>[0], what: Msg, detail: string | undefined) =>
    fail(kind, what, detail === undefined ? {} : { detail: shown(detail) });
  const last = end.lines.at(-1)?.text;
  if (argv[0] === 'docker') {
    const denied = said(noRight);
    if (denied !== undefined) throw failure('denied', msg('steps.command.docker-denied'), denied);
    const unreachable = said(noDaemon);
    if (unreachable !== undefined) throw failure('unreachable', msg('steps.command.no-docker'), unreachable);
  }
  if (isExec(argv)) {
    const missing = said(noContainer);
    if (missing !== undefined) throw failure('missing', msg('steps.command.no-container'), missing);
    const stopped = said(notRunning);
    if (stopped !== undefined) throw failure('unsupported', msg('steps.command.not-running'), stopped);
    const absent = said(noProgram);
    if (absent !== undefined)
      throw failure('unsupported', msg('steps.command.no-program', { program }), absent);
  }
  if (end.exit === 126 || end.exit === 127) {
    throw failure('unsupported', msg('steps.command.no-program', { program }), last);
  }
  if (end.exit === undefined)
    throw failure('malformed', msg('steps.command.killed', { program }), end.signal ?? last);
}

const isExec = (argv: readonly string[]): boolean => argv[0] === 'docker' && argv[1] === 'exec';

/** What was to run: inside a container, the program there. */
function programOf(argv: readonly string[]): string {
  if (!isExec(argv)) return argv[0] ?? '';
  let at = 2;
  while (argv[at]?.startsWith('-')) at += 2;
  return argv[at + 1] ?? 'docker';
}
