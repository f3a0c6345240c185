import type { CloudData, CloudService } from '../../domain/cloud.js';
import type { ContainerRow, Severity } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { wasStopped } from '../alerts/containers.js';
import { isShort, stopsOf } from '../cloud-facts.js';
import { isCrashing } from '../crashes.js';
import type { ErrorLine } from '../view.js';
import type { Context } from './found.js';
import { serviceOfSource } from './log-groups.js';

/** A container, or a service on ECS whose tasks write into one log group, with its lines that may name a cause. */
export interface LogWriter {
  readonly name: string;
  /** How people call it. */
  readonly who: string;
  /** It is down or unwell, so that one line is enough. */
  readonly ill: boolean;
  /** Of what its log names. */
  readonly severity: Severity;
  /** Oldest first. */
  readonly lines: readonly ErrorLine[];
}

/** Lines of a container that runs count for this long: an error that has ceased is no cause. */
const freshMs = 30_000;
/** An unhealthy container tells its trouble at each health check, which may be a minute apart. */
const unhealthyMs = 90_000;
/** Last words stand this close to the death. */
const lastWordsMs = 60_000;
/** A group is asked four times a minute, and gives its lines some seconds later than they were written. */
const freshGroupMs = 75_000;
/** The clock of AWS is not that of the log line. */
const clockMs = 10_000;
/** What is read when a program starts, and told once: it holds as long as the program is unwell. */
const startMs = 60_000;
const toldAtStart = /No such file|ENOENT|Permission denied|EACCES|Unpickling|Ran out of input/;

/** The containers whose lines may name a cause. */
export function containerWriters(context: Context): readonly LogWriter[] {
  return context.rows.flatMap((row) => {
    const oldest = oldestOf(row, context);
    if (oldest === undefined) return [];
    const lines = context.view.errors.filter(
      (line) => line.source === row.name && (line.at >= oldest || isOfStart(line, row)),
    );
    if (lines.length === 0) return [];
    const ill = isIll(row, context);
    const severity = ill && row.matters ? 'critical' : 'warn';
    return [{ name: row.name, who: context.who(row), ill, severity, lines }];
  });
}

/** From when on its lines may name a cause; undefined when none may, as after a stop that somebody wanted. */
function oldestOf(row: ContainerRow, { view, now }: Context): number | undefined {
  const crashing = isCrashing(row, view.events, now);
  if (row.state === 'running' && !crashing) return now - (row.health === 'unhealthy' ? unhealthyMs : freshMs);
  const events = view.events.filter((e) => e.name === row.name);
  const death = events.findLast((e) => e.kind === 'die');
  if (death ? wasStopped(death, events) : row.exitCode === 0) return undefined;
  const at = death?.at ?? row.finishedAt;
  return at === undefined ? undefined : at - lastWordsMs;
}

const isOfStart = ({ at, text }: ErrorLine, { health, startedAt }: ContainerRow): boolean =>
  health === 'unhealthy' &&
  startedAt !== undefined &&
  at >= startedAt &&
  at - startedAt <= startMs &&
  toldAtStart.test(text);

const isIll = (row: ContainerRow, { view, now }: Context): boolean =>
  row.state === 'exited' ||
  row.state === 'dead' ||
  row.health === 'unhealthy' ||
  isCrashing(row, view.events, now);

/** The services on ECS whose log groups the host entry names. */
export function serviceWriters({ view, now, rows }: Context): readonly LogWriter[] {
  const data = view.cloud && dataOf(view.cloud);
  if (!data) return [];
  return data.services.flatMap((service) => {
    const own = view.errors.filter((line) => serviceOfSource(line.source, view) === service.name);
    if (own.length === 0) return [];
    const crashes = crashesOf(service, data, now);
    const unhealthy = rows.some((row) => row.service === service.name && row.health === 'unhealthy');
    const lines = own.filter(
      ({ at }) =>
        now - at <= (unhealthy ? unhealthyMs : freshGroupMs) ||
        crashes.some((died) => at >= died - lastWordsMs && at <= died + clockMs),
    );
    const ill = crashes.length > 0 || unhealthy;
    const severity = ill && isShort(service) ? 'critical' : 'warn';
    return [{ name: service.name, who: service.name, ill, severity, lines }];
  });
}

/** When its tasks ended by themselves, ms; none where it is over, or where the reason is none that a log knows. */
function crashesOf(service: CloudService, data: CloudData, now: number): readonly number[] {
  const stops = stopsOf(data, service, now);
  if (!stops || stops.kind === 'oom' || stops.kind === 'image') return [];
  return stops.tasks.flatMap(({ stoppedAt }) => stoppedAt ?? []);
}
