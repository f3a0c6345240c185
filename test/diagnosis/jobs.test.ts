import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePlaybook } from '../../src/config/playbooks/parse.js';
import { emptyMemory } from '../../src/diagnosis/memory.js';
import { diagnose } from '../../src/diagnosis/situation.js';
import type { LogLine, SqlAlertRow } from '../../src/domain/model.js';
import { dataOf } from '../../src/domain/snapshot.js';
import { stepProbes } from '../../src/probes/steps/index.js';
import { offersOf } from '../../src/triage/offers.js';
import { type KeibaParts, keibaView, recordedLines } from './support/keiba.js';
import { minutes, now } from './support/view.js';

const root = join(import.meta.dirname, '../../src/playbooks');
const playbooks = ['', 'jobs'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => {
      const text = readFileSync(join(root, folder, file), 'utf8');
      return parsePlaybook(text, file, { probes: stepProbes }, 'built-in').playbook ?? [];
    }),
);

const scheduler = 'keiba-scheduler-1';

function look(parts: KeibaParts) {
  const view = keibaView(parts);
  const { situation } = diagnose(view, emptyMemory, now);
  const offers = offersOf({
    playbooks,
    host: view.host,
    rows: dataOf(view.containers)?.rows ?? [],
    situation,
  });
  return { situation, first: offers[0], signals: situation.signals.map(({ id }) => id) };
}

/** What the notification of a failed update is as a row of the alerts. */
const failed = (ago: number): SqlAlertRow => ({
  at: now - ago,
  severity: 'warn',
  source: 'notifications',
  kind: 'system',
  text: 'データ更新に失敗しました: data_update: 0件を更新、0件が失敗しました',
});

const unhealthy = { health: 'unhealthy', startedAt: now - minutes(5), severity: 'critical' } as const;
const restarting = {
  state: 'restarting',
  health: 'none',
  exitCode: 1,
  finishedAt: now - 20_000,
  restarts: 4,
  severity: 'critical',
} as const;

describe('what the log of a recurring job names comes first, and its tree', () => {
  test.each([
    ['scrape403', 'job.refused', 'data-update-fails'],
    ['scrape429', 'job.limited', 'data-update-fails'],
    ['scrapeparse', 'job.unreadable', 'data-update-fails'],
    ['scrapedns', 'job.name', 'data-update-fails'],
    ['scrapehang', 'job.unanswered', 'data-update-fails'],
    ['vapidmissing', 'notify.keys', 'notification-not-sent'],
    ['pushgone', 'notify.gone', 'notification-not-sent'],
    ['nosuperuser', 'notify.nobody', 'notification-not-sent'],
  ])('%s: %s, %s', (fault, kind, tree) => {
    const lines = recordedLines(`${fault}.${scheduler}`);
    const { situation, first, signals } = look({ lines, alerts: [failed(20_000)] });
    expect(situation.kind).toBe('trouble');
    expect(signals[0]).toBe(`${kind}:${scheduler}`);
    expect(first?.playbook).toBe(tree);
  });

  test.each([
    ['badcron', 'scheduler', restarting, 'crash.setting', 'job-not-run'],
    ['badtz', 'scheduler', restarting, 'crash.setting', 'job-not-run'],
    ['modelmissing', 'inference', unhealthy, 'crash.file-missing', 'inference-fails'],
    ['modelcorrupt', 'inference', unhealthy, 'crash.file-damaged', 'inference-fails'],
  ])('%s: the %s says it when it starts', (fault, service, row, kind, tree) => {
    const lines = recordedLines(`${fault}.keiba-${service}-1`, service === 'inference' ? 290 : 20);
    const { first, signals } = look({ rows: { [service]: row }, lines });
    expect(signals[0]).toBe(`${kind}:keiba-${service}-1`);
    expect(first?.playbook).toBe(tree);
  });

  test.each([
    ['badcron.keiba-scheduler-1', 'crash.setting'],
    ['modelmissing.keiba-inference-1', 'crash.file-missing'],
  ])('%s, said by a container that no tree of a job is about: %s', (file, kind) => {
    const lines = recordedLines(file, 20, 'keiba-backend-1');
    const { first, signals, situation } = look({ rows: { backend: restarting }, lines });
    expect(signals[0]).toBe(`${kind}:keiba-backend-1`);
    expect(first).toMatchObject({ playbook: 'restart-loop', missing: [] });
    expect(first?.reasons[0]).toEqual(situation.signals[0]?.text);
  });

  test('a scheduler that is stopped', () => {
    const row = { state: 'exited', health: 'none', exitCode: 0, finishedAt: now - minutes(2) } as const;
    expect(look({ rows: { scheduler: { ...row, severity: 'critical' } } }).first?.playbook).toBe(
      'job-not-run',
    );
  });

  test('a notification alone tells that an update failed', () => {
    const { first, signals } = look({ alerts: [failed(minutes(3))] });
    expect(signals).toEqual(['application.alert:notifications']);
    expect(first?.playbook).toBe('data-update-fails');
  });
});

