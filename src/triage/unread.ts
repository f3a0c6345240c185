import type { StepEvidence } from '../domain/evidence.js';
import { type Msg, msg } from '../domain/message.js';

/** Status of a shell, `docker exec` or `env` that could not run the program, or could not find it (POSIX, XCU 2.8.2). */
const notRun: readonly number[] = [126, 127];

/** A docker client that reached no engine, or had no right to ask it. */
const noDocker =
  /permission denied while trying to connect to the docker|cannot connect to the docker daemon|failed to connect to the docker api|error during connect:/i;
const saysNoDocker = new RegExp(`^(?:got )?(?:${noDocker.source})`, 'i');

/** `docker exec` of a program that the image lacks; it says so on stdout and, through a pipe, with status 0. */
const noProgram = /executable file not found in \$PATH|stat .*: no such file or directory: unknown/;
const saysNoProgram = new RegExp(`^OCI runtime exec failed: .*(?:${noProgram.source})`);

const noRight = /: Permission denied$|^sudo: .*(?:password is required|may not run|not allowed)/;

/**
 * Why a step's evidence tells nothing; undefined when it was read. A lost link, a missing right or program is no sign of
 * trouble, so no rule is asked then.
 */
export function unreadBecause(evidence: readonly StepEvidence[]): Msg | undefined {
  for (const one of evidence) {
    const why = whyUnread(one);
    if (why) return why;
  }
  return undefined;
}

function whyUnread(evidence: StepEvidence): Msg | undefined {
  const { failure, exit, command } = evidence;
  if (failure) return msg('triage.unread', { what: failure.what });
  // Rows and log lines have no status: what they quote was said by somebody else.
  if (exit === undefined) return undefined;
  const failed = exit !== 0;
  if (says(evidence, failed ? noDocker : saysNoDocker)) return msg('triage.unread.docker', { command });
  if (says(evidence, failed ? noProgram : saysNoProgram)) return msg('triage.unread.program', { command });
  if (notRun.includes(exit)) return msg('triage.unread.exit', { command, exit });
  const silent = !evidence.lines.some((line) => line.stream === 'stdout' && line.text.trim() !== '');
  if (failed && silent && says(evidence, noRight)) return msg('triage.unread.denied', { command });
  return undefined;
}

const says = ({ lines }: StepEvidence, words: RegExp): boolean => lines.some(({ text }) => words.test(text));
