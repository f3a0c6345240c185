import type { Followed, JobsState } from '../../src/domain/guide.js';
import type { Job, JobNote, JobState, Underway } from '../../src/domain/job.js';
import { bothLanguages, msg } from '../../src/domain/message.js';
import { out, restorePlan } from './sample-guide.js';
import { now } from './sample-state.js';

const minute = 60_000;

export const jobNote = (id: string, more: Partial<JobNote> = {}): JobNote => ({
  id,
  who: 'aoki@desk-3',
  playbook: 'web-502',
  step: 'start-app',
  title: restorePlan.title,
  shown: restorePlan.shown,
  target: 'salon_gbp_db',
  startedAt: now - 12 * minute,
  values: { app: 'salon_gbp_api' },
  begun: { app: 'salon_gbp_api' },
  ...more,
});

export const job = (id: string, state: JobState, more: Partial<JobNote> = {}): Job => {
  const note = jobNote(id, more);
  return { note, now: state, at: note.startedAt };
};

const backup = {
  title: bothLanguages('Back up the database', 'データベースをバックアップする'),
  shown: 'docker exec salon_gbp_db pg_dump -U salon_gbp salon_gbp | gzip > /opt/salon-gbp/backup.sql.gz',
};

export const runningJob = job('restore', { state: 'running' });

export const otherProcess: Underway = {
  kind: 'process',
  pid: 40_718,
  user: 'deploy',
  seconds: 95,
  command: 'docker compose -f deploy/docker-compose.prod.yml up -d --build',
  who: 'sato@build',
};

const output = [
  out('CREATE TABLE'),
  out('COPY 48213'),
  out('NOTICE:  予約テーブルを復元中', 'stderr'),
  out('COPY 120455'),
];

export const jobsState: JobsState = {
  at: now - 2000,
  jobs: [
    runningJob,
    job(
      'backup',
      { state: 'ended', exit: 0, endedAt: now - 40 * minute },
      { ...backup, startedAt: now - 55 * minute },
    ),
    job(
      'backup-2',
      { state: 'ended', exit: 1, endedAt: now - 80 * minute },
      { ...backup, who: 'sato@build', startedAt: now - 90 * minute },
    ),
    job(
      'prune',
      { state: 'broken' },
      { title: bothLanguages('Prune images', 'イメージを削除する'), startedAt: now - 26 * 60 * minute },
    ),
    job(
      'deploy',
      { state: 'void' },
      { title: bothLanguages('Deploy', 'デプロイ'), startedAt: now - 30 * 60 * minute },
    ),
  ],
  underway: [otherProcess],
  shown: { id: 'restore', lines: output },
};

export const followed: Followed = {
  id: 'restore',
  walk: 'web-502',
  plan: { ...restorePlan, detached: true, timeoutMs: 30 * minute },
  startedAt: now - 12 * minute,
  lines: output,
};

export const linkTrouble = { kind: 'unreachable', what: msg('link.lost') } as const;
