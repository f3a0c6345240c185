import type { StepProbe } from '../../domain/step-probe.js';
import { awsAlarmsProbe } from './aws/alarms.js';
import { awsDatabaseProbe } from './aws/database.js';
import { awsIdentityProbe } from './aws/identity.js';
import { awsLogGroupsProbe } from './aws/log-groups.js';
import { awsLogsProbe } from './aws/logs.js';
import { awsMetricsProbe } from './aws/metrics.js';
import { awsReleaseProbe } from './aws/release.js';
import { awsServiceEventsProbe } from './aws/service-events.js';
import { awsServicesProbe } from './aws/services.js';
import { awsTaskDefinitionsProbe } from './aws/task-definitions.js';
import { awsTasksProbe } from './aws/tasks.js';
import { bucketFilesProbe } from './bucket-files.js';
import { composeProbe } from './commands/compose.js';
import { execProbe } from './commands/exec.js';
import { runProbe } from './commands/run.js';
import { answersProbe } from './docker/answers.js';
import { diskUsageProbe } from './docker/disk-usage.js';
import { healthLogProbe } from './docker/health-log.js';
import { imagesProbe } from './docker/images.js';
import { inspectProbe } from './docker/inspect.js';
import { logErrorsProbe } from './docker/log-errors.js';
import { logFilesProbe } from './docker/log-files.js';
import { logLimitsProbe } from './docker/log-limits.js';
import { logsProbe } from './docker/logs.js';
import { networksProbe } from './docker/networks.js';
import { processesProbe } from './docker/processes.js';
import { volumesProbe } from './docker/volumes.js';
import { filesProbe } from './files.js';
import { commitsProbe } from './git/commits.js';
import { migrationsProbe } from './git/migrations.js';
import { variablesProbe } from './git/variables.js';
import { httpProbe } from './http.js';
import { jobRunsProbe } from './jobs/runs.js';
import { scheduleProbe } from './jobs/schedule.js';
import { settingsProbe } from './jobs/settings.js';
import { kamalCertificateProbe } from './kamal/certificate.js';
import { containerMigrationsProbe } from './kamal/container-migrations.js';
import { kamalLockProbe } from './kamal/lock.js';
import { kamalReleasesProbe } from './kamal/releases.js';
import { kamalServicesProbe } from './kamal/services.js';
import { kamalVersionsProbe } from './kamal/versions.js';
import { checksProbe } from './live/checks.js';
import { connectionsProbe } from './live/connections.js';
import { containersProbe } from './live/containers.js';
import { disksProbe } from './live/disks.js';
import { failedJobsProbe } from './live/failed-jobs.js';
import { hostProbe } from './live/host.js';
import { locksProbe } from './live/locks.js';
import { queueFiguresProbe } from './live/queue-figures.js';
import { queuesProbe } from './live/queues.js';
import { redisProbe } from './live/redis.js';
import { schedulerProbe } from './live/scheduler.js';
import { sessionsProbe } from './live/sessions.js';
import { statementsProbe } from './live/statements.js';
import { workersProbe } from './live/workers.js';
import { sqlProbe } from './sql.js';
import { tableAgeProbe } from './tables/table-age.js';
import { tableRowsProbe } from './tables/table-rows.js';
import { tablesProbe } from './tables/tables.js';

/** Every read-only look that a playbook may use, by concern. */
export const stepProbes: readonly StepProbe[] = [
  awsAlarmsProbe,
  awsDatabaseProbe,
  awsIdentityProbe,
  awsLogGroupsProbe,
  awsLogsProbe,
  awsMetricsProbe,
  awsReleaseProbe,
  awsServiceEventsProbe,
  awsServicesProbe,
  awsTaskDefinitionsProbe,
  awsTasksProbe,
  composeProbe,
  execProbe,
  runProbe,
  answersProbe,
  diskUsageProbe,
  healthLogProbe,
  imagesProbe,
  inspectProbe,
  logErrorsProbe,
  logFilesProbe,
  logLimitsProbe,
  logsProbe,
  networksProbe,
  processesProbe,
  volumesProbe,
  kamalCertificateProbe,
  kamalLockProbe,
  kamalReleasesProbe,
  kamalServicesProbe,
  kamalVersionsProbe,
  containerMigrationsProbe,
  jobRunsProbe,
  scheduleProbe,
  settingsProbe,
  checksProbe,
  connectionsProbe,
  containersProbe,
  disksProbe,
  failedJobsProbe,
  hostProbe,
  locksProbe,
  queueFiguresProbe,
  queuesProbe,
  redisProbe,
  schedulerProbe,
  sessionsProbe,
  statementsProbe,
  workersProbe,
  bucketFilesProbe,
  filesProbe,
  commitsProbe,
  migrationsProbe,
  variablesProbe,
  httpProbe,
  sqlProbe,
  tableAgeProbe,
  tableRowsProbe,
  tablesProbe,
];
