import type { Readers } from '../domain/access.js';
import type { DockerEvent } from '../domain/docker.js';
import type { HostEntry } from '../domain/host.js';
import type { LinkStatus } from '../domain/link.js';
import type { OperatedLiveData } from '../domain/step-probe.js';
import { createSqlAlertsProbe } from '../probes/alerts/sql-alerts-probe.js';
import { createChecksProbe } from '../probes/checks/checks-probe.js';
import { createContainersProbe } from '../probes/containers/containers-probe.js';
import { readContainerDetail } from '../probes/containers/detail.js';
import { containerEventOf } from '../probes/containers/events.js';
import { createHostTicker } from '../probes/host-ticker.js';
import { createPostgresProbe } from '../probes/postgres/probe.js';
import { createQueuesProbe } from '../probes/queues/probe.js';
import { createStatsProbe } from '../probes/stats/stats-probe.js';
import type { Event, SlotId, Slots } from '../store/events.js';
import { topScreen } from '../store/state.js';
import type { CockpitStore } from '../store/store.js';
import { startCloud } from './cloud.js';
import { createDiagnosisLoop } from './diagnosis-loop.js';
import { followEvents } from './follow-events.js';
import { createLiveData } from './live-data.js';
import { startLogs } from './logs.js';
import { noteSchedulers } from './note-schedulers.js';
import { paceOf } from './pace.js';
import { createRingLines } from './ring-lines.js';
import { type Sampled, type Sampler, startSampler } from './sampler.js';

/** The link as the session needs it. */
export interface SessionLink {
  readonly status: LinkStatus;
  onStatus(listener: (status: LinkStatus) => void): () => void;
}

export interface SessionOptions {
  readonly host: HostEntry;
  readonly store: CockpitStore;
  readonly link: SessionLink;
  readonly readers: Readers & { readonly dockerPath?: LinkStatus['dockerPath'] };
  readonly now: () => number;
}

export interface Session {
  readonly lines: ReturnType<typeof createRingLines>;
  /** The panes' data for steps of playbooks. */
  readonly live: OperatedLiveData;
  acknowledge(alertKey: string): void;
  /** Draws a line into the logs. */
  mark(text: string): void;
  stop(): Promise<void>;
}

/** Data reach the screen at most this often; a flood of samples costs one render a tick. */
const flushMs = 100;

