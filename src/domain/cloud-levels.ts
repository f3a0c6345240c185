import type { CloudDatabase, CloudService } from './cloud.js';
import type { Severity } from './model.js';

/** A task that ended by itself is replaced within this time, on Fargate too. */
export const taskSettleMs = 90_000;
/** A rollout in which nothing failed may run with fewer tasks than are wanted, as its minimum allows, for this long. */
const rolloutMs = 10 * 60_000;

/** Whether a deployment goes on as it should: nothing has failed, and it has not been at it for too long. */
export const isRollingOut = ({ deployments }: Pick<CloudService, 'deployments'>, now: number): boolean =>
  deployments.some(
    ({ rollout, failedTasks, createdAt }) =>
      rollout === 'IN_PROGRESS' && failedTasks === 0 && now - createdAt < rolloutMs,
  );

interface Levels {
  readonly warn: number;
  readonly critical: number;
}

/** The runbooks name no levels of RDS; shares of what there is, CPU in percent, memory in bytes. */
export const databaseLevels = {
  /** Of the storage, that is left. */
  storage: { warn: 0.15, critical: 0.05 },
  /** Of the connections that the server gives out. */
  connections: { warn: 0.8, critical: 0.95 },
  cpu: { warn: 80, critical: 95 },
  /** That is left. */
  memory: { warn: 128 * 1024 ** 2, critical: 64 * 1024 ** 2 },
} as const satisfies Record<string, Levels>;

export const severityAbove = (value: number | undefined, { warn, critical }: Levels): Severity | undefined =>
  value === undefined || value < warn ? undefined : value >= critical ? 'critical' : 'warn';

export const severityBelow = (value: number | undefined, { warn, critical }: Levels): Severity | undefined =>
  value === undefined || value > warn ? undefined : value <= critical ? 'critical' : 'warn';

/** Of its storage, 0 to 1; undefined without figures. */
export const freeShare = ({
  freeStorageBytes,
  storageBytes,
}: Pick<CloudDatabase, 'freeStorageBytes' | 'storageBytes'>): number | undefined =>
  freeStorageBytes === undefined || storageBytes === undefined || storageBytes === 0
    ? undefined
    : freeStorageBytes / storageBytes;
