import { emptyAlertBook, updateAlertBook } from '../../src/diagnosis/alerts/book.js';
import { emptyMemory } from '../../src/diagnosis/memory.js';
import { diagnose } from '../../src/diagnosis/situation.js';
import type { HostEntry } from '../../src/domain/host.js';
import { initialLink } from '../../src/domain/link.js';
import type { ContainerDetailView, LogLine } from '../../src/domain/model.js';
import { createCloudProbe } from '../../src/probes/aws/cloud-probe.js';
import { isObject, objectsIn, textIn } from '../../src/probes/aws/json.js';
import { readTaskDetail } from '../../src/probes/aws/task-detail.js';
import { createRingLines } from '../../src/runtime/ring-lines.js';
import { reduce } from '../../src/store/reduce.js';
import { initialState, type Lang, type State } from '../../src/store/state.js';
import { healthyPostgres, healthyStats } from '../diagnosis/support/view.js';
import { keibaHost, recordingOf, replay } from '../probes/aws/keiba.js';

/** A host on ECS as its screens have it, from what the real aws command line answered. */
export interface SampleEcs {
  readonly state: State;
  readonly lines: ReturnType<typeof createRingLines>;
  /** The first task of the list, as its screen shows it. */
  readonly detail: ContainerDetailView;
}

const host: HostEntry = {
  ...keibaHost(),
  title: '競馬予測',
  connection: { kind: 'ssh', destination: 'bastion.keiba.example' },
  postgres: [
    {
      name: 'main',
      address: { kind: 'tcp', host: 'production-keiba-db.example', port: 5432, tls: 'verify' },
      user: 'cockpit',
      database: 'keiba',
      password: { from: 'none' },
    },
  ],
};

/** What cockpit knows of a recorded scene after it has looked at everything, and some time later at the tasks again. */
export async function sampleEcs(
  scene: string,
  { lang, columns, rows }: { lang: Lang; columns: number; rows: number },
): Promise<SampleEcs> {
  const recording = recordingOf(scene);
  const aws = replay(recording);
  const signal = new AbortController().signal;
  let now = recording.at;
  const probe = createCloudProbe(keibaHost().stack, () => now);
  await probe.tasks.read({ aws }, signal);
  await probe.slow.read({ aws }, signal);
  now += 100_000;
  const { cloud, containers } = await probe.tasks.read({ aws }, signal);
  const at = now - 4000;
  let state = initialState({ host, mode: 'operate', lang, now, size: { columns, rows } });
  const status = {
    ...({ phase: 'up', epoch: 1, since: now - 160_000, rttMs: 18, channels: 3 } as const),
    ...{ bytesIn: 412_000, bytesOut: 61_000, attempt: 1 },
  };
  state = reduce(state, { type: 'link', status });
  state = reduce(state, { type: 'sampled', slot: 'containers', at, data: containers });
  state = reduce(state, { type: 'sampled', slot: 'cloud', at, data: cloud });
  state = reduce(state, { type: 'sampled', slot: 'stats', at, data: { ...healthyStats, hostNow: at } });
  state = reduce(state, { type: 'sampled', slot: 'postgres:main', at, data: healthyPostgres });
  const logs = linesOf(recording.calls.find(({ id }) => id === 'logEvents')?.answer);
  state = reduce(state, {
    type: 'logs',
    status: {
      ...{ version: 1, lines: logs.length, skipped: 0, errors: 0 },
      sources: [{ name: 'backend', state: 'following' }],
    },
  });
  const { data } = state;
  const view = {
    ...{ host, skewMs: 0, link: { ...initialLink, phase: 'up' as const }, events: [], errors: [] },
    ...{ containers: data.containers, stats: data.stats, cloud: data.cloud, postgres: data.postgres },
    ...{ queues: data.queues, checks: data.checks, sqlAlerts: data.sqlAlerts },
  };
  const { alerts } = updateAlertBook(emptyAlertBook, view, now);
  const { situation } = diagnose({ ...view, alerts }, emptyMemory, now);
  state = reduce(state, { type: 'diagnosed', alerts, situation });
  const first = containers.rows[0]?.id ?? '';
  return {
    state,
    detail: await readTaskDetail(aws, probe.task(first), signal),
    lines: createRingLines({ firstSeq: 0, nextSeq: logs.length, get: (seq) => logs[seq] }),
  };
}

const linesOf = (answer: unknown): readonly LogLine[] =>
  isObject(answer)
    ? objectsIn(answer, 'events').map((event, seq): LogLine => {
        const at = Number(event.timestamp);
        return {
          ...{ seq, source: 'backend', stamp: String(at), at, level: 'info', stream: 'stdout', kind: 'line' },
          text: textIn(event, 'message'),
        };
      })
    : [];
