import type { ContainerDetail, ContainerSummary } from '../../domain/docker.js';
import { type DrillContainer, hash } from '../system/container.js';
import { healthTimes, projectName } from '../system/specs.js';

const goTime = (ms: number) => `${new Date(ms).toISOString().slice(0, -1)}417093Z`;
const neverTime = '0001-01-01T00:00:00Z';

/** A container as `GET /containers/json` lists it. */
export function summaryOf(
  container: DrillContainer,
  now: number,
): ContainerSummary & Record<string, unknown> {
  const { spec } = container;
  return {
    Id: container.id,
    Names: [`/${spec.name}`],
    Image: spec.image,
    ImageID: container.imageId,
    Command: spec.command.join(' '),
    Created: Math.floor(container.createdAt / 1000),
    State: container.state,
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
    HostConfig: { NetworkMode: spec.networks[0] ?? 'bridge' },
    NetworkSettings: { Networks: networksOf(container, false) },
    Mounts: spec.mounts ?? [],
  };
}

function statusOf(container: DrillContainer, now: number): string {
  const { state, exitCode, finishedAt = now, startedAt, spec, health } = container;
  switch (state) {
    case 'created':
      return 'Created';
    case 'restarting':
      return `Restarting (${exitCode}) ${ago(now - finishedAt)} ago`;
    case 'exited':
      return `Exited (${exitCode}) ${ago(now - finishedAt)} ago`;
    case 'paused':
      return `Up ${ago(now - startedAt)} (Paused)`;
    default: {
      const says = health.status === 'starting' ? 'health: starting' : health.status;
      return `Up ${ago(now - startedAt)}${spec.healthcheck ? ` (${says})` : ''}`;
    }
  }
}

/** As Go's units.HumanDuration says it. */
export function ago(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.floor(seconds / 60);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.round(seconds / 3600);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.floor(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.floor(hours / 24 / 7)} weeks`;
  return `${Math.floor(hours / 24 / 30)} months`;
}

const folders: Readonly<Record<string, string>> = {
  [projectName]: '/opt/salon-gbp/deploy',
  gateway: '/opt/gateway',
};

const labelsOf = ({ spec, imageId }: DrillContainer): Record<string, string> => {
  const folder = folders[spec.project] ?? '/';
  const own = spec.project === projectName;
  return {
    'com.docker.compose.container-number': '1',
    'com.docker.compose.image': imageId,
    'com.docker.compose.oneoff': 'False',
    'com.docker.compose.project': spec.project,
    'com.docker.compose.project.config_files': own
      ? `${folder}/docker-compose.prod.yml`
      : `${folder}/docker-compose.yml`,
    ...(own ? { 'com.docker.compose.project.environment_file': '/opt/salon-gbp/.env' } : {}),
    'com.docker.compose.project.working_dir': folder,
    'com.docker.compose.service': spec.service,
    'com.docker.compose.version': '2.29.7',
  };
};

/** The list leaves the aliases out; the description has them. */
function networksOf(container: DrillContainer, full: boolean) {
  return Object.fromEntries(
    [...container.networks].map(([name, { ip, aliases }]) => [
      name,
      {
        IPAMConfig: null,
        Links: null,
        Aliases: full ? aliases : null,
        NetworkID: hash(`drill network ${name}`),
        EndpointID: container.running ? hash(`${container.id} ${name}`) : '',
        Gateway: container.running ? '172.18.0.1' : '',
        IPAddress: container.running ? ip : '',
        IPPrefixLen: container.running ? 16 : 0,
        DriverOpts: null,
      },
    ]),
  );
}

/** A container as `GET /containers/{id}/json` describes it. */
export function detailOf(container: DrillContainer): ContainerDetail & Record<string, unknown> {
  const { spec } = container;
  const [path = '', ...args] = spec.command;
  return {
    Id: container.id,
    Name: `/${spec.name}`,
    Created: goTime(container.createdAt),
    Path: path,
    Args: args,
    Image: container.imageId,
    RestartCount: container.restartCount,
    LogPath: `/var/lib/docker/containers/${container.id}/${container.id}-json.log`,
    Driver: 'overlay2',
    Platform: 'linux',
    State: {
      Status: container.state,
      // The engine counts a container that waits for its next start among those that run.
      Running: container.running || container.state === 'restarting',
      Paused: container.state === 'paused',
      Restarting: container.state === 'restarting',
      OOMKilled: container.oomKilled,
      Dead: false,
      Pid: container.running ? container.pid : 0,
      ExitCode: container.exitCode,
      Error: '',
      StartedAt: container.state === 'created' ? neverTime : goTime(container.startedAt),
      FinishedAt: container.finishedAt === undefined ? neverTime : goTime(container.finishedAt),
      ...(spec.healthcheck ? { Health: healthOf(container) } : {}),
    },
    Config: {
      Image: spec.image,
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...spec.env],
      Cmd: spec.command,
      ...noEntrypoint,
      Labels: labelsOf(container),
      Tty: false,
      Hostname: container.id.slice(0, 12),
      ...(spec.healthcheck ? { Healthcheck: healthcheckOf(spec.healthcheck) } : {}),
    },
    HostConfig: {
      Memory: spec.memoryLimit,
      NanoCpus: spec.cpus * 1e9,
      CpuQuota: 0,
      CpuPeriod: 0,
      RestartPolicy: { Name: container.restart, MaximumRetryCount: 0 },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } },
      CgroupParent: '',
      NetworkMode: spec.networks[0] ?? 'bridge',
    },
    Mounts: spec.mounts ?? [],
    NetworkSettings: {
      Networks: networksOf(container, true),
      Ports: Object.fromEntries(
        (spec.published ?? []).map((port) => [
          `${port}/tcp`,
          [{ HostIp: '0.0.0.0', HostPort: String(port) }],
        ]),
      ),
    },
  };
}

/** The images have none; the domain's type of a description does not read it. */
const noEntrypoint = { Entrypoint: null };

const healthOf = ({ health }: DrillContainer) => ({
  Status: health.status,
  FailingStreak: health.failingStreak,
  Log: health.log,
});

const healthcheckOf = (test: readonly string[]) => ({
  Test: test,
  Interval: healthTimes.intervalMs * 1e6,
  Timeout: healthTimes.timeoutMs * 1e6,
  StartPeriod: healthTimes.startPeriodMs * 1e6,
  Retries: healthTimes.retries,
});
