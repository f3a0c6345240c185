import type { CloudDatabase, CloudService } from '../../domain/cloud.js';
import {
  databaseLevels,
  freeShare,
  isRollingOut,
  severityAbove,
  severityBelow,
  taskSettleMs,
} from '../../domain/cloud-levels.js';
import type { Msg } from '../../domain/message.js';
import { msg } from '../../domain/message.js';
import type { Severity } from '../../domain/model.js';
import type { CloudFigures } from './metrics.js';
import type { DatabaseFacts } from './parse-database.js';
import type { ServiceFacts } from './parse-services.js';

type Verdict = { readonly severity: Severity; readonly why?: Msg };

/** How a service stands, with its figures. `shortSince`: since when it has been seen with fewer tasks than wanted. */
export function judgedService(
  facts: ServiceFacts,
  figures: CloudFigures['services'][string] | undefined,
  shortSince: number | undefined,
  now: number,
): CloudService {
  const service = { ...facts, ...figures, ...(shortSince === undefined ? {} : { shortSince }) };
  return { ...service, ...verdict(service, now) };
}

function verdict(service: Omit<CloudService, 'severity'>, now: number): Verdict {
  const { status, desired, running, shortSince, deployments } = service;
  const failed = deployments.find(({ rollout }) => rollout === 'FAILED');
  const params = { running, desired };
  if (status !== 'ACTIVE') return { severity: 'warn', why: msg('cloud.why.status', { status }) };
  if (failed) {
    const severity = running < desired ? 'critical' : 'warn';
    return { severity, why: msg('cloud.why.failed', { reason: failed.reason ?? failed.id }) };
  }
  if (running < desired) {
    const late = shortSince !== undefined && now - shortSince >= taskSettleMs;
    if (running === 0 && late) return { severity: 'critical', why: msg('cloud.why.none', params) };
    if (isRollingOut(service, now) || !late) return { severity: 'info', why: msg('cloud.why.short', params) };
    return { severity: 'warn', why: msg('cloud.why.short', params) };
  }
  if (deployments.some(({ rollout }) => rollout === 'IN_PROGRESS'))
    return { severity: 'info', why: msg('cloud.why.rollout') };
  if (desired === 0) return { severity: 'info', why: msg('cloud.why.zero') };
  return { severity: 'ok' };
}

/** Statuses in which an instance serves as usual (Amazon RDS user guide, "Viewing Amazon RDS DB instance status"). */
const serving = /^(available|backing-up|storage-optimization|configuring-\w[\w-]*|delete-precheck)$/;
/** Statuses that pass by themselves; all others are trouble that stays. */
const passing =
  /^(creating|maintenance|modifying|moving-to-vpc|rebooting|renaming|resetting-master-credentials|starting|stopping|storage-config-upgrade|storage-initialization|upgrading|converting-to-vpc)$/;

export function judgedDatabase(facts: DatabaseFacts, figures: CloudFigures['database']): CloudDatabase {
  const database = { ...facts, ...figures };
  return { ...database, ...databaseVerdict(database) };
}

const statusSeverity = (status: string): Severity =>
  serving.test(status) ? 'ok' : passing.test(status) ? 'warn' : 'critical';

function databaseVerdict(database: Omit<CloudDatabase, 'severity'>): Verdict {
  const { status, cpuPercent, freeMemoryBytes } = database;
  const own = statusSeverity(status);
  if (own !== 'ok') return { severity: own, why: msg('cloud.why.database', { status }) };
  const free = freeShare(database);
  const storage = severityBelow(free, databaseLevels.storage);
  if (storage)
    return { severity: storage, why: msg('cloud.why.storage', { percent: Math.round((free ?? 0) * 100) }) };
  const cpu = severityAbove(cpuPercent, databaseLevels.cpu);
  if (cpu) return { severity: cpu, why: msg('cloud.why.cpu', { percent: Math.round(cpuPercent ?? 0) }) };
  const memory = severityBelow(freeMemoryBytes, databaseLevels.memory);
  if (memory)
    return {
      severity: memory,
      why: msg('cloud.why.memory', { mib: Math.round((freeMemoryBytes ?? 0) / 1024 ** 2) }),
    };
  return { severity: 'ok' };
}
