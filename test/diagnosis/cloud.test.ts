import { describe, expect, it } from 'vitest';
import { emptyAlertBook, updateAlertBook } from '../../src/diagnosis/alerts/book.js';
import { selectLines } from '../../src/diagnosis/lines.js';
import { emptyMemory } from '../../src/diagnosis/memory.js';
import { unwellGroups } from '../../src/diagnosis/signals/log-groups.js';
import { diagnose } from '../../src/diagnosis/situation.js';
import type { DiagnosisView } from '../../src/diagnosis/view.js';
import { initialLink } from '../../src/domain/link.js';
import { msg } from '../../src/domain/message.js';
import type { LogLine } from '../../src/domain/model.js';
import { translate } from '../../src/i18n/t.js';
import { type CloudLook, createCloudProbe } from '../../src/probes/aws/cloud-probe.js';
import { levelOf } from '../../src/probes/logs/level.js';
import { parseLogEvents } from '../../src/probes/logs/parse-log-events.js';
import { keibaHost, keibaStack, type Recording, recordingOf, replay } from '../probes/aws/keiba.js';

const signal = new AbortController().signal;
const backend = 'production-keiba-backend';

/** What is known some time after cockpit first saw the scene. */
async function lookAt(
  recording: Recording,
  laterMs = 100_000,
): Promise<CloudLook & { readonly now: number }> {
  const aws = replay(recording);
  let now = recording.at;
  const probe = createCloudProbe(keibaStack, () => now);
  await probe.tasks.read({ aws }, signal);
  await probe.slow.read({ aws }, signal);
  now += laterMs;
  return { ...(await probe.tasks.read({ aws }, signal)), now };
}

function viewOf({ cloud, containers }: CloudLook, now: number): DiagnosisView {
  const pending = { state: 'pending' } as const;
  const fresh = <T>(data: T) => ({ state: 'fresh', at: now, data }) as const;
  return {
    host: keibaHost(),
    link: { ...initialLink, phase: 'up' },
    skewMs: 0,
    cloud: fresh(cloud),
    containers: fresh(containers),
    stats: pending,
    postgres: {},
    queues: pending,
    checks: pending,
    sqlAlerts: pending,
    events: [],
    alerts: [],
    errors: [],
  };
}

async function situationOf(recording: Recording, laterMs?: number) {
  const look = await lookAt(recording, laterMs);
  return diagnose(viewOf(look, look.now), emptyMemory, look.now).situation;
}

/** The backend's log group as the scene has it. */
const groupLines = ({ calls }: Recording): readonly LogLine[] =>
  parseLogEvents(calls.find(({ id }) => id === 'logEvents')?.answer).events.map(({ at, message }, seq) => ({
    seq,
    source: 'backend',
    stamp: '',
    at,
    level: levelOf(message),
    stream: 'stdout',
    text: message,
    kind: 'line',
  }));

/** A recording in which the backend service is as `change` says. */
function withBackend(scene: string, change: Readonly<Record<string, unknown>>): Recording {
  const { at, calls } = recordingOf(scene);
  return {
    at,
    calls: calls.map((call) => {
      if (call.id !== 'services') return call;
      const { services } = call.answer as { services: Record<string, unknown>[] };
      const changed = services.map((s) => (s.serviceName === backend ? { ...s, ...change } : s));
      return { ...call, answer: { services: changed } };
    }),
  };
}

