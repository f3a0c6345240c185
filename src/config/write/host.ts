import type { Connection, HostEntry, LogSource, Stack } from '../../domain/host.js';
import { checkInput } from './checks.js';
import { given, some, unless } from './given.js';
import { queueInput } from './queues.js';
import { postgresInput, redisInput } from './services.js';
import { thresholdsInput } from './thresholds.js';
import { durationText } from './units.js';

/** A host entry as plain data of hosts.yaml, in its usual order, without what is meant when left out. */
export function hostInput(entry: HostEntry): Record<string, unknown> {
  const { connection, containers } = entry;
  return given({
    title: entry.title,
    ...connectionInput(connection),
    environment: unless(entry.environment, connection.kind === 'drill' ? 'drill' : 'production'),
    language: entry.lang,
    sudo: entry.sudo === true ? true : undefined,
    docker_socket: entry.dockerSocket,
    stack: stackInput(entry.stack),
    containers: some(containers)?.map(({ name, role }) => (role === undefined ? name : { name, role })),
    postgres: postgresInput(entry.postgres),
    redis: redisInput(entry.redis),
    queues: some(entry.queues)?.map((queue) => queueInput(queue, entry)),
    alerts: some(entry.alerts)?.map(({ id, postgres, query, source }) =>
      given({ id, postgres: unless(postgres, entry.postgres[0]?.name ?? 'main'), query, source }),
    ),
    checks: some(entry.checks)?.map(checkInput),
    logs: isUsual(entry) ? undefined : entry.logs.map(logInput),
    thresholds: thresholdsInput(entry.thresholds),
    playbooks: entry.playbooks?.map(({ use, key, title, with: values, source }) =>
      given({ use, key, title, with: Object.keys(values).length > 0 ? values : undefined, source }),
    ),
    contacts: some(entry.contacts)?.map(({ role, name, reach, withinMinutes }) =>
      given({
        role,
        name,
        reach,
        within: withinMinutes === undefined ? undefined : durationText(withinMinutes * 60),
      }),
    ),
    response:
      entry.response === undefined
        ? undefined
        : Object.fromEntries(
            Object.entries(entry.response).map(([severity, minutes]) => [
              severity,
              durationText(minutes * 60),
            ]),
          ),
    actions: entry.actions,
  });
}

function connectionInput(connection: Connection): Record<string, unknown> {
  if (connection.kind !== 'ssh') return { [connection.kind]: true };
  const { destination, host, port, user, identityFile: key, jump, client } = connection;
  if ([host, key, jump, client].some((part) => part !== undefined)) {
    const [, loginUser, login = destination] = /^(?:([^@]+)@)?(.*)$/.exec(destination) ?? [];
    return { ssh: given({ host: host ?? login, port, user: user ?? loginUser, key, jump, client }) };
  }
  const address = /^[^[].*:.*:/.test(destination) ? `[${destination}]` : destination;
  return { ssh: `${user === undefined ? '' : `${user}@`}${address}${port === undefined ? '' : `:${port}`}` };
}

function stackInput(stack: Stack): unknown {
  switch (stack.kind) {
    case 'plain':
      return undefined;
    case 'kamal':
      return { kamal: given({ service: stack.service, dir: stack.dir, checkout: stack.checkout }) };
    case 'ecs': {
      const { kind: _, services, endpointUrl, loadBalancer, ...rest } = stack;
      return {
        ecs: given({
          ...rest,
          services: some(services),
          endpoint_url: endpointUrl,
          load_balancer: loadBalancer,
        }),
      };
    }
    case 'compose': {
      const { dir, files, envFile, project } = stack;
      return { compose: given({ dir, files: some(files), env_file: envFile, project }) };
    }
  }
}

/** Without a list the logs are those of the containers. */
const isUsual = ({ logs, containers }: HostEntry): boolean =>
  logs.length === containers.length &&
  logs.every((log, index) => log.kind === 'container' && log.container === containers[index]?.name);

const logInput = (log: LogSource): unknown =>
  log.kind === 'container'
    ? log.container
    : log.kind === 'file'
      ? given({ file: log.path, name: log.name })
      : given({ cloudwatch: log.group, name: log.name });
