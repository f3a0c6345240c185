import type { AwsRead } from '../../../../src/domain/aws.js';
import type { HostEntry } from '../../../../src/domain/host.js';
import type { ProbeArgument } from '../../../../src/domain/playbook.js';

/** What the aws command line of the lab answered to step probes in one situation. */
export interface AwsRecording {
  /** Clock when it was recorded, ms. */
  readonly now: number;
  readonly host: HostEntry;
  readonly calls: readonly (AwsRead & { readonly answer: unknown })[];
}

const service = 'production-keiba-backend';

/** Each look that is recorded and replayed. */
export const looks: readonly (readonly [probe: string, args: Readonly<Record<string, ProbeArgument>>])[] = [
  ['aws-services', {}],
  ['aws-services', { service: 'production-keiba-ml' }],
  ['aws-service-events', { service }],
  ['aws-tasks', {}],
  ['aws-task-definitions', { service, max: 3 }],
  ['aws-logs', { group: `/ecs/${service}`, minutes: 2 }],
  ['aws-log-groups', {}],
  ['aws-alarms', {}],
  [
    'aws-metrics',
    { metric: ['error_percent', 'response_ms', 'service_cpu_percent', 'db_connections'], service },
  ],
  ['aws-release', { service }],
  ['aws-database', {}],
  ['aws-identity', {}],
];
