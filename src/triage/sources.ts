import { containerOf } from '../diagnosis/topology.js';
import type { Check, EcsStack, HostEntry } from '../domain/host.js';
import type { Signal } from '../domain/model.js';
import type { Need, NeedSource } from '../domain/playbook.js';
import type { BindContext } from './bind.js';
import {
  containerOfSignal,
  firstOfTier,
  resolveContainer,
  type Surroundings,
  tierByName,
} from './containers.js';

/** What a source gives, best first; empty when it gives nothing. `resolve` gives the value of another need. */
export function sourceValues(
  source: NeedSource,
  need: Pick<Need, 'type'>,
  context: BindContext,
  resolve: (name: string) => string | undefined,
): readonly string[] {
  if (source.kind === 'signal') return signalValues(source.tiers, need, context);
  const value = oneValue(source, context, resolve);
  return value === undefined ? [] : [value];
}

function oneValue(
  source: Exclude<NeedSource, { kind: 'signal' }>,
  context: BindContext,
  resolve: (name: string) => string | undefined,
): string | undefined {
  const { host, rows, row } = context;
  switch (source.kind) {
    case 'role': {
      const entries = host.containers.filter((one) => one.role === source.role);
      return entries.flatMap((one) => resolveContainer(one.name, context) ?? [])[0];
    }
    case 'tier':
      return firstOfTier(source.tier, context);
    case 'containers':
      return containersIn(source.tiers, context);
    case 'postgres': {
      const server = host.postgres[0];
      return source.field === 'container'
        ? serverContainer(server?.name, host.postgres, context)
        : server?.[source.field];
    }
    case 'redis': {
      const server = host.redis[0];
      return source.field === 'name' ? server?.name : serverContainer(server?.name, host.redis, context);
    }
    case 'queue':
      return queueValue(source.field, context);
    case 'check':
      return checkValue(source.field, host.checks);
    case 'stack':
      return stackValue(source.field, context);
    case 'ssh':
      return sshValue(source.field, host);
    case 'ecs':
      return ecsValue(source.field, context);
    case 'health-url': {
      const test = rows.find((one) => one.name === resolve(source.of))?.healthTest;
      return /https?:\/\/[^\s'"|;&<>()\\]+/.exec(test ?? '')?.[0];
    }
    case 'service': {
      const of = rows.find((one) => one.name === resolve(source.of));
      // Another project may have a service of that name: compose would take ours for it.
      const isForeign = host.stack.kind === 'compose' && of?.group !== composeProject(context);
      return isForeign ? undefined : of?.service;
    }
    case 'row':
      return row && Object.hasOwn(row, source.field) ? row[source.field] : undefined;
  }
}

/**
 * The suggesting signal speaks first, then its causes, its symptoms, and whatever else is wrong: a tree that was opened by
 * hand still means the container that is ill.
 */
function signalValues(
  tiers: readonly string[],
  { type }: Pick<Need, 'type'>,
  context: BindContext,
): readonly string[] {
  const values = bySuggestion(context).map((signal) => {
    const container = containerOfSignal(signal, context);
    if (tiers.length > 0 && (container === undefined || !tiers.includes(tierByName(container, context)))) {
      return undefined;
    }
    return type === 'container' ? container : tiers.length > 0 ? container : signal.object;
  });
  return values.filter((value) => value !== undefined);
}

function bySuggestion({ signals, signal: id }: BindContext): readonly Signal[] {
  const own = signals.find((one) => one.id === id);
  const order = (one: Signal): number => {
    if (!own || one === own) return 0;
    if (one.explains.includes(own.id)) return 1;
    return own.explains.includes(one.id) ? 2 : 3;
  };
  return signals
    .filter((one) => one === own || one.severity === 'critical' || one.severity === 'warn')
    .toSorted((a, b) => order(a) - order(b));
}

function serverContainer(
  name: string | undefined,
  entries: HostEntry['postgres'] | HostEntry['redis'],
  around: Surroundings,
): string | undefined {
  const pattern = name === undefined ? undefined : containerOf(name, entries);
  return pattern === undefined ? undefined : resolveContainer(pattern, around);
}

function queueValue(field: 'name' | 'worker' | 'beat', context: BindContext): string | undefined {
  if (field === 'name') return context.host.queues[0]?.name;
  const names = context.host.queues.flatMap((queue) => (queue.kind === 'celery' ? (queue[field] ?? []) : []));
  return names.flatMap((name) => resolveContainer(name, context) ?? [])[0];
}

/** Without those that have the name of another release: they are stopped because they shall be. */
function containersIn(tiers: readonly string[], context: BindContext): string | undefined {
  const names = context.host.containers.flatMap(({ name }) => resolveContainer(name, context) ?? []);
  const own = new Set(names.filter((name) => tiers.includes(tierByName(name, context))));
  return own.size > 0 ? [...own].join(',') : undefined;
}

type CheckField = Extract<NeedSource, { kind: 'check' }>['field'];

function checkValue(field: CheckField, checks: readonly Check[]): string | undefined {
  for (const check of checks) {
    if (field === 'url' && check.kind === 'http') return check.url;
    if (field === 'host' && check.kind === 'tls') return check.host;
    if (check.kind !== 'backup') continue;
    if (field === 'dir' || field === 'pattern') return check[field];
    const [prefix, ...rest] = check.pattern.split('*');
    if (field === 'prefix') return prefix;
    if (field === 'suffix') return rest.join('');
  }
  return undefined;
}

function stackValue(
  field: Extract<NeedSource, { kind: 'stack' }>['field'],
  context: BindContext,
): string | undefined {
  const { stack } = context.host;
  switch (field) {
    case 'dir':
      return stack.kind === 'compose' || stack.kind === 'kamal' ? stack.dir : undefined;
    case 'project':
      return composeProject(context);
    case 'service':
      return stack.kind === 'kamal' ? stack.service : undefined;
    case 'checkout':
      return stack.kind === 'kamal' ? stack.checkout : undefined;
    case 'env_file': {
      if (stack.kind !== 'compose' || stack.envFile === undefined) return undefined;
      return stack.envFile.startsWith('/')
        ? stack.envFile
        : `${stack.dir.replace(/\/$/, '')}/${stack.envFile.replace(/^\.\//, '')}`;
    }
  }
}

function sshValue(
  field: Extract<NeedSource, { kind: 'ssh' }>['field'],
  { connection }: HostEntry,
): string | undefined {
  if (connection.kind !== 'ssh') return undefined;
  const { destination, host = destination, port, user, identityFile, jump } = connection;
  if (field === 'key') return identityFile;
  if (field === 'jump') return jump;
  const name = host.includes(':') ? `[${host}]` : host;
  return `${user === undefined ? '' : `${user}@`}${name}${port === undefined ? '' : `:${port}`}`;
}

function ecsValue(
  field: Extract<NeedSource, { kind: 'ecs' }>['field'],
  context: BindContext,
): string | undefined {
  const { stack, logs } = context.host;
  if (stack.kind !== 'ecs') return undefined;
  switch (field) {
    case 'service':
      return ecsService(stack, context);
    case 'balancer':
      return stack.loadBalancer;
    case 'log_group': {
      const groups = logs.flatMap((log) => (log.kind === 'cloudwatch' ? [log.group] : []));
      const service = ecsService(stack, context) ?? '';
      return groups.find((group) => group.split('/').at(-1) === service) ?? groups[0];
    }
    default:
      return stack[field];
  }
}

/** The service that is ill, else the first of the host entry, else that of the first task. */
function ecsService(stack: EcsStack, context: BindContext): string | undefined {
  const ill = bySuggestion(context).find(({ id }) => id.startsWith('ecs.'))?.object;
  return ill ?? stack.services[0] ?? context.rows.find(({ service }) => service !== undefined)?.service;
}

/** The host entry's compose project: as it says, else that of most of its containers. */
function composeProject({ host: { stack }, rows }: Surroundings): string | undefined {
  if (stack.kind !== 'compose') return undefined;
  if (stack.project !== undefined) return stack.project;
  const groups = rows.filter(({ matters, group }) => matters && group !== '').map(({ group }) => group);
  const countOf = (group: string) => groups.filter((one) => one === group).length;
  return groups.toSorted((a, b) => countOf(b) - countOf(a))[0];
}