describe('what is wrong on ECS', () => {
  it('is nothing where all tasks run', async () => {
    expect((await situationOf(recordingOf('well'))).signals).toEqual([]);
  });

  it.each([
    ['ecscrash', `ecs.tasks-stopping:${backend}`, /Essential container in task exited \(exit 1\)/],
    ['ecsoom', `ecs.oom:${backend}`, /OutOfMemoryError.*\(exit 137\)/],
    ['ecsimage', `ecs.image-pull:${backend}`, /CannotPullContainerError/],
  ])(
    '%s: the deployment failed, and that explains the tasks, the missing one and the alarm',
    async (scene, stops, quoted) => {
      const { signals, headline, kind } = await situationOf(recordingOf(scene));
      const [first] = signals;
      expect(kind).toBe('trouble');
      expect(first).toMatchObject({ id: `ecs.deployment-failed:${backend}`, severity: 'critical' });
      expect(first?.explains).toEqual(
        expect.arrayContaining([
          stops,
          `ecs.tasks-short:${backend}`,
          'alarm.ecs:production-keiba-ecs-running-tasks',
        ]),
      );
      const told = first?.evidence.map(({ text }) => translate('en', text)).join('\n');
      expect(told).toMatch(/deployment failed/);
      expect(told).toMatch(quoted);
      expect(translate('ja', headline)).toContain('デプロイ失敗');
    },
  );

  it('tells of a task that never started why, as it has no exit code', async () => {
    const { changes } = await situationOf(recordingOf('ecsimage'));
    const told = changes.map(({ text }) => [translate('en', text), translate('ja', text)].join('\n'));
    expect(told).toContainEqual(
      expect.stringMatching(
        /^production-keiba-backend\/\w+ did not start: CannotPullContainerError.*\n.* が起動せず: CannotPull/,
      ),
    );
    expect(told.join()).not.toMatch(/exited|\?/);
  });

  it('takes what the log group of the service names for the cause of its crashes', async () => {
    const recording = recordingOf('ecscrash');
    const look = await lookAt(recording);
    const view = viewOf(look, look.now);
    expect(unwellGroups(view, look.now)).toEqual(['backend']);
    const errors = selectLines(groupLines(recording), undefined, ['backend']);
    const { signals, headline } = diagnose({ ...view, errors }, emptyMemory, look.now).situation;
    expect(signals[0]).toMatchObject({ id: `crash.secret:${backend}`, severity: 'critical' });
    expect(signals[0]?.explains).toEqual(
      expect.arrayContaining([
        `ecs.deployment-failed:${backend}`,
        `ecs.tasks-stopping:${backend}`,
        `ecs.tasks-short:${backend}`,
        'alarm.ecs:production-keiba-ecs-running-tasks',
      ]),
    );
    expect(translate('en', headline)).toMatch(/the setting DATABASE_URL is missing/);
    expect(translate('en', signals[0]?.evidence[0]?.text ?? msg('screen.waiting'))).toMatch(
      /CRITICAL \[app\.main\].*DATABASE_URL: field required/,
    );
  });

  it('does not take the lines of one group for those of another service, nor old lines for new trouble', async () => {
    const recording = recordingOf('ecscrash');
    const look = await lookAt(recording);
    const view = viewOf(look, look.now);
    const errors = selectLines(groupLines(recording), undefined);
    const kinds = (one: DiagnosisView) =>
      diagnose(one, emptyMemory, look.now).situation.signals.map(({ id }) => id.split(':')[0]);
    const logs = [{ kind: 'cloudwatch', group: '/ecs/production-keiba-other', name: 'backend' }] as const;
    expect(kinds({ ...view, errors })).toContain('crash.secret');
    expect(kinds({ ...view, errors, host: { ...view.host, logs } })).not.toContain('crash.secret');
    const well = await lookAt(recordingOf('well'));
    const calm = viewOf(well, look.now);
    expect(kinds({ ...calm, errors })).toEqual([]);
    expect(unwellGroups(calm, look.now)).toEqual([]);
  });

  it('explains the refused connections of the application by a database that is down', async () => {
    const recording = recordingOf('rdsdown');
    const look = await lookAt(recording);
    const errors = selectLines(groupLines(recording), undefined).map((line) => ({
      ...line,
      at: look.now - 5000,
    }));
    const { signals } = diagnose({ ...viewOf(look, look.now), errors }, emptyMemory, look.now).situation;
    expect(signals[0]?.id).toBe('rds.status:production-keiba-db');
    expect(signals[0]?.explains).toContain(`crash.db-refused:${backend}`);
  });

  it('puts a database that is down above everything that fails for it', async () => {
    const { signals } = await situationOf(recordingOf('rdsdown'));
    expect(signals[0]).toMatchObject({ id: 'rds.status:production-keiba-db', severity: 'critical' });
    const others = signals.slice(1).map(({ id }) => id);
    expect(signals[0]?.explains).toEqual(expect.arrayContaining(others));
    expect(translate('en', signals[0]?.text ?? msg('screen.waiting'))).toMatch(
      /RDS production-keiba-db is \w+/,
    );
  });

  it('does not call a normal deployment trouble, although a task is missing', async () => {
    const at = recordingOf('well').at;
    const rolling = withBackend('well', {
      runningCount: 1,
      pendingCount: 1,
      deployments: [
        {
          id: 'new',
          status: 'PRIMARY',
          rolloutState: 'IN_PROGRESS',
          failedTasks: 0,
          createdAt: at / 1000 - 20,
        },
        {
          id: 'old',
          status: 'ACTIVE',
          rolloutState: 'COMPLETED',
          failedTasks: 0,
          createdAt: at / 1000 - 9e5,
        },
      ],
    });
    expect((await situationOf(rolling)).signals).toEqual([]);
  });

  it('says that a task is missing only when it has been so for longer than a start takes', async () => {
    const short = withBackend('well', { runningCount: 1 });
    expect((await situationOf(short, 30_000)).signals).toEqual([]);
    const { signals } = await situationOf(short, 120_000);
    expect(signals).toMatchObject([{ id: `ecs.tasks-short:${backend}`, severity: 'warn' }]);
  });

  it('puts an alarm alone down to nothing, and errors that are seen outside above it', async () => {
    const recording = recordingOf('well');
    const ringing: Recording = {
      ...recording,
      calls: recording.calls.map((call) => {
        if (call.id !== 'alarms') return call;
        const { MetricAlarms } = call.answer as { MetricAlarms: Record<string, unknown>[] };
        return {
          ...call,
          answer: {
            MetricAlarms: MetricAlarms.map((a) =>
              a.AlarmName === 'production-keiba-high-error-rate' ? { ...a, StateValue: 'ALARM' } : a,
            ),
          },
        };
      }),
    };
    const look = await lookAt(ringing);
    const view = viewOf(look, look.now);
    const alone = diagnose(view, emptyMemory, look.now).situation;
    expect(alone).toMatchObject({
      kind: 'unknown',
      signals: [{ id: 'alarm.error-rate:production-keiba-high-error-rate' }],
    });
    const at = look.now;
    const check = {
      id: 'api',
      kind: 'http',
      severity: 'critical',
      text: msg('checks.http.status', {}),
      reason: 'status',
      value: 500,
      at,
    } as const;
    const seen = diagnose(
      { ...view, checks: { state: 'fresh', at, data: [check] } },
      emptyMemory,
      at,
    ).situation;
    expect(seen.signals[0]?.id).toBe('http.status:api');
    expect(seen.signals[0]?.explains).toEqual(['alarm.error-rate:production-keiba-high-error-rate']);
  });

  it('lists alarms that ring, in the words of CloudWatch, and services that are short', async () => {
    const look = await lookAt(recordingOf('ecscrash'));
    const { alerts } = updateAlertBook(emptyAlertBook, viewOf(look, look.now), look.now);
    expect(alerts.map(({ source, object }) => `${source} ${object}`).sort()).toEqual([
      'cloudwatch production-keiba-ecs-running-tasks',
      `ecs ${backend}`,
    ]);
    expect(
      translate('en', alerts.find(({ source }) => source === 'cloudwatch')?.text ?? msg('screen.waiting')),
    ).toMatch(/Threshold Crossed/);
  });

  it('says that AWS can not be read, and that this is a matter of rights', async () => {
    const look = await lookAt(recordingOf('well'));
    const failure = { kind: 'denied', what: msg('cloud.expired') } as const;
    const view = { ...viewOf(look, look.now), cloud: { state: 'failed', at: look.now, failure } as const };
    expect(diagnose(view, emptyMemory, look.now).situation.signals).toMatchObject([
      { id: 'aws.denied:production-keiba-cluster', severity: 'unknown' },
    ]);
  });
});
