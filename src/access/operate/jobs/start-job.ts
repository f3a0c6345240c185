import type { Failure } from '../../../domain/failure.js';
import type { JobNote, JobState } from '../../../domain/job.js';
import { msg } from '../../../domain/message.js';
import type { RemoteLink } from '../../remote-link.js';
import { type Machines, runCommand } from '../run-command.js';
import { ask, unexpected } from './ask.js';
import { HostSaysNo } from './host-says-no.js';
import { settleArgv, startArgv, startInput } from './job-argv.js';
import { noteLine } from './note.js';
import { patiently } from './patient.js';
import { lookOf, refusedBy } from './state.js';

/** How long the answer to a start is waited for; after that the place of the job is taken, or it is found there. */
const startMs = 20_000;

export interface StartOptions {
  readonly signal: AbortSignal;
  /** Asked just before it goes to the host; throws a FailureError when it must not. */
  readonly mayRun: () => void;
}

/**
 * Starts a job once. `started` · `unsure`: it may have begun, now or later: {@link settleJob} finds out. Rejects with a
 * FailureError when it was certainly not begun.
 */
export async function startJob(
  machines: Machines,
  note: JobNote,
  command: { readonly argv: readonly string[]; readonly stdin?: string | undefined },
  { signal, mayRun }: StartOptions,
): Promise<'started' | 'unsure'> {
  const argv = startArgv(note, command.argv);
  const stdin = startInput(noteLine(note), command.stdin ?? '');
  const end = await runCommand(machines, { on: 'host', argv, stdin }, { timeoutMs: startMs, signal, mayRun });
  const said = end.lines.find(({ stream, text }) => stream === 'stdout' && text !== '')?.text ?? '';
  if (said === 'started') return 'started';
  if (said === 'taken') throw new HostSaysNo({ kind: 'denied', what: msg('operate.job.taken') });
  if (said.startsWith('refused ')) throw refusedBy(said.split(' '));
  if (end.exit !== undefined && noShell.has(end.exit)) throw unexpected(end.lines[0]?.text ?? '');
  return 'unsure';
}

/** What sshd or a shell tells where there is no sh(1); the script itself ends with other statuses. */
const noShell: ReadonlySet<number> = new Set([126, 127]);

/** Waits for the link, however long, and then knows: `void` will never begin. Rejects when the host has no place for it. */
export const settleJob = (
  link: RemoteLink,
  id: string,
  options: { readonly signal: AbortSignal; onTrouble?: ((why: Failure | undefined) => void) | undefined },
): Promise<JobState> =>
  patiently(
    link,
    async () => {
      const answer = await ask(link, settleArgv(id), options.signal);
      const look = lookOf(answer);
      if (!look) throw unexpected(answer);
      return look.now;
    },
    options,
  );
