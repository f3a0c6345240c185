import type { JobState } from '../../../domain/job.js';
import { msg } from '../../../domain/message.js';
import { errorText } from '../../error-text.js';
import { unexpected } from './ask.js';
import { HostSaysNo } from './host-says-no.js';

/** A state as the scripts print it: `running`, `broken`, `void`, `ended <exit> <s>`; undefined for anything else. */
export function stateOf(words: readonly string[]): JobState | undefined {
  const [state, exit, endedAt] = words;
  if (state === 'running' || state === 'broken' || state === 'void') return { state };
  if (state !== 'ended' || !isNumber(exit) || !isNumber(endedAt)) return undefined;
  return { state, exit: Number(exit), endedAt: Number(endedAt) * 1000 };
}

const isNumber = (word: string | undefined): word is string => word !== undefined && /^\d+$/.test(word);

export interface JobLook {
  readonly now: JobState;
  /** Bytes of its output until now. */
  readonly size: number;
  /** The part of the output that was asked for. */
  readonly output: Buffer;
}

/** A look at one job; undefined where the host knows of none. Throws a FailureError for what is no answer. */
export function lookOf(answer: Buffer): JobLook | undefined {
  const end = answer.indexOf('\n');
  const words = answer.toString('utf8', 0, Math.max(0, end)).split(' ');
  if (words[0] === 'none') return undefined;
  if (words[0] === 'refused') throw refusedBy(words);
  const [job, size, , ...state] = words;
  const now = stateOf(state);
  if (job !== 'job' || !isNumber(size) || !now) throw unexpected(answer);
  return { now, size: Number(size), output: answer.subarray(end + 1) };
}

/** Why nothing was done, by an answer `refused <reason> <path>`. */
export function refusedBy(words: readonly string[]): HostSaysNo {
  const [, reason, ...path] = words;
  const detail = errorText(path.join(' '));
  switch (reason) {
    case 'folder': {
      const next = msg('operate.job.folder.next');
      return new HostSaysNo({ kind: 'denied', what: msg('operate.job.folder'), detail, next });
    }
    case 'logind': {
      const next = msg('operate.job.logind.next', { user: detail });
      return new HostSaysNo({ kind: 'unsupported', what: msg('operate.job.logind'), next });
    }
    case 'input':
      return new HostSaysNo({ kind: 'unreachable', what: msg('operate.job.input') });
    default:
      return new HostSaysNo(unexpected(words.join(' ')).failure);
  }
}
