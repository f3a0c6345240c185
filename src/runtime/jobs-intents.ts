import type { JobNote } from '../domain/job.js';
import { type Msg, msg } from '../domain/message.js';
import { jobRows } from '../store/selectors/jobs.js';
import type { State } from '../store/state.js';

/**
 * What leaving now would mean. Leaving cuts off an action that runs, and nobody would know how far it came: that takes a
 * second key. So does leaving one that goes on without cockpit, so that it is known. Undefined: nothing runs.
 */
export function quitWarning({ guide, host }: Pick<State, 'guide' | 'host'>): Msg | undefined {
  if (guide.acting) return msg('runtime.quit-acting');
  const n = guide.followed?.length ?? 0;
  return n > 0 ? msg('jobs.quit', { n, host: host.name }) : undefined;
}

/** What is known of a job of the list. */
export const noteOfJob = (state: State, id: string | undefined): JobNote | undefined =>
  jobRows(state).find(({ note }) => note.id === id)?.note;
