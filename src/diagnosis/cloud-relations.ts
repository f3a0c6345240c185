import type { Found } from './signals/found.js';

type Rule = (cause: Found, symptom: Found) => boolean;

/** Reasons why tasks end or do not start. */
const broken = /^ecs\.(oom|image-pull|unplaced|tasks-stopping|unhealthy)$/;
const short = /^ecs\.(tasks-short|service-missing)$/;
const database = /^rds\.(status|storage|connections|cpu|memory)$/;
const outside = /^http\.(?!tls)|^tls\.(dns|refused|timeout|tls|unreachable)$/;
const felt = /^alarm\.(error-rate|response-time)$/;

const sameService: Rule = (c, s) => c.container !== undefined && c.container === s.container;

/** On ECS: a deployment before the tasks that it broke, these before what is missing, and alarms at the end. */
export const cloudRules: readonly Rule[] = [
  (c, s) =>
    c.kind === 'ecs.deployment-failed' && (broken.test(s.kind) || short.test(s.kind)) && sameService(c, s),
  (c, s) => /^ecs\.(oom|image-pull)$/.test(c.kind) && s.kind === 'ecs.tasks-stopping' && sameService(c, s),
  (c, s) =>
    /^ecs\.(oom|image-pull|tasks-stopping)$/.test(c.kind) && s.kind === 'ecs.unhealthy' && sameService(c, s),
  (c, s) => broken.test(c.kind) && short.test(s.kind) && sameService(c, s),
  // What the application's log names ended its tasks, and so the deployment that waited for them.
  (c, s) =>
    /^(crash|names)\./.test(c.kind) &&
    (broken.test(s.kind) || short.test(s.kind) || s.kind === 'ecs.deployment-failed') &&
    sameService(c, s),
  (c, s) =>
    c.kind.startsWith('ecs.') && (outside.test(s.kind) || felt.test(s.kind) || s.kind === 'alarm.ecs'),
  (c, s) => outside.test(c.kind) && felt.test(s.kind),

  (c, s) => database.test(c.kind) && (s.kind === 'alarm.rds' || felt.test(s.kind) || outside.test(s.kind)),
  // An alarm of the database may ring where its own figures can't be judged: nobody was let in to ask for its limits.
  (c, s) =>
    c.kind === 'alarm.rds' && (felt.test(s.kind) || outside.test(s.kind) || s.kind === 'read.postgres'),
  (c, s) => c.kind === 'rds.status' && /^read\.postgres$|^crash\.db-|^names\./.test(s.kind),
  // Nothing of a task is kept on a disk of its own: what can't be extended is the database.
  (c, s) => /^rds\.(status|storage)$/.test(c.kind) && s.kind === 'crash.no-space',
  (c, s) =>
    /^rds\.(status|storage)$/.test(c.kind) && /^ecs\.(tasks-stopping|unhealthy|tasks-short)$/.test(s.kind),
  (c, s) =>
    c.kind === 'rds.connections' && /^(postgres\.connections(\.count)?|crash\.db-slots)$/.test(s.kind),
  // The server itself tells more than CloudWatch's figures of it.
  (c, s) =>
    /^postgres\.(slots|lock-idle|lock|slow|idle)$/.test(c.kind) &&
    (/^rds\.(connections|cpu)$/.test(s.kind) || s.kind === 'alarm.rds' || felt.test(s.kind)),
  (c, s) => /^crash\.(db-|memory|no-space)|^names\./.test(c.kind) && felt.test(s.kind),
];
