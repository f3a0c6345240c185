import type { Readers } from '../domain/access.js';
import type { Failure } from '../domain/failure.js';
import type { EcsStack } from '../domain/host.js';
import type { ContainerDetailView, Severity } from '../domain/model.js';
import { type CloudLook, createCloudProbe } from '../probes/aws/cloud-probe.js';
import { readTaskDetail } from '../probes/aws/task-detail.js';
import type { CockpitStore } from '../store/store.js';
import { type Sampler, startSampler } from './sampler.js';

export interface CloudOptions {
  readonly stack: EcsStack;
  readonly store: CockpitStore;
  readonly readers: Pick<Readers, 'aws'>;
  /** Whether the link to the host is up. */
  isUp(): boolean;
  readonly now: () => number;
  /** The host's clock, ms. */
  readonly hostNow: () => number;
  /** Tasks were read, which are what the containers pane shows: when, and how long it took, ms. */
  onRead(at: number, tookMs: number): void;
}

export interface CloudWatch extends Sampler {
  detail(id: string, signal: AbortSignal): Promise<ContainerDetailView>;
}

const isBad = (severity: Severity): boolean => severity === 'warn' || severity === 'critical';

/** Reads AWS in the place of Docker: tasks into the containers pane, everything else into a slot of its own. */
export function startCloud(options: CloudOptions): CloudWatch {
  const { stack, store, readers, isUp, now, hostNow, onRead } = options;
  const probe = createCloudProbe(stack, hostNow);
  // The operator's machine reads AWS by a way of its own, whatever becomes of the link.
  const onHost = stack.aws === 'host';
  const ready = () => !onHost || isUp();
  const pace = () => (onHost ? store.getState().data.pace.factor : 1);
  let trouble = false;
  const put = ({ cloud, containers }: CloudLook, at: number) => {
    trouble = isBad(cloud.severity);
    store.enqueue({ type: 'sampled', slot: 'cloud', at, data: cloud });
    store.enqueue({ type: 'sampled', slot: 'containers', at, data: containers });
  };
  const fail = (failure: Failure) => {
    if (!ready()) return;
    for (const slot of ['cloud', 'containers'] as const)
      store.enqueue({ type: 'failed', slot, at: now(), failure });
  };
  let known: number | undefined;
  /** Why the tasks could not be read the last time: newer figures beside them do not make them known. */
  let failing: Failure | undefined;

  const tasks = startSampler({
    source: { ...probe.tasks, read: (signal) => probe.tasks.read(readers, signal) },
    ready,
    pace,
    onData: (look, tookMs) => {
      const at = now();
      failing = undefined;
      onRead(at, tookMs);
      const was = trouble;
      put(look, at);
      if (known === undefined || (trouble && !was)) slow.poke();
      known = at;
    },
    onFailure: (failure) => {
      failing = failure;
      fail(failure);
    },
  });
  const slow = startSampler({
    source: { ...probe.slow, read: (signal) => probe.slow.read(readers, signal) },
    ready: () => ready() && known !== undefined,
    // While something is wrong, however busy the host: the headline rests on it, and must not outlive what it says.
    pace: () => (trouble ? 1 : pace()),
    // Figures are newer than the tasks that they are shown with: the data are as old as their oldest part.
    onData: (look) => {
      if (!look || known === undefined) return;
      put(look, known);
      if (failing) fail(failing);
    },
    onFailure: fail,
  });

  return {
    detail: (id, signal) => readTaskDetail(readers.aws, probe.task(id), signal),
    poke: () => tasks.poke(),
    stop() {
      tasks.stop();
      slow.stop();
    },
  };
}
