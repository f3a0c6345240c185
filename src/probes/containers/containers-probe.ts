import type { DockerReader, Probe } from '../../domain/access.js';
import type { ContainerSummary } from '../../domain/docker.js';
import type { HostEntry } from '../../domain/host.js';
import type { ContainerEvent, ContainerRow, ContainersData } from '../../domain/model.js';
import { badnessOf, worstSeverity } from '../../domain/severity.js';
import { createHostTicker, type HostTicker } from '../host-ticker.js';
import { parseMeminfo } from '../stats/meminfo.js';
import type { Running } from './figures.js';
import { type Identity, identityOf } from './identity.js';
import { ImageChanges, replacedUnseen } from './image-changes.js';
import { Inspections } from './inspections.js';
import { LiveFigures } from './live-figures.js';
import { nameContainers } from './named.js';
import { OomReports } from './oom-reports.js';
import { RestartRate } from './restart-rate.js';
import { rowOf, timeOf } from './row.js';

export interface ContainersProbeOptions {
  readonly host: Pick<HostEntry, 'containers' | 'stack'>;
  /** Shared with the stats probe, so that one tick serves both. */
  readonly ticker?: HostTicker;
  /** Monotonic clock, ms. */
  readonly now?: () => number;
}

export interface ContainersProbe extends Probe<'containers', 'docker' | 'host', ContainersData> {
  /** Containers on screen, and the one whose own screen is open: only these may cost a stats stream. */
  watchContainers(ids: Iterable<string>, open?: string): void;
  /** An event of the engine: its container is inspected at the next read. */
  noteEvent(event: ContainerEvent): void;
  /** Closes the stats streams. */
  stop(): void;
}

/** All containers with state, verdict and live figures. */
export function createContainersProbe(options: ContainersProbeOptions): ContainersProbe {
  const { host: entry, ticker = createHostTicker(), now = () => performance.now() } = options;
  const inspections = new Inspections(now);
  const live = new LiveFigures(ticker, now);
  const restarts = new RestartRate();
  const imageChanges = new ImageChanges();
  const oomReports = new OomReports();

  const runningOf = (list: readonly ContainerSummary[]): Running[] =>
    list.flatMap(({ Id: id, State }) => {
      const detail = inspections.detail(id);
      const pid = detail?.State.Pid ?? 0;
      const hostNetwork = detail?.HostConfig.NetworkMode === 'host';
      return State === 'running' && pid > 0 ? [{ id, pid, hostNetwork }] : [];
    });

  const read = async (
    from: { readonly docker: DockerReader; readonly host: Parameters<LiveFigures['refresh']>[0]['host'] },
    signal: AbortSignal,
  ): Promise<ContainersData> => {
    const list = await from.docker.list(signal);
    await inspections.refresh(from.docker, list, signal);
    const tick = await live.refresh(from, runningOf(list), signal);
    const hostNow = tick?.hostNow ?? Date.now();
    const hostMemory = tick && parseMeminfo(tick.sections.get('meminfo') ?? '')?.memory.totalBytes;
    const identities = new Map(list.map((container) => [container.Id, identityOf(container, entry.stack)]));
    const identityFor = (id: string) => identities.get(id) as Identity;
    const naming = nameContainers(
      entry.containers,
      list.map(({ Id: id, State, Created }) => {
        const { name, slot } = identityFor(id);
        return { id, name, slot, state: State, createdAt: Created };
      }),
    );
    restarts.keep(new Set(identities.keys()));
    const imageChangedAt = (summary: ContainerSummary, { slot, group, oneOff }: Identity) => {
      const { Id: id, ImageID: imageId } = summary;
      const createdAt = summary.Created * 1000;
      const seen = imageChanges.note(slot, { id, imageId, createdAt });
      if (seen !== undefined || group === '' || oneOff) return seen;
      const others = list.filter((other) => other.Id !== id && identityFor(other.Id).group === group);
      return replacedUnseen({
        createdAt,
        imageCreatedAt: timeOf(inspections.image(imageId)?.Created),
        others: others.map((other) => other.Created * 1000),
      });
    };
    const rows = list.map((summary): ContainerRow => {
      const id = summary.Id;
      const identity = identityFor(id);
      const detail = inspections.detail(id);
      const replaced = naming.replaced.has(id);
      const { figures, from: figuresFrom } = live.of(id);
      return rowOf({
        summary,
        detail,
        image: inspections.image(summary.ImageID),
        identity,
        matters: naming.matters.has(id),
        replaced,
        oomReported: oomReports.explains(id, detail?.State.FinishedAt),
        restartsPerHour: detail && restarts.note(id, detail.RestartCount, hostNow),
        imageChangedAt: replaced ? undefined : imageChangedAt(summary, identity),
        figures: summary.State === 'running' ? figures : undefined,
        figuresFrom: summary.State === 'running' ? figuresFrom : 'none',
        hostMemory,
        now: hostNow,
      });
    });
    const { missing } = naming;
    const severity = worstSeverity([
      ...rows.map((row) => row.severity),
      missing.length > 0 ? 'critical' : 'ok',
    ]);
    return { rows: rows.sort(byGroup), missing, severity };
  };

  return {
    id: 'containers',
    needs: ['docker', 'host'],
    everyMs: 2000,
    timeoutMs: 6000,
    read,
    watchContainers: (ids, open) => live.watch(ids, open),
    noteEvent(event) {
      inspections.forget(event.id);
      oomReports.note(event);
    },
    stop: () => live.stop(),
  };
}

/** Groups by name, containers of no group last; within a group the worst first. */
function byGroup(a: ContainerRow, b: ContainerRow): number {
  if (a.group !== b.group) return a.group === '' ? 1 : b.group === '' ? -1 : a.group < b.group ? -1 : 1;
  return badnessOf(b.severity) - badnessOf(a.severity) || (a.name < b.name ? -1 : 1);
}
