import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsReader } from '../../../src/domain/access.js';
import type { AwsRead } from '../../../src/domain/aws.js';
import { fail } from '../../../src/domain/failure.js';
import type { EcsStack, HostEntry } from '../../../src/domain/host.js';
import { msg } from '../../../src/domain/message.js';

/** Answers of the real aws command line, as `record.ts` wrote them. */
export interface Recording {
  /** ms since the epoch. */
  readonly at: number;
  readonly calls: readonly {
    readonly id: string;
    readonly args: readonly string[];
    readonly answer: unknown;
  }[];
}

export const keibaStack: EcsStack = {
  kind: 'ecs',
  cluster: 'production-keiba-cluster',
  services: ['production-keiba-backend', 'production-keiba-frontend'],
  aws: 'operator',
  region: 'ap-northeast-1',
  database: 'production-keiba-db',
  alarms: 'production-keiba-',
  loadBalancer: 'app/production-keiba-alb/50dc6c495c0c9188',
};

export const keibaHost = (more: Partial<EcsStack> = {}): HostEntry & { readonly stack: EcsStack } => ({
  name: 'keiba',
  connection: { kind: 'local' },
  environment: 'production',
  stack: { ...keibaStack, ...more },
  containers: [],
  postgres: [],
  redis: [],
  queues: [],
  alerts: [],
  checks: [],
  logs: [{ kind: 'cloudwatch', group: '/ecs/production-keiba-backend', name: 'backend' }],
  thresholds: [],
  contacts: [],
});

export const recordingOf = (scene: string): Recording =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, `../../fixtures/aws/${scene}.json`), 'utf8'),
  ) as Recording;

/** Answers as the recording has them; by the call's name and its first argument, since times and ids differ. */
export function replay({ calls }: Recording): AwsReader & { readonly asked: AwsRead[] } {
  const asked: AwsRead[] = [];
  return {
    asked,
    async read(call) {
      asked.push(call);
      const same = calls.filter(({ id }) => id === call.id);
      const found =
        same.find(({ args }) => JSON.stringify(args) === JSON.stringify(call.args)) ??
        same.find(({ args }) => args[1] === call.args[1]) ??
        same[0];
      // What gave no answer when it was recorded gives none now.
      if (!found) throw fail('timeout', msg('cloud.unreachable'));
      return found.answer;
    },
  };
}
