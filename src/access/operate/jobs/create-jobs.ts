import type { Jobs } from '../../../domain/job.js';
import type { RemoteLink } from '../../remote-link.js';
import { ask } from './ask.js';
import { followJob } from './follow.js';
import { forgetArgv, listArgv } from './job-argv.js';
import { parseJobList } from './list-jobs.js';
import { settleJob } from './start-job.js';
import { underwayOf } from './underway.js';

/** Runs work with a signal that ends it also when cockpit closes. */
type Bounded = <T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** The detached actions of a host, over its link. */
export const createJobs = (link: RemoteLink, bounded: Bounded): Jobs => ({
  list: (signal) =>
    bounded(signal, async (inner) => {
      const list = parseJobList((await ask(link, listArgv, inner)).toString('utf8'));
      return { jobs: list.jobs, underway: underwayOf(list) };
    }),
  follow: (id, options) => bounded(options.signal, (signal) => followJob(link, id, { ...options, signal })),
  settle: (id, signal) => bounded(signal, (inner) => settleJob(link, id, { signal: inner })),
  forget: (id, signal) =>
    bounded(signal, async (inner) => {
      await ask(link, forgetArgv(id), inner);
    }),
});
