import { type Msg, msg } from '../domain/message.js';
import type { ContainerRow } from '../domain/model.js';
import { dataOf } from '../domain/snapshot.js';
import { eventNotes } from './event-notes.js';
import type { DiagnosisMemory, Note } from './memory.js';
import type { DiagnosisView } from './view.js';

export const changeWindowMs = 15 * 60_000;
const mostChanges = 40;
/** A disk that gains this many points within the window did so for a reason. */
const jumpPoints = 10;

/** What changed in the last 15 minutes, newest first: events, container times, raised thresholds, comparisons. */
export function changesOf(view: DiagnosisView, notes: readonly Note[], now: number): readonly Note[] {
  const raised = view.alerts
    .filter((a) => a.source === 'threshold' || a.source === 'disk')
    .map((a) => ({ at: a.since ?? a.firstAt, text: msg('situation.change.raised', { text: a.text }) }));
  const rows = dataOf(view.containers)?.rows ?? [];
  return [
    ...eventNotes(view.events),
    ...rows.flatMap((row) => rowNotes(row, view.events)),
    ...cloudNotes(view),
    ...raised,
    ...notes,
  ]
    .filter((note) => note.at > now - changeWindowMs && note.at <= now + 60_000)
    .sort((a, b) => b.at - a.at)
    .slice(0, mostChanges);
}

/** Deployments of services on ECS, and those that failed. */
function cloudNotes({ cloud }: DiagnosisView): readonly Note[] {
  const services = (cloud && dataOf(cloud)?.services) ?? [];
  return services.flatMap(({ name: service, deployments, events }) => [
    ...deployments.map(({ createdAt, taskDefinition: definition }) => ({
      at: createdAt,
      text: msg('cloud.change.deployment', { service, definition }),
    })),
    ...events
      .filter(({ text }) => /deployment failed/.test(text))
      .map(({ at }) => ({ at, text: msg('cloud.change.failed', { service }) })),
  ]);
}

/** A move and its events lie this close together. */
const nearMs = 30_000;

/**
 * What a container itself tells of its last move. The engine keeps 256 events, health checks among them, so on a busy
 * host those of a few minutes ago are gone.
 */
function rowNotes(row: ContainerRow, events: DiagnosisView['events']): readonly Note[] {
  const who = row.name;
  const isTold = (at: number) => events.some((e) => e.name === who && Math.abs(e.at - at) <= nearMs);
  if (row.state === 'running' && row.startedAt !== undefined && !isTold(row.startedAt)) {
    const isNew = row.startedAt - row.createdAt <= nearMs;
    const text = isNew ? msg('situation.change.created', { who }) : msg('situation.change.started', { who });
    return [{ at: row.startedAt, text }];
  }
  const isDown = row.state === 'exited' || row.state === 'dead';
  if (isDown && row.finishedAt !== undefined && !isTold(row.finishedAt)) {
    return [{ at: row.finishedAt, text: exitNote(row) }];
  }
  return [];
}

/** A task on ECS that never started has no exit code, but ECS says why. */
function exitNote({ name: who, exitCode, startedAt, why }: ContainerRow): Msg {
  if (exitCode !== undefined || why?.id !== 'cloud.why.stopped')
    return msg('situation.change.exited', { who, code: exitCode ?? '?' });
  return startedAt === undefined
    ? msg('cloud.change.not-started', { who, why })
    : msg('cloud.change.stopped', { who, why });
}

type Compared = Pick<DiagnosisMemory, 'images' | 'disks' | 'linkEpoch' | 'notes'>;

/** Compares with what was known before: images replaced, disks that jumped, links that came back. */
export function compare(view: DiagnosisView, memory: DiagnosisMemory, now: number): Compared {
  const images = compareImages(view, memory.images);
  const disks = compareDisks(view, memory.disks, now);
  const link = compareLink(view, memory.linkEpoch);
  const kept = memory.notes.filter((note) => note.at > now - changeWindowMs);
  return {
    images: images.images,
    disks: disks.disks,
    linkEpoch: link.epoch,
    notes: [...kept, ...images.notes, ...disks.notes, ...link.notes],
  };
}

function compareImages(view: DiagnosisView, before: DiagnosisMemory['images']) {
  const rows = view.containers.state === 'fresh' ? view.containers.data.rows : [];
  const images: Record<string, string> = { ...before };
  const notes: Note[] = [];
  for (const row of rows) {
    const old = before[row.name];
    if (old !== undefined && old !== row.imageId) {
      const params = { who: row.name, image: row.image };
      notes.push({ at: row.createdAt, text: msg('situation.change.image', params) });
    }
    images[row.name] = row.imageId;
  }
  return { images, notes };
}

function compareDisks(view: DiagnosisView, before: DiagnosisMemory['disks'], now: number) {
  const disks: Record<string, { at: number; percent: number }> = {};
  const notes: Note[] = [];
  for (const disk of dataOf(view.stats)?.disks ?? []) {
    const percent = disk.usedPercent;
    const base = before[disk.mount];
    if (!base || percent < base.percent || now - base.at > changeWindowMs) {
      disks[disk.mount] = { at: now, percent };
    } else if (percent - base.percent >= jumpPoints) {
      const params = { mount: disk.mount, from: base.percent, to: percent };
      notes.push({ at: now, text: msg('situation.change.disk', params) });
      disks[disk.mount] = { at: now, percent };
    } else {
      disks[disk.mount] = base;
    }
  }
  return { disks, notes };
}

function compareLink(view: DiagnosisView, before: number): { epoch: number; notes: readonly Note[] } {
  const { epoch, since } = view.link;
  if (before === 0 || epoch <= before) return { epoch, notes: [] };
  return { epoch, notes: [{ at: since + view.skewMs, text: msg('situation.change.link') }] };
}
