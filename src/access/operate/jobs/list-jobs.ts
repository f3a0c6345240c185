import type { Job } from '../../../domain/job.js';
import { unexpected } from './ask.js';
import { noteOf } from './note.js';
import { type HostProcess, parseProcesses } from './processes.js';
import { stateOf } from './state.js';

export interface JobList {
  /** Newest first. */
  readonly jobs: readonly Job[];
  /** By id: the process that runs it. */
  readonly pids: ReadonlyMap<string, number>;
  readonly processes: readonly HostProcess[];
}

/** The answer of the list script. Throws a FailureError for what is none; a job whose note can't be read is left out. */
export function parseJobList(answer: string): JobList {
  const at = answer.search(/^processes(?: timed)?$/m);
  if (at < 0) throw unexpected(answer);
  const [head = '', ...rows] = answer.slice(at).split('\n');
  const lines = answer.slice(0, at).split('\n');
  const jobs: Job[] = [];
  const pids = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    const [, id = '', pid, began, ...state] = /^job /.test(line) && index % 2 === 0 ? line.split(' ') : [];
    const now = stateOf(state);
    const note = noteOf(lines[index + 1] ?? '');
    if (!now || note?.id !== id) continue;
    jobs.push({ note, now, at: Number(began) * 1000 });
    pids.set(id, Number(pid));
  }
  return {
    jobs: jobs.sort((a, b) => b.at - a.at),
    pids,
    processes: parseProcesses(rows, head.endsWith(' timed')),
  };
}
