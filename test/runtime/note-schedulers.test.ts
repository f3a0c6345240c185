import { expect, test, vi } from 'vitest';
import type { LogLine } from '../../src/domain/model.js';
import { noteSchedulers } from '../../src/runtime/note-schedulers.js';
import { createRingLines } from '../../src/runtime/ring-lines.js';

const line = (seq: number, source: string, text: string): LogLine => ({
  seq,
  source,
  stamp: '',
  at: 1000 * seq,
  level: 'info',
  stream: 'stdout',
  text,
  kind: 'line',
});

test('a scheduler was last alive when its own log last said that it sent a task', () => {
  const lines = [
    line(0, 'beat', 'Scheduler: Sending due task sync-reviews (app.worker.tasks.sync_reviews)'),
    line(1, 'beat', 'Scheduler: Sending due task sync-reviews (app.worker.tasks.sync_reviews)'),
    line(2, 'beat', 'beat: Waking up in 5 seconds'),
    line(3, 'worker', 'Sending due task is what another container says'),
  ];
  const ring = createRingLines({ firstSeq: 0, nextSeq: lines.length, get: (seq) => lines[seq] });
  const noteBeatSent = vi.fn();
  const celery = {
    kind: 'celery',
    redis: 'main',
    queues: ['celery'],
    prefix: '',
    visibilityTimeoutSeconds: 3600,
  } as const;
  const host = {
    queues: [
      { ...celery, name: 'one', beat: 'beat' },
      { ...celery, name: 'two', beat: 'silent' },
      { ...celery, name: 'three' },
    ],
  };
  noteSchedulers(host, ring, { noteBeatSent }, 400);
  expect(noteBeatSent.mock.calls).toEqual([['one', 600]]);
});
