import { describe, test } from 'vitest';
import type { Event } from '../../src/store/events.js';
import { expectFrame, openGuide, type Shot, sizes } from './playbook-frames.js';
import { confirm, guideState, guideWith, walks } from './sample-guide.js';
import { followed, jobsState, linkTrouble, otherProcess, runningJob } from './sample-jobs.js';

const openJobs: Event = { type: 'ui/open', screen: { id: 'jobs' } };
const acting = walks['guide-acting'];
if (!acting) throw new Error('no walk that acts');

const underway = [{ kind: 'job', job: runningJob } as const, otherProcess];
const empty = { at: jobsState.at, jobs: [], underway: [] };

/** Detached actions: their list, the badge, the walk that waits for one, the question before another. */
const shots: Record<string, Shot> = {
  jobs: { guide: guideState({ jobs: jobsState }), events: [openJobs] },
  'jobs-ended': {
    guide: guideState({ jobs: { ...jobsState, shown: { id: 'backup', lines: [] } } }),
    events: [openJobs, { type: 'ui/move', by: 1 }],
  },
  'jobs-empty': { guide: guideState({ jobs: empty }), events: [openJobs] },
  'jobs-loading': { guide: guideState(), events: [openJobs] },
  'jobs-failed': { guide: guideState({ jobs: { ...jobsState, failure: linkTrouble } }), events: [openJobs] },
  'jobs-badge': { guide: guideState({ followed: [followed] }) },
  'jobs-badge-many': { guide: guideState({ jobs: jobsState }) },
  'jobs-acting': { guide: guideWith(acting, { followed: [followed] }), events: [openGuide] },
  'jobs-acting-lost': {
    guide: guideWith(acting, {
      followed: [{ ...followed, trouble: linkTrouble, plan: { ...followed.plan, timeoutMs: 60_000 } }],
    }),
    events: [openGuide],
  },
  'confirm-underway': {
    guide: guideState({ confirm: confirm({ underway, asks: 'target' }) }),
    events: [openGuide],
  },
  'confirm-unseen': {
    guide: guideState({ confirm: confirm({ unseen: linkTrouble }) }),
    events: [openGuide],
  },
};

describe.each(['en', 'ja'] as const)('jobs in %s', (lang) => {
  describe.each(sizes)('at %i×%i', (columns, rows) => {
    test.each(Object.entries(shots))('%s', (name, shot) => expectFrame(shot, { lang, columns, rows, name }));
  });
});
