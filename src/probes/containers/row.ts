import type { ContainerDetail, ContainerSummary, ImageDetail } from '../../domain/docker.js';
import type { ContainerRow } from '../../domain/model.js';
import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import { exitMeaning } from './exit-meaning.js';
import type { Figures } from './figures.js';
import type { Identity } from './identity.js';
import { portsOf } from './ports.js';
import { parseStatus } from './status-text.js';
import { judge } from './verdict.js';

export interface RowParts {
  readonly summary: ContainerSummary;
  /** Undefined when inspect could not be read. */
  readonly detail: ContainerDetail | undefined;
  readonly image: ImageDetail | undefined;
  readonly identity: Identity;
  readonly matters: boolean;
  readonly replaced: boolean;
  /** The engine reported an OOM kill just before it ended. */
  readonly oomReported: boolean;
  readonly restartsPerHour: number | undefined;
  readonly imageChangedAt: number | undefined;
  readonly figures: Figures | undefined;
  readonly figuresFrom: ContainerRow['figuresFrom'];
  /** Bytes of the host; the limit of containers without one. */
  readonly hostMemory: number | undefined;
  /** Host clock, ms. */
  readonly now: number;
}

const outputLength = 300;

export function rowOf(parts: RowParts): ContainerRow {
  const { summary, detail, image, identity, now } = parts;
  const state = detail?.State;
  const limit = detail?.HostConfig.Memory || undefined;
  const cpuLimit = detail && cpuLimitOf(detail.HostConfig);
  const row = {
    id: summary.Id,
    name: identity.name,
    group: identity.group,
    ...known('service', identity.service),
    ...known('version', identity.version),
    state: summary.State,
    ...healthOf(parts),
    ...exitOf(parts),
    oomKilled: state?.OOMKilled ?? false,
    restarts: detail?.RestartCount ?? 0,
    ...known('restartsPerHour', parts.restartsPerHour),
    ...known('startedAt', timeOf(state?.StartedAt)),
    ...known('finishedAt', timeOf(state?.FinishedAt)),
    createdAt: summary.Created * 1000,
    image: sanitizeLine(summary.Image),
    imageId: summary.ImageID,
    ...known('imageCreatedAt', timeOf(image?.Created)),
    ...known('imageChangedAt', parts.imageChangedAt),
    ...parts.figures,
    ...known('cpuLimit', cpuLimit),
    ...known('memoryLimitBytes', limit ?? parts.hostMemory),
    memoryLimited: limit !== undefined,
    ports: portsOf(summary.Ports),
    networks: Object.keys(summary.NetworkSettings?.Networks ?? {})
      .map(sanitizeLine)
      .sort(),
    figuresFrom: parts.figuresFrom,
    matters: parts.matters,
    ...known('pid', state?.Pid || undefined),
    tty: detail?.Config.Tty ?? false,
  };
  const error = sanitizeLine(state?.Error ?? '').slice(0, outputLength);
  return { ...row, ...judge({ row, replaced: parts.replaced, oneOff: identity.oneOff, error, now }) };
}

/** The list is newer than a kept inspect, so its word comes first; an ended container has no health any more. */
function healthOf({
  summary,
  detail,
}: RowParts): Pick<ContainerRow, 'health' | 'healthOutput' | 'healthTest'> {
  const lives = summary.State === 'running' || summary.State === 'paused';
  const inspected = lives ? detail?.State.Health?.Status : undefined;
  const health =
    parseStatus(summary.Status).health ??
    (inspected === 'healthy' || inspected === 'unhealthy' || inspected === 'starting' ? inspected : 'none');
  const failed =
    health === 'healthy' ? undefined : detail?.State.Health?.Log?.findLast((entry) => entry.ExitCode !== 0);
  const output = failed && maskSecrets(sanitizeLine(failed.Output.trim())).slice(0, outputLength);
  const test = healthTestOf(detail);
  return { health, ...(output ? { healthOutput: output } : {}), ...(test ? { healthTest: test } : {}) };
}

/** The command of the health check as one line: without the leading CMD or CMD-SHELL. */
export function healthTestOf(detail: ContainerDetail | undefined): string {
  const [form, ...rest] = detail?.Config.Healthcheck?.Test ?? [];
  if (form === undefined || form === 'NONE') return '';
  return maskSecrets(sanitizeLine((/^CMD(-SHELL)?$/.test(form) ? rest : [form, ...rest]).join(' ')));
}

function exitOf({ summary, detail, oomReported }: RowParts): Pick<ContainerRow, 'exitCode' | 'exitMeaning'> {
  const ended = summary.State === 'exited' || summary.State === 'dead' || summary.State === 'restarting';
  if (!ended) return {};
  const exitCode = parseStatus(summary.Status).exitCode ?? detail?.State.ExitCode;
  if (exitCode === undefined) return {};
  return { exitCode, exitMeaning: exitMeaning(exitCode, oomReported || (detail?.State.OOMKilled ?? false)) };
}

/** CPUs; undefined without a limit. */
export function cpuLimitOf({
  NanoCpus,
  CpuQuota,
  CpuPeriod,
}: ContainerDetail['HostConfig']): number | undefined {
  if (NanoCpus > 0) return NanoCpus / 1e9;
  return CpuQuota !== undefined && CpuQuota > 0 ? CpuQuota / (CpuPeriod || 100_000) : undefined;
}

/** RFC 3339 as ms; undefined for the engine's zero time. */
export function timeOf(text: string | undefined): number | undefined {
  const at = text === undefined || text.startsWith('0001-') ? Number.NaN : Date.parse(text);
  return Number.isFinite(at) ? at : undefined;
}

function known<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });
}
