import type { EcsStack } from './host.js';

/**
 * The closed list of calls that a reader may make of AWS: each only reads. A call is named, never spelled out by its
 * caller; the words are those of the aws command line (versions 1 and 2) after its global options.
 */
export const awsReads = {
  /** At most 10 services a call; `.services[]` with deployments and events, `.failures[]`. */
  services: (cluster: string, ...services: string[]) => [
    ...['ecs', 'describe-services', '--cluster', cluster],
    ...['--services', ...services],
  ],
  /** `.serviceArns[]`. */
  serviceNames: (cluster: string) => ['ecs', 'list-services', '--cluster', cluster],
  /** `.taskArns[]`; those that have stopped are kept for about an hour. */
  taskNames: (cluster: string, status: string) => [
    ...['ecs', 'list-tasks', '--cluster', cluster],
    ...['--desired-status', status],
  ],
  /** At most 100 tasks a call; `.tasks[]`. */
  tasks: (cluster: string, ...tasks: string[]) => [
    ...['ecs', 'describe-tasks', '--cluster', cluster],
    ...['--tasks', ...tasks],
  ],
  /** `.taskDefinition`; its environment may hold secrets, and never leaves the reader unmasked. */
  taskDefinition: (name: string) => ['ecs', 'describe-task-definition', '--task-definition', name],
  /** `.taskDefinitionArns[]`, newest first. */
  taskDefinitions: (family: string, most: string) => [
    ...['ecs', 'list-task-definitions', '--family-prefix', family],
    ...['--sort', 'DESC', '--max-items', most],
  ],
  /** `.DBInstances[0]`. */
  database: (name: string) => ['rds', 'describe-db-instances', '--db-instance-identifier', name],
  /** `.MetricAlarms[]`. */
  alarms: (prefix: string) => ['cloudwatch', 'describe-alarms', '--alarm-name-prefix', prefix],
  /** `.MetricDataResults[]`; `queries` is the JSON of --metric-data-queries, times are ISO 8601. */
  metrics: (queries: string, start: string, end: string) => [
    ...['cloudwatch', 'get-metric-data', '--metric-data-queries', queries],
    ...['--start-time', start, '--end-time', end],
  ],
  /** `.events[]` of a log group since `start` (ms since the epoch), oldest first. */
  logEvents: (group: string, start: string, most: string) => [
    ...['logs', 'filter-log-events', '--log-group-name', group],
    ...['--start-time', start, '--max-items', most],
  ],
  /** `.logGroups[]` with retentionInDays. */
  logGroups: (prefix: string) => ['logs', 'describe-log-groups', '--log-group-name-prefix', prefix],
  /** Who the credentials belong to: `.Arn`. */
  identity: () => ['sts', 'get-caller-identity'],
} as const satisfies Record<string, (...args: string[]) => readonly string[]>;

export type AwsReadId = keyof typeof awsReads;

/** A call of a listed read. */
export interface AwsRead {
  readonly id: AwsReadId;
  readonly args: readonly string[];
}

/** `awsRead('alarms', 'production-')` */
export function awsRead<Id extends AwsReadId>(id: Id, ...args: Parameters<(typeof awsReads)[Id]>): AwsRead {
  return { id, args };
}

/** The argv of a call; throws on arguments that could be taken for options or that hold a NUL. */
export function argvOfAwsRead(read: AwsRead, stack: EcsStack): readonly string[] {
  for (const arg of read.args) {
    if (arg.startsWith('-') || arg.includes('\0')) throw new TypeError(`aws read ${read.id}: bad argument`);
  }
  const build = awsReads[read.id] as (...args: readonly string[]) => readonly string[];
  return [...awsCommand(stack), ...build(...read.args)];
}

/** `aws` with the options that every call has. Version 1 knows them too, and without a terminal version 2 has no pager. */
export function awsCommand({ region, profile, endpointUrl }: EcsStack): readonly string[] {
  return [
    ...['aws', '--output', 'json'],
    ...(region === undefined ? [] : ['--region', region]),
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(endpointUrl === undefined ? [] : ['--endpoint-url', endpointUrl]),
  ];
}
