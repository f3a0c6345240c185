import { applicationSignals } from './application.js';
import { cloudSignals } from './cloud.js';
import { containerSignals } from './containers.js';
import { diskSignals } from './disks.js';
import type { Context, Found } from './found.js';
import { gatewaySignals } from './gateway.js';
import { healthCheckSignals } from './health-check.js';
import { httpSignals } from './http.js';
import { jobSignals } from './jobs.js';
import { logSignals } from './log-causes.js';
import { maintenanceSignals } from './maintenance.js';
import { newImageSignals } from './new-image.js';
import { postgresSignals } from './postgres.js';
import { queueSignals } from './queues.js';
import { reachSignals } from './reach.js';
import { redisSignals } from './redis.js';
import { releaseSignals } from './release.js';
import { thresholdSignals } from './thresholds.js';

const families: readonly ((context: Context) => readonly Found[])[] = [
  reachSignals,
  cloudSignals,
  containerSignals,
  logSignals,
  healthCheckSignals,
  gatewaySignals,
  httpSignals,
  releaseSignals,
  maintenanceSignals,
  postgresSignals,
  queueSignals,
  redisSignals,
  newImageSignals,
  diskSignals,
  thresholdSignals,
  jobSignals,
  applicationSignals,
];

/** Everything that any family finds, causes and symptoms alike. */
export const findSignals = (context: Context): readonly Found[] =>
  families.flatMap((family) => family(context));
