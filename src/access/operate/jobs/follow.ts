import { PassThrough } from 'node:stream';
import type { EvidenceLine } from '../../../domain/evidence.js';
import { type Failure, fail } from '../../../domain/failure.js';
import type { JobEnd, JobState } from '../../../domain/job.js';
import { msg } from '../../../domain/message.js';
import type { RemoteLink } from '../../remote-link.js';
import { OutputLines } from '../output-lines.js';
import { ask } from './ask.js';
import { readArgv } from './job-argv.js';
import { pause } from './link-back.js';
import { patiently } from './patient.js';
import { lookOf } from './state.js';

const readBytes = 256 * 1024;
/** Of an output that is longer than this only the end is read: nobody would see the rest. */
const behindBytes = 2 * 1024 * 1024;
const firstPauseMs = 200;
const quietPauseMs = 2000;
const busyPauseMs = 1000;

export interface FollowOptions {
  readonly signal: AbortSignal;
  onLine(line: EvidenceLine): void;
  onTrouble?: ((why: Failure | undefined) => void) | undefined;
}

/**
 * Reads a job's output from its beginning, in short commands one after the other, until the job ends or the signal
 * aborts. Rejects with a FailureError when the host knows of no such job, or of no way to read it.
 */
export async function followJob(link: RemoteLink, id: string, options: FollowOptions): Promise<JobEnd> {
  const { signal, onLine } = options;
  const output = new OutputLines(onLine);
  const bytes = new PassThrough();
  const taken = output.read(bytes, 'stdout');
  const end = async (now: JobEnd['now']): Promise<JobEnd> => {
    bytes.end();
    await taken;
    return { now, lines: output.finish().lines };
  };
  try {
    return end(await readOn(link, id, bytes, options));
  } catch (error) {
    if (signal.aborted) return end({ state: 'running' });
    throw error;
  }
}

/** Reads the output into `bytes` until the job ends; rejects when the signal aborts. */
async function readOn(
  link: RemoteLink,
  id: string,
  bytes: PassThrough,
  { signal, onTrouble }: FollowOptions,
): Promise<JobState> {
  let offset = 0;
  const began = performance.now();
  for (;;) {
    const read = () => ask(link, readArgv(id, offset, readBytes), signal).then(lookOf);
    const look = await patiently(link, read, { signal, onTrouble });
    if (!look) throw fail('missing', msg('operate.job.gone'), { next: msg('operate.unknown.next') });
    bytes.write(look.output);
    offset += look.output.length;
    const behind = look.size - offset;
    if (behind > behindBytes) offset = skip(bytes, look.size - behindBytes / 2);
    // What a child writes that outlived the command is no longer its output.
    else if (behind <= 0 || look.output.length === 0) {
      if (look.now.state !== 'running') return look.now;
      // What takes longer is looked at less often; a short one should not seem to.
      const longest = look.output.length > 0 ? busyPauseMs : quietPauseMs;
      const sofar = performance.now() - began;
      await pause(Math.min(longest, Math.max(firstPauseMs, sofar / 10)), signal);
    }
  }
}

/** The gap is a line of its own. */
function skip(bytes: PassThrough, to: number): number {
  bytes.write('\n[…]\n');
  return Math.floor(to);
}
