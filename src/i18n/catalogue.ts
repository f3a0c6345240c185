import { access } from './messages/access.js';
import { alerts } from './messages/alerts.js';
import { checklist } from './messages/checklist.js';
import { checks } from './messages/checks.js';
import { cli } from './messages/cli.js';
import { cloud } from './messages/cloud.js';
import { commands } from './messages/commands.js';
import { common } from './messages/common.js';
import { config } from './messages/config.js';
import { containers } from './messages/containers.js';
import { coverage } from './messages/coverage.js';
import { discovery } from './messages/discovery.js';
import { doctor } from './messages/doctor.js';
import { drill } from './messages/drill.js';
import { guide } from './messages/guide.js';
import { incident } from './messages/incident.js';
import { jobs } from './messages/jobs.js';
import { keys } from './messages/keys.js';
import { link } from './messages/link.js';
import { local } from './messages/local.js';
import { logs } from './messages/logs.js';
import { openssh } from './messages/openssh.js';
import { operate } from './messages/operate.js';
import { playbooks } from './messages/playbooks.js';
import { postgres } from './messages/postgres.js';
import { queues } from './messages/queues.js';
import { rows } from './messages/rows.js';
import { runtime } from './messages/runtime.js';
import { screens } from './messages/screens.js';
import { situation } from './messages/situation.js';
import { stats } from './messages/stats.js';
import { status } from './messages/status.js';
import { steps } from './messages/steps.js';
import { triage } from './messages/triage.js';
import { watch } from './messages/watch.js';

/** One message in every language that cockpit speaks. Parameters stand in {braces}. */
export interface Entry {
  readonly en: string;
  readonly ja: string;
}

/** All messages by id; ids begin with their area. Areas live in messages/, one file each. */
export const catalogue: Readonly<Record<string, Entry>> = {
  ...access,
  ...alerts,
  ...checks,
  ...checklist,
  ...cli,
  ...cloud,
  ...common,
  ...config,
  ...containers,
  ...coverage,
  ...drill,
  ...incident,
  ...jobs,
  ...keys,
  ...link,
  ...logs,
  ...postgres,
  ...queues,
  ...runtime,
  ...screens,
  ...situation,
  ...guide,
  ...operate,
  ...playbooks,
  ...rows,
  ...steps,
  ...triage,
  ...stats,
  ...watch,
  ...status,
  ...discovery,
  ...doctor,
  ...local,
  ...openssh,
  ...commands,
};
