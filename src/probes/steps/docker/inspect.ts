import type { ContainerDetail } from '../../../domain/docker.js';
import type { EvidenceLine } from '../../../domain/evidence.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { cpuLimitOf, healthTestOf, timeOf } from '../../containers/row.js';
import { hostClock, secondsSince } from '../live/host-clock.js';
import { required } from '../parameters.js';
import { capped, type Row, tableOf } from '../seen.js';
import { containerOf } from './container-argument.js';
import { safeInspection } from './safe-inspection.js';

export const inspectProbe: StepProbe = {
  id: 'inspect',
  about:
    'what docker inspect says of a container: one row, and JSON for json conditions (Config.Env is an object of names, values masked unless empty)',
  parameters: { container: required('container', 'its name') },
  fields: [
    'name',
    'id',
    'state',
    'running',
    'exit',
    'oom',
    'error',
    'restarts',
    'pid',
    'health',
    'failing_streak',
    'health_test',
    'image',
    'image_id',
    'restart_policy',
    'memory_limit_bytes',
    'cpus',
    'networks',
    'ips',
    'log_driver',
    'started_s_ago',
    'finished_s_ago',
  ],
  gives: 'both',
  async read(from, args, { signal }) {
    const container = containerOf(args);
    const detail = await from.readers.docker.inspect(container, signal);
    const text = JSON.stringify(safeInspection(detail), null, 2);
    const lines = text.split('\n').map((line): EvidenceLine => ({ text: line, stream: 'stdout' }));
    return {
      command: `docker inspect ${container}`,
      where: 'host',
      ...capped(lines),
      table: tableOf(inspectProbe.fields, [rowOf(detail, hostClock(from))]),
    };
  },
};

function rowOf(detail: ContainerDetail, now: number): Row {
  const { State, Config, HostConfig, NetworkSettings } = detail;
  const networks = Object.entries(NetworkSettings.Networks ?? {});
  return {
    name: detail.Name.replace(/^\//, ''),
    id: detail.Id.slice(0, 12),
    state: State.Status,
    running: State.Running,
    exit: State.ExitCode,
    oom: State.OOMKilled,
    error: State.Error || undefined,
    restarts: detail.RestartCount,
    pid: State.Pid || undefined,
    health: State.Health?.Status ?? 'none',
    failing_streak: State.Health?.FailingStreak,
    health_test: healthTestOf(detail) || undefined,
    image: Config.Image,
    image_id: detail.Image,
    restart_policy: HostConfig.RestartPolicy?.Name || 'no',
    memory_limit_bytes: HostConfig.Memory || undefined,
    cpus: cpuLimitOf(HostConfig),
    networks: networks.map(([name]) => name).join(' '),
    ips: networks.flatMap(([, { IPAddress }]) => (IPAddress ? [IPAddress] : [])).join(' '),
    log_driver: HostConfig.LogConfig?.Type,
    started_s_ago: secondsSince(timeOf(State.StartedAt), now),
    finished_s_ago: State.Running ? undefined : secondsSince(timeOf(State.FinishedAt), now),
  };
}
