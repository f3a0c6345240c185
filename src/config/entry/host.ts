import type { HostEntry, LogSource, QueueEntry } from '../../domain/host.js';
import type { HostInput, HostsFileInput } from '../schema/host.js';
import { parseSeconds } from '../units.js';
import { checkOf } from './checks.js';
import { connectionOf, stackOf } from './connection.js';
import { playbookBinding } from './playbooks.js';
import { onlyName, postgresEntries, redisEntries } from './services.js';
import { thresholdsOf } from './thresholds.js';

type Defaults = HostsFileInput['defaults'];

/** The entry of a valid host, defaults filled in. */
export function hostEntry(name: string, input: HostInput, defaults: Defaults): HostEntry {
  const connection = connectionOf(input);
  const lang = input.language ?? defaults?.language;
  const containers = (input.containers ?? []).map((c) =>
    typeof c === 'string' ? { name: c } : { name: c.name, ...(c.role === undefined ? {} : { role: c.role }) },
  );
  const postgres = postgresEntries(input.postgres);
  const redis = redisEntries(input.redis);
  const onlyPostgres = postgres[0]?.name ?? onlyName;
  return {
    name,
    ...(input.title === undefined ? {} : { title: input.title }),
    connection,
    ...(input.sudo === undefined ? {} : { sudo: input.sudo }),
    ...(input.docker_socket === undefined ? {} : { dockerSocket: input.docker_socket }),
    environment: input.environment ?? (connection.kind === 'drill' ? 'drill' : 'production'),
    ...(lang === undefined ? {} : { lang }),
    stack: stackOf(input.stack),
    containers,
    postgres,
    redis,
    queues: (input.queues ?? []).map((q) => queueOf(q, redis[0]?.name ?? onlyName, onlyPostgres)),
    alerts: (input.alerts ?? []).map((a) => ({
      id: a.id,
      postgres: a.postgres ?? onlyPostgres,
      query: a.query.trim().replace(/;\s*$/, ''),
      ...(a.source === undefined ? {} : { source: a.source }),
    })),
    checks: (input.checks ?? []).map(checkOf),
    logs: input.logs?.map(logOf) ?? containers.map((c) => ({ kind: 'container', container: c.name })),
    thresholds: thresholdsOf(input.thresholds, defaults?.thresholds),
    contacts: (input.contacts ?? []).map((c) => ({
      role: c.role,
      ...(c.name === undefined ? {} : { name: c.name }),
      ...(c.reach === undefined ? {} : { reach: c.reach }),
      ...(c.within === undefined ? {} : { withinMinutes: (parseSeconds(c.within) ?? 0) / 60 }),
    })),
    ...(input.response === undefined ? {} : { response: responseOf(input.response) }),
    ...(input.playbooks === undefined ? {} : { playbooks: input.playbooks.map(playbookBinding) }),
    ...(input.actions === undefined ? {} : { actions: input.actions }),
  };
}

/** Minutes. */
const responseOf = (input: NonNullable<HostInput['response']>): NonNullable<HostEntry['response']> =>
  Object.fromEntries(
    Object.entries(input).flatMap(([severity, within]) =>
      within === undefined ? [] : [[severity, (parseSeconds(within) ?? 0) / 60]],
    ),
  );

function queueOf(
  input: NonNullable<HostInput['queues']>[number],
  redis: string,
  postgres: string,
): QueueEntry {
  if ('solid_queue' in input) {
    const q = input.solid_queue;
    return {
      kind: 'solid-queue',
      name: q.name ?? 'solid-queue',
      postgres: q.postgres ?? postgres,
      schema: q.schema ?? 'public',
    };
  }
  const q = input.celery;
  return {
    kind: 'celery',
    name: q.name ?? 'celery',
    redis: q.redis ?? redis,
    queues: q.queues ?? ['celery'],
    prefix: q.prefix ?? '',
    ...(q.worker === undefined ? {} : { worker: q.worker }),
    ...(q.beat === undefined ? {} : { beat: q.beat }),
    visibilityTimeoutSeconds: (q.visibility_timeout ? parseSeconds(q.visibility_timeout) : undefined) ?? 3600,
  };
}

function logOf(input: NonNullable<HostInput['logs']>[number]): LogSource {
  if (typeof input === 'string') return { kind: 'container', container: input };
  if ('container' in input) return { kind: 'container', container: input.container };
  const name = input.name === undefined ? {} : { name: input.name };
  if ('cloudwatch' in input) return { kind: 'cloudwatch', group: input.cloudwatch, ...name };
  return { kind: 'file', path: input.file, ...name };
}
