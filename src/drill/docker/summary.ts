import type { ContainerDetail, ContainerSummary } from '../../domain/docker.js';
import type { DrillContainer } from '../system/container.js';

const goTime = (ms: number) => `${new Date(ms).toISOString().slice(0, -1)}417093Z`;
const neverTime = '0001-01-01T00:00:00Z';

/** A container as `GET /containers/json` lists it. */
export function summaryOf(container: DrillContainer, now: number): ContainerSummary {
  const { spec } = container;
  return {
    Id: container.id,
    Names: [`/${spec.name}`],
    Image: spec.image,
    ImageID: container.imageId,
    Command: spec.command.join(' '),
    Created: Math.floor(container.createdAt / 1000),
    State: container.running ? 'running' : 'exited',
    Status: statusOf(container, now),
    Ports: [
      ...(spec.port ? [{ PrivatePort: spec.port, Type: 'tcp' }] : []),
      ...(spec.published ?? []).map((port) => ({
        IP: '0.0.0.0',
        PrivatePort: port,
        PublicPort: port,
        Type: 'tcp',
      })),
    ],
    Labels: labelsOf(container),
    NetworkSettings: { Networks: networksOf(container) },
  };
}

function statusOf(container: DrillContainer, now: number): string {
  if (!container.running) {
    return `Exited (${container.exitCode}) ${ago(now - (container.finishedAt ?? now))} ago`;
  }
  const health = container.health === 'none' ? '' : ` (${container.health})`;
  return `Up ${ago(now - container.startedAt)}${health}`;
}

function ago(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds} seconds`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} minutes`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} hours` : `${Math.floor(seconds / 86_400)} days`;
}

const labelsOf = ({ spec }: DrillContainer): Record<string, string> => ({
  'com.docker.compose.project': spec.project,
  'com.docker.compose.service': spec.service,
  'com.docker.compose.container-number': '1',
  'com.docker.compose.project.working_dir': spec.project === 'salon-gbp' ? '/opt/salon-gbp' : '/opt/gateway',
});

function networksOf(container: DrillContainer) {
  const address = container.running ? container.spec.ip : '';
  const aliases = [container.spec.name, container.spec.service, container.id.slice(0, 12)];
  return Object.fromEntries(
    container.spec.networks.map((name) => [
      name,
      {
        IPAddress: address,
        Gateway: container.running ? '172.18.0.1' : '',
        IPPrefixLen: container.running ? 16 : 0,
        Aliases: aliases,
      },
    ]),
  );
}

/** A container as `GET /containers/{id}/json` describes it. */
export function detailOf(container: DrillContainer, now: number): ContainerDetail {
  const { spec } = container;
  const [path = '', ...args] = spec.command;
  return {
    Id: container.id,
    Name: `/${spec.name}`,
    Created: goTime(container.createdAt),
    Path: path,
    Args: args,
    Image: container.imageId,
    RestartCount: 0,
    State: {
      Status: container.running ? 'running' : 'exited',
      Running: container.running,
      Paused: false,
      Restarting: false,
      OOMKilled: container.oomKilled,
      Dead: false,
      Pid: container.running ? container.pid : 0,
      ExitCode: container.exitCode,
      Error: '',
      StartedAt: goTime(container.startedAt),
      FinishedAt: container.finishedAt === undefined ? neverTime : goTime(container.finishedAt),
      ...(spec.healthcheck ? { Health: healthOf(container, now) } : {}),
    },
    Config: {
      Image: spec.image,
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...spec.env],
      Cmd: spec.command,
      Labels: labelsOf(container),
      Tty: false,
      Hostname: container.id.slice(0, 12),
      ...(spec.healthcheck ? { Healthcheck: { Test: spec.healthcheck, Interval: 10_000_000_000 } } : {}),
    },
    HostConfig: {
      Memory: spec.memoryLimit,
      NanoCpus: spec.cpus * 1e9,
      CpuQuota: 0,
      CpuPeriod: 0,
      // The engine would bring a killed api back; the exercise wants it to stay down.
      RestartPolicy: { Name: spec.service === 'api' ? 'no' : 'unless-stopped', MaximumRetryCount: 0 },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } },
      CgroupParent: '',
      NetworkMode: spec.networks[0] ?? 'bridge',
    },
    Mounts: [],
    NetworkSettings: {
      Networks: networksOf(container),
      Ports: Object.fromEntries(
        (spec.published ?? []).map((port) => [
          `${port}/tcp`,
          [{ HostIp: '0.0.0.0', HostPort: String(port) }],
        ]),
      ),
    },
  };
}

function healthOf(container: DrillContainer, now: number) {
  const at = now - (now % 10_000);
  return {
    Status: container.running ? container.health : 'unhealthy',
    FailingStreak: container.failingStreak,
    Log: [
      {
        Start: goTime(at),
        End: goTime(at + 61),
        ExitCode: 0,
        Output: container.spec.service === 'db' ? 'accepting connections\n' : 'ok\n',
      },
    ],
  };
}
