import type { Job, JobEnd, JobNote, JobState, Jobs } from '../../../../src/domain/job.js';
import { bothLanguages } from '../../../../src/domain/message.js';
import type { ActionRecord } from '../../../../src/domain/perform.js';
import type { RecordedJob } from '../../../../src/runtime/guide/context.js';

export const note = (id: string, more: Partial<JobNote> = {}): JobNote => ({
  id,
  who: 'tester@here',
  playbook: 't',
  step: 'restore',
  title: bothLanguages('restore', 'restore'),
  shown: 'restore api',
  target: 'api',
  startedAt: Date.now() - 10_000,
  values: { app: 'api', backup: 'monday.gz' },
  begun: { app: 'api' },
  ...more,
});

export const job = (id: string, now: JobState, more: Partial<JobNote> = {}): Job => {
  const noted = note(id, more);
  return { note: noted, now, at: noted.startedAt };
};

export const running: JobState = { state: 'running' };
export const ended = (exit: number, endedAt = Date.now() - 5000): JobState => ({
  state: 'ended',
  exit,
  endedAt,
});

export const started = (id: string, more: Partial<ActionRecord> = {}): ActionRecord => ({
  at: new Date(Date.now() - 10_000).toISOString(),
  event: 'started',
  id,
  who: 'tester@here',
  host: 'salon',
  hostKey: 'SHA256:first',
  playbook: 't',
  step: 'restore',
  on: 'host',
  command: 'restore api',
  detached: true,
  ...more,
});

export const recorded = (
  id: string,
  state: RecordedJob['state'] = 'open',
  more: Partial<ActionRecord> = {},
): RecordedJob => ({ record: started(id, more), state });

/** A host with jobs that end when a test says so. */
export function jobsHost(first: readonly Job[] = []) {
  let jobs = first;
  const waiting = new Map<string, (end: JobEnd) => void>();
  const trouble = new Map<string, Parameters<Jobs['follow']>[1]>();
  const fake: Partial<Jobs> = {
    list: async () => ({ jobs, underway: [] }),
    follow(id, options) {
      const known = jobs.find((one) => one.note.id === id);
      trouble.set(id, options);
      if (known && known.now.state !== 'running') return Promise.resolve({ now: known.now, lines: [] });
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        options.signal.addEventListener('abort', () => resolve({ now: running, lines: [] }));
      });
    },
    async forget(id) {
      jobs = jobs.filter((one) => one.note.id !== id);
    },
  };
  return {
    fake,
    /** What whoever follows it hears. */
    heard: (id: string) => trouble.get(id),
    put(next: readonly Job[]) {
      jobs = next;
    },
    end(id: string, now: JobState) {
      jobs = jobs.map((one) => (one.note.id === id ? { ...one, now } : one));
      waiting.get(id)?.({ now, lines: [{ text: 'the last line', stream: 'stdout' }] });
    },
  };
}