/** Reads the host until stopped: probes, log tails, events, diagnosis; everything goes to the store. */
export function startSession({ host, store, link, readers, now }: SessionOptions): Session {
  const stopped = new AbortController();
  const { signal } = stopped;
  const hostNow = () => now() + (store.getState().data.skewMs ?? 0);
  const isUp = () => link.status.phase === 'up' || link.status.phase === 'suspect';
  const samplers = new Map<SlotId, Sampler>();
  const newest = new Map<SlotId, { readonly at: number; readonly tookMs: number }>();

  const sample = <Id extends SlotId>(
    slot: Id,
    source: Sampled<Slots[Id]>,
    options: { onData?(data: Slots[Id]): void; ready?(): boolean } = {},
  ): Sampler => {
    const sampler = startSampler({
      source,
      ready: () => isUp() && (options.ready?.() ?? true),
      pace: () => store.getState().data.pace.factor,
      onData: (data, tookMs) => {
        const at = now();
        newest.set(slot, { at, tookMs });
        store.enqueue({ type: 'sampled', slot, at, data } as Event);
        options.onData?.(data);
      },
      onFailure: (failure) => {
        // A dead link is shown once, in the header; panes keep what they know.
        if (isUp()) store.enqueue({ type: 'failed', slot, at: now(), failure });
      },
    });
    samplers.set(slot, sampler);
    return sampler;
  };

  const ticker = createHostTicker();
  const stats = createStatsProbe({ ticker });
  sample(
    'stats',
    { ...stats, read: (s) => stats.read(readers, s) },
    {
      onData: (data) => {
        store.enqueue({ type: 'skew', ms: data.hostNow - now() + (link.status.rttMs ?? 0) / 2 });
        store.enqueue({ type: 'pace', ...paceOf(link.status.rttMs, data) });
      },
    },
  );
  const containers = createContainersProbe({ host, ticker });
  const { stack } = host;
  const cloud =
    stack.kind === 'ecs'
      ? startCloud({
          ...{ stack, store, readers, isUp, now, hostNow },
          onRead: (at, tookMs) => newest.set('containers', { at, tookMs }),
        })
      : undefined;
  const containersSampler =
    cloud ?? sample('containers', { ...containers, read: (s) => containers.read(readers, s) });
  samplers.set('containers', containersSampler);
  for (const entry of host.postgres) {
    const probe = createPostgresProbe(entry, host);
    sample(probe.id, { ...probe, read: (s) => probe.read(readers, s) });
  }
  const queues = createQueuesProbe(host, now);
  if (host.queues.length + host.redis.length > 0) {
    sample('queues', { ...queues, read: (s) => queues.read(readers, s) });
  }
  const checks = createChecksProbe(host, { now });
  if (host.checks.length > 0) {
    sample('checks', { ...checks, read: (s) => checks.read(readers, s) });
  }
  if (host.alerts.length > 0) {
    const alerts = createSqlAlertsProbe(host, { now: hostNow });
    sample('sqlAlerts', { ...alerts, read: (s) => alerts.read(readers, s) });
  }
  const detailSampler = sample(
    'detail',
    {
      id: 'detail',
      everyMs: cloud ? 60_000 : 2000,
      timeoutMs: cloud ? 30_000 : 8000,
      read: (s) => {
        const id = store.getState().data.detail?.id ?? '';
        return cloud ? cloud.detail(id, s) : readContainerDetail(readers.docker, id, s);
      },
    },
    { ready: () => store.getState().data.detail !== undefined },
  );

  const logs = startLogs({ host, store, link, readers, now });
  // While the screen is frozen lines go on coming, behind the end that it sees.
  let frozenEnd: number | undefined;
  const lines = createRingLines({
    get firstSeq() {
      return logs.ring.firstSeq;
    },
    get nextSeq() {
      return frozenEnd ?? logs.ring.nextSeq;
    },
    get: (seq) => logs.ring.get(seq),
  });
  const diagnosis = createDiagnosisLoop(store, createRingLines(logs.ring));

  const events = {
    docker: readers.docker,
    ready: isUp,
    hostNow,
    signal,
    onEvent: (raw: DockerEvent) => {
      const event = containerEventOf(raw);
      if (!event) return;
      containers.noteEvent(event);
      diagnosis.note(event);
      logs.noteEvent(event);
      containersSampler.poke();
    },
  };
  // A bastion's own containers are not those on screen.
  if (!cloud) void followEvents(events);

  const tellLink = () => {
    const { dockerPath } = readers;
    store.enqueue({ type: 'link', status: dockerPath ? { ...link.status, dockerPath } : link.status });
  };
  const unlisten = link.onStatus(() => {
    tellLink();
    store.flush();
  });

  let openDetail: string | undefined;
  const unsubscribe = store.subscribe((state) => {
    frozenEnd = state.frozen ? (frozenEnd ?? logs.ring.nextSeq) : undefined;
    const id = state.data.detail?.id;
    if (id === openDetail) return;
    openDetail = id;
    if (id !== undefined) detailSampler.poke();
  });

  const clock = setInterval(() => {
    store.enqueue({ type: 'clock', now: now() });
    tellLink();
    const { data, ui } = store.getState();
    const screen = topScreen(ui);
    const rows = 'data' in data.containers ? data.containers.data.rows : [];
    containers.watchContainers(
      rows.map((row) => row.id),
      screen.id === 'container' ? screen.container : undefined,
    );
    noteSchedulers(host, lines, queues, store.getState().data.skewMs ?? 0);
    diagnosis.run();
  }, 1000);
  const flush = setInterval(() => {
    logs.tell();
    store.flush();
  }, flushMs);
  tellLink();

  const live = createLiveData({
    store,
    now,
    poke: (slot) => samplers.get(slot)?.poke(),
    onChanged: () => {
      stats.hasChanged();
      checks.hasChanged();
    },
    tookMs: (slot, at) => {
      const last = newest.get(slot);
      return last?.at === at ? last.tookMs : 0;
    },
  });

  return {
    lines,
    live,
    acknowledge: diagnosis.acknowledge,
    mark: logs.mark,
    async stop() {
      stopped.abort();
      clearInterval(clock);
      clearInterval(flush);
      unlisten();
      unsubscribe();
      for (const sampler of samplers.values()) sampler.stop();
      containers.stop();
      queues.stop();
      await logs.stop();
    },
  };
}