describe('it is over', () => {
  const limited = recordedLines(`scrape429.${scheduler}`, 60);
  const done: LogLine = {
    seq: 99,
    source: 'scheduler-run-once',
    stamp: '',
    at: now - 10_000,
    level: 'info',
    stream: 'stdout',
    text: '2026-11-22 22:09:10,123 INFO [app.tasks.jobs] data_update: finished: status=success updated=12 failed=0 duration=2.1s',
    kind: 'line',
  };

  test('when the same job succeeds, wherever it ran', () => {
    expect(look({ lines: limited }).signals).toEqual([`job.limited:${scheduler}`]);
    expect(look({ lines: [...limited, done] }).signals).toEqual([]);
  });

  test('also what the application has noted of that run, and of no other', () => {
    const alerts = [failed(60_000)];
    expect(look({ lines: [done], alerts }).signals).toEqual([]);
    const later = [failed(5000), failed(60_000)];
    expect(look({ lines: [done], alerts: later }).signals).toEqual(['application.alert:notifications']);
    const other = { ...done, text: done.text.replace('data_update', 'cleanup') };
    expect(look({ lines: [other], alerts }).signals).toEqual(['application.alert:notifications']);
    const failing = { ...done, text: done.text.replace('status=success', 'status=partial') };
    expect(look({ lines: [failing], alerts }).signals).toEqual(['application.alert:notifications']);
  });

  test('not a note that tells of no failure', () => {
    const note = { ...failed(60_000), text: '確認してください: data_update: 12件' };
    expect(look({ lines: [done], alerts: [note] }).signals).toEqual(['application.alert:notifications']);
  });

  test('not when another job succeeds', () => {
    const other = { ...done, text: done.text.replace('data_update', 'cleanup') };
    expect(look({ lines: [...limited, other] }).signals).toEqual([`job.limited:${scheduler}`]);
  });

  test('a quarter of an hour later', () => {
    expect(look({ lines: recordedLines(`scrape429.${scheduler}`, 16 * 60) }).signals).toEqual([]);
  });

  test('when a later notification reaches the browser that the last one did not reach', () => {
    const gone = recordedLines(`pushgone.${scheduler}`, 60);
    const pushed = recordedLines(`scrape403.${scheduler}`, 20);
    expect(look({ lines: gone }).signals[0]).toBe(`notify.gone:${scheduler}`);
    expect(look({ lines: [...gone, ...pushed] }).signals).toEqual([`job.refused:${scheduler}`]);
    const another = pushed.map((line) => ({ ...line, text: line.text.replace('to user 1', 'to user 2') }));
    expect(look({ lines: [...gone, ...another] }).signals[0]).toBe(`notify.gone:${scheduler}`);
  });

  test('when a notification fails for another reason', () => {
    const lines = [
      ...recordedLines(`nosuperuser.${scheduler}`, 60),
      ...recordedLines(`pushgone.${scheduler}`, 20),
    ];
    expect(look({ lines }).signals).toEqual([`notify.gone:${scheduler}`, `job.refused:${scheduler}`]);
  });

  test('for settings that are missing when the container was made anew', () => {
    const lines = recordedLines(`vapidmissing.${scheduler}`, 60);
    const rows = { scheduler: { createdAt: now - 30_000, startedAt: now - 30_000 } };
    expect(look({ lines, rows }).signals).toEqual([`job.refused:${scheduler}`]);
  });
});

test('nothing is said where nothing is wrong, and old notifications are past', () => {
  expect(look({ alerts: [{ ...failed(20_000), severity: 'info' }, failed(minutes(16))] }).signals).toEqual(
    [],
  );
});

test('a request of the application itself that a site refuses is no job', () => {
  const lines = recordedLines(`scrape403.${scheduler}`, 20, 'keiba-backend-1');
  expect(look({ lines }).signals).toEqual([]);
});
