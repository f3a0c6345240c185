import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { countIn, known, listOf, numberIn, textIn, timeIn } from './json.js';

/** An RDS instance before anybody has judged it. */
export interface DatabaseFacts {
  readonly name: string;
  readonly status: string;
  /** "postgres 15.4". */
  readonly engine: string;
  readonly instanceClass: string;
  readonly storageBytes?: number;
  readonly multiAz: boolean;
  readonly backupRetentionDays: number;
  readonly latestRestorableAt?: number;
}

const gib = 1024 ** 3;

/** `aws rds describe-db-instances --db-instance-identifier …` */
export function parseDatabase(answer: unknown): DatabaseFacts {
  const [from] = listOf(answer, 'DBInstances');
  if (!from) throw fail('malformed', msg('cloud.no-list', { key: 'DBInstances' }));
  const size = numberIn(from, 'AllocatedStorage');
  return {
    name: textIn(from, 'DBInstanceIdentifier'),
    status: textIn(from, 'DBInstanceStatus'),
    engine: [textIn(from, 'Engine'), textIn(from, 'EngineVersion')].join(' ').trim(),
    instanceClass: textIn(from, 'DBInstanceClass'),
    ...known('storageBytes', size === undefined ? undefined : size * gib),
    multiAz: from.MultiAZ === true,
    backupRetentionDays: countIn(from, 'BackupRetentionPeriod'),
    ...known('latestRestorableAt', timeIn(from, 'LatestRestorableTime')),
  };
}
