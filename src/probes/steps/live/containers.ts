import type { HostEntry } from '../../../domain/host.js';
import type { ContainerRow, ContainersData } from '../../../domain/model.js';
import { nameMatches } from '../../../domain/name-pattern.js';
import { textOf, wordsOf } from '../arguments.js';
import { optional } from '../parameters.js';
import { type Row, rounded } from '../seen.js';
import { hostClock, secondsSince } from './host-clock.js';
import { type LiveLook, liveProbe } from './live-look.js';

/** Containers as the pane shows them, by name in the order of the pane. */
export const containersProbe = liveProbe(
  {
    id: 'containers',
    about:
      'containers as the pane shows them; one that is asked for by name, or named in the host entry, and is not there has the state "missing"',
    parameters: {
      name: optional('text', 'its name, or several with commas between; * stands for any characters'),
      role: optional('name', 'only those with this role in the host entry'),
    },
    fields: [
      'name',
      'group',
      'service',
      'role',
      'id',
      'state',
      'health',
      'exit',
      'oom',
      'restarts',
      'restarts_per_hour',
      'since_s',
      'started_s_ago',
      'image',
      'version',
      'image_changed_s_ago',
      'health_output',
      'health_test',
      'networks',
      'cpu',
      'cpu_of_limit_percent',
      'memory_percent',
      'matters',
      'severity',
    ],
  },
  (from, args): LiveLook<ContainersData> => {
    const names = wordsOf(args, 'name')
      .flatMap((name) => name.split(','))
      .filter((name) => name !== '');
    const role = textOf(args, 'role');
    const isNamed = (row: Row): boolean =>
      names.length === 0 || names.some((name) => name === row.name || nameMatches(name, String(row.name)));
    const isWanted = (row: Row): boolean => isNamed(row) && (role === undefined || row.role === role);
    return {
      slot: 'containers',
      snapshot: () => from.live.containers(),
      command: ['docker ps -a', ...names.map((name) => `--filter name=^${name.replaceAll('*', '.*')}$`)].join(
        ' ',
      ),
      rows(data) {
        const now = hostClock(from);
        const rows = data.rows.map((row) => rowOf(row, from.host, now)).filter(isWanted);
        const missing = data.missing.map((each) => missingRow(each, from.host)).filter(isWanted);
        const asked = role === undefined ? names.filter((name) => !name.includes('*')) : [];
        const known = new Set([...rows, ...missing].map((row) => row.name));
        const absent = asked.filter((name) => !known.has(name)).map((name) => missingRow(name, from.host));
        return [...rows, ...missing, ...absent];
      },
    };
  },
);

const roleOf = (name: string, host: HostEntry): string | undefined =>
  host.containers.find((entry) => entry.name === name || nameMatches(entry.name, name))?.role;

const missingRow = (name: string, host: HostEntry): Row => ({
  name,
  role: roleOf(name, host),
  state: 'missing',
  matters: host.containers.some((entry) => entry.name === name),
  severity: 'critical',
});

function rowOf(row: ContainerRow, host: HostEntry, now: number): Row {
  const { cpuPercent, cpuLimit, memoryBytes, memoryLimitBytes } = row;
  const ended = row.state !== 'running' && row.state !== 'paused';
  return {
    name: row.name,
    group: row.group,
    service: row.service,
    role: roleOf(row.name, host),
    id: row.id.slice(0, 12),
    state: row.state,
    health: row.health,
    exit: row.exitCode,
    oom: row.oomKilled,
    restarts: row.restarts,
    restarts_per_hour: rounded(row.restartsPerHour),
    since_s: secondsSince(ended ? (row.finishedAt ?? row.createdAt) : row.startedAt, now),
    started_s_ago: secondsSince(row.startedAt, now),
    image: row.image,
    version: row.version,
    image_changed_s_ago: secondsSince(row.imageChangedAt, now),
    health_output: row.healthOutput,
    health_test: row.healthTest,
    networks: row.networks.join(' '),
    cpu: rounded(cpuPercent),
    cpu_of_limit_percent: cpuPercent === undefined || !cpuLimit ? undefined : rounded(cpuPercent / cpuLimit),
    memory_percent:
      memoryBytes === undefined || !memoryLimitBytes
        ? undefined
        : rounded((100 * memoryBytes) / memoryLimitBytes),
    matters: row.matters,
    severity: row.severity,
  };
}
