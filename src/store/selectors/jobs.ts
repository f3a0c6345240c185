import type { Followed } from '../../domain/guide.js';
import type { Job, Underway } from '../../domain/job.js';
import { listOf } from '../lists.js';
import type { State } from '../state.js';

/** Detached actions of the host, the newest first; the filter looks at commands, operators and playbooks. */
export function jobRows(state: State): readonly Job[] {
  const { jobs = [] } = state.guide.jobs ?? {};
  const needle = listOf(state.ui, 'jobs').filter.toLowerCase();
  if (!needle) return jobs;
  return jobs.filter(({ note }) =>
    [note.shown, note.who, note.playbook, note.target].some((text) => text.toLowerCase().includes(needle)),
  );
}

/** What runs on the host by itself or by somebody else now, each once. */
export interface UnderwayNow {
  /** Those that this cockpit looks after. */
  readonly own: readonly Followed[];
  readonly others: readonly Underway[];
}

export function underwayNow({ guide }: Pick<State, 'guide'>): UnderwayNow {
  const own = guide.followed ?? [];
  const { jobs = [], underway = [] } = guide.jobs ?? {};
  const isOwn = (id: string) => own.some((followed) => followed.id === id);
  const running = jobs.filter(({ note, now }) => now.state === 'running' && !isOwn(note.id));
  const elsewhere = underway.filter(
    (one) =>
      one.kind === 'process' ||
      !(isOwn(one.job.note.id) || jobs.some(({ note }) => note.id === one.job.note.id)),
  );
  return { own, others: [...running.map((job) => ({ kind: 'job', job }) as const), ...elsewhere] };
}
