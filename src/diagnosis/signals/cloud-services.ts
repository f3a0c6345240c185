import type { CloudData, CloudService } from '../../domain/cloud.js';
import { isRollingOut, taskSettleMs } from '../../domain/cloud-levels.js';
import { type Msg, msg } from '../../domain/message.js';
import type { Evidence, Severity } from '../../domain/model.js';
import { exitCodeOf, type StopKind } from '../../domain/stopped-task.js';
import { complaintsOf, failedDeploymentOf, isShort, type Stops, stopsOf } from '../cloud-facts.js';
import { type Context, evidence, type Found, found } from './found.js';

const noPlace = /unable to place a task|unable to assume the service linked role|no container instance met/i;
const unwell = /is unhealthy in|failed (?:\w+ )*health checks/i;

/** What is wrong with services and their tasks: deployments, stops, places, health, and too few of them. */
export function serviceSignals(data: CloudData, context: Context): readonly Found[] {
  return [
    ...data.missing.map((service) => missingSignal(service)),
    ...data.services.flatMap((service) => [
      ...deploymentSignal(service, data, context),
      ...stopSignal(service, data, context),
      ...placeSignal(service, context),
      ...healthSignal(service, context),
      ...shortSignal(service, context),
    ]),
  ];
}

/** A rule may ask whose tasks a signal is about, as it asks for a container. */
const about = (service: string, since?: number) => ({ container: service, since });

function missingSignal(service: string): Found {
  const text = msg('cloud.signal.missing', { service });
  return found('ecs.service-missing', service, 'critical', text, [evidence('containers', text, service)], {
    container: service,
  });
}

/** As bad as what is left: nothing runs, or the old tasks go on. */
const severityOf = (service: CloudService): Severity => (isShort(service) ? 'critical' : 'warn');

function deploymentSignal(service: CloudService, data: CloudData, { now }: Context): readonly Found[] {
  const failed = failedDeploymentOf(service, now);
  if (!failed) return [];
  const { deployment, event } = failed;
  const definition = deployment?.taskDefinition ?? service.taskDefinition;
  const stops = stopsOf(data, service, now);
  const proof = [
    ...(event ? [eventEvidence(service, event.text)] : []),
    ...(deployment?.reason
      ? [
          evidence(
            'containers',
            msg('cloud.evidence.rollout', { state: deployment.rollout ?? '', reason: deployment.reason }),
            service.name,
          ),
        ]
      : []),
    ...(stops ? [taskEvidence(stops)] : []),
  ];
  const text = msg('cloud.signal.deployment-failed', { service: service.name, definition });
  const since = event?.at ?? deployment?.createdAt;
  return [
    found(
      'ecs.deployment-failed',
      service.name,
      severityOf(service),
      text,
      proof,
      about(service.name, since),
    ),
  ];
}

const kinds: Readonly<Record<StopKind, string>> = {
  oom: 'ecs.oom',
  image: 'ecs.image-pull',
  start: 'ecs.tasks-stopping',
  exit: 'ecs.tasks-stopping',
  health: 'ecs.unhealthy',
};

/** A single task that ended is replaced; a second one, or one that leaves the service short, is trouble. */
function stopSignal(service: CloudService, data: CloudData, { now }: Context): readonly Found[] {
  const stops = stopsOf(data, service, now);
  if (!stops || (stops.tasks.length < 2 && !isLate(service, now))) return [];
  const since = Math.min(...stops.tasks.map(({ stoppedAt }) => stoppedAt ?? now));
  const text = stopText(service.name, stops);
  const proof = [taskEvidence(stops), ...countEvidence(service)];
  return [
    found(kinds[stops.kind], service.name, severityOf(service), text, proof, about(service.name, since)),
  ];
}

function stopText(service: string, { kind, tasks }: Stops): Msg {
  const n = tasks.length;
  switch (kind) {
    case 'oom':
      return msg('cloud.signal.oom', { service, n });
    case 'image':
      return msg('cloud.signal.image', { service });
    case 'start':
      return msg('cloud.signal.start', { service });
    case 'health':
      return msg('cloud.signal.unhealthy', { service });
    case 'exit':
      return msg('cloud.signal.stopping', { service, code: exitCodeOf(tasks[0]) ?? '?', n });
  }
}

function placeSignal(service: CloudService, { now }: Context): readonly Found[] {
  const [event] = complaintsOf(service, noPlace, now);
  if (!event || !isShort(service)) return [];
  const text = msg('cloud.signal.unplaced', { service: service.name });
  const proof = [eventEvidence(service, event.text), ...countEvidence(service)];
  return [found('ecs.unplaced', service.name, 'critical', text, proof, about(service.name, event.at))];
}

/** Health checks that fail while the task still runs; a task that was stopped for it stands with the stops. */
function healthSignal(service: CloudService, context: Context): readonly Found[] {
  const { rows, now } = context;
  const sick = rows.filter(
    (row) => row.service === service.name && row.state === 'running' && row.health === 'unhealthy',
  );
  const [event] = complaintsOf(service, unwell, now);
  if (sick.length === 0 && !event) return [];
  const text = msg('cloud.signal.unhealthy', { service: service.name });
  const proof = [
    ...(event ? [eventEvidence(service, event.text)] : []),
    ...sick.slice(0, 2).map((row) => evidence('containers', msg('situation.evidence.health'), row.name)),
  ];
  const severity = isShort(service) || sick.length >= service.running ? 'critical' : 'warn';
  return [found('ecs.unhealthy', service.name, severity, text, proof, about(service.name, event?.at))];
}

/** Short for longer than a start takes, and not because a deployment replaces its tasks just now. */
function isLate(service: CloudService, now: number): boolean {
  const { shortSince } = service;
  if (!isShort(service) || shortSince === undefined || now - shortSince < taskSettleMs) return false;
  return service.running === 0 || !isRollingOut(service, now);
}

function shortSignal(service: CloudService, { now }: Context): readonly Found[] {
  if (!isLate(service, now)) return [];
  const { name, running, desired } = service;
  const text = msg('cloud.signal.short', { service: name, running, desired });
  const severity = running === 0 ? 'critical' : 'warn';
  const proof = [
    ...countEvidence(service),
    ...service.events.slice(0, 1).map((e) => eventEvidence(service, e.text)),
  ];
  return [found('ecs.tasks-short', name, severity, text, proof, about(name, service.shortSince))];
}

const eventEvidence = (service: CloudService, text: string): Evidence =>
  evidence('containers', msg('cloud.evidence.event', { text: text.slice(0, 300) }), service.name);

const countEvidence = ({ name: service, desired, running, pending }: CloudService): readonly Evidence[] => [
  evidence('containers', msg('cloud.evidence.counts', { service, desired, running, pending }), service),
];

function taskEvidence({ tasks: [task] }: Stops): Evidence {
  const told = task.containers.find(({ reason }) => reason !== undefined && reason !== '');
  const reason = [task.reason, told ? `${told.name}: ${told.reason}` : '']
    .filter(Boolean)
    .join('; ')
    .slice(0, 300);
  const code = exitCodeOf(task);
  const params = { id: task.id.slice(0, 8), definition: task.taskDefinition, reason };
  const text =
    code === undefined
      ? msg('cloud.evidence.task', params)
      : msg('cloud.evidence.task-exit', { ...params, code });
  return evidence('containers', text, `${task.service ?? ''}/${task.id.slice(0, 8)}`);
}
