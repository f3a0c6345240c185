import type { StepProbe } from '../../domain/step-probe.js';
import { composeProbe } from './commands/compose.js';
import { execProbe } from './commands/exec.js';
import { runProbe } from './commands/run.js';
import { diskUsageProbe } from './docker/disk-usage.js';
import { healthLogProbe } from './docker/health-log.js';
import { imagesProbe } from './docker/images.js';
import { inspectProbe } from './docker/inspect.js';
import { logFilesProbe } from './docker/log-files.js';
import { logsProbe } from './docker/logs.js';
import { networksProbe } from './docker/networks.js';
import { processesProbe } from './docker/processes.js';
import { filesProbe } from './files.js';
import { httpProbe } from './http.js';
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

/** Every read-only look that a playbook may use, by concern. */
export const stepProbes: readonly StepProbe[] = [
  composeProbe,
  execProbe,
  runProbe,
  diskUsageProbe,
  healthLogProbe,
  imagesProbe,
  inspectProbe,
  logFilesProbe,
  logsProbe,
  networksProbe,
  processesProbe,
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
  filesProbe,
  httpProbe,
  sqlProbe,
];
