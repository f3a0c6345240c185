import { readFileSync } from 'node:fs';
import { createOperator } from '../../../../src/access/operate/create-operator.js';
import { FailureError } from '../../../../src/domain/failure.js';
import type { HostEntry } from '../../../../src/domain/host.js';
import type {
  CheckResult,
  ContainersData,
  PostgresData,
  QueuesData,
  StatsData,
} from '../../../../src/domain/model.js';
import { type Snapshot, withFailure } from '../../../../src/domain/snapshot.js';
import type { LiveData, StepReaders } from '../../../../src/domain/step-probe.js';
import { createChecksProbe } from '../../../../src/probes/checks/checks-probe.js';
import { createContainersProbe } from '../../../../src/probes/containers/containers-probe.js';
import { createPostgresProbe } from '../../../../src/probes/postgres/probe.js';
import { createQueuesProbe } from '../../../../src/probes/queues/probe.js';
import { createStatsProbe } from '../../../../src/probes/stats/stats-probe.js';
import { connectLab, type LabHost } from '../../../access/lab-host.js';
import { salonEntry } from '../../../figures/lab-session.js';
import type { Lab } from '../../../lab/lab.js';

/** The lab's host entry with its compose project. */
export const labEntry = (lab: Lab): HostEntry => ({
  ...salonEntry(lab),
  stack: {
    kind: 'compose',
    dir: '/opt/salon-gbp',
    files: ['deploy/docker-compose.prod.yml'],
    envFile: '.env',
  },
});

export interface LabReaders {
  readonly from: StepReaders;
  close(): Promise<void>;
}

/** Everything that step probes need, on the real lab: readers, commands, and live data that are read when asked for. */
export async function labReaders(lab: Lab): Promise<LabReaders> {
  const entry = labEntry(lab);
  const host = await connectLab(lab, { ca: readFileSync(lab.caFile, 'utf8'), entry });
  const operator = createOperator(host.link, entry, {
    docker: host.readers.docker,
    postgres: host.readers.postgres,
  });
  const { live, stop } = liveData(host, entry);
  return {
    from: {
      readers: host.readers,
      live,
      commands: operator,
      host: entry,
      compose: (signal) => operator.compose(signal),
      now: Date.now,
    },
    async close() {
      stop();
      await operator.close();
      await host.close();
    },
  };
}

function liveData({ readers }: LabHost, entry: HostEntry): { live: LiveData; stop(): void } {
  const queues = createQueuesProbe(entry);
  const containers = createContainersProbe({ host: entry });
  const stats = createStatsProbe();
  const checks = createChecksProbe(entry);
  const postgres = entry.postgres.map((server) => createPostgresProbe(server, entry));
  const read: Record<string, (signal: AbortSignal) => Promise<unknown>> = {
    containers: (signal) => containers.read(readers, signal),
    stats: (signal) => stats.read(readers, signal),
    queues: (signal) => queues.read(readers, signal),
    checks: (signal) => checks.read(readers, signal),
    ...Object.fromEntries(
      entry.postgres.map(({ name }, at) => [
        `postgres:${name}`,
        async (signal: AbortSignal) => postgres[at]?.read(readers, signal),
      ]),
    ),
  };
  const slots: Record<string, Snapshot<unknown>> = {};
  const slot = <T>(name: string) => (slots[name] ?? { state: 'pending' }) as Snapshot<T>;
  return {
    stop() {
      queues.stop();
      containers.stop();
    },
    live: {
      containers: () => slot<ContainersData>('containers'),
      stats: () => slot<StatsData>('stats'),
      postgres: (name) => slot<PostgresData>(`postgres:${name}`),
      queues: () => slot<QueuesData>('queues'),
      checks: () => slot<readonly CheckResult[]>('checks'),
      async fresh(name, maxAgeMs, timeoutMs, signal) {
        const last = slot(name);
        if (last.state === 'fresh' && Date.now() - last.at <= maxAgeMs) return;
        try {
          const data = await read[name]?.(AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
          slots[name] = { state: 'fresh', at: Date.now(), data };
        } catch (error) {
          if (!(error instanceof FailureError)) throw error;
          slots[name] = withFailure(last, Date.now(), error.failure);
        }
      },
    },
  };
}
