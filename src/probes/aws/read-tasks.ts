import type { AwsReader } from '../../domain/access.js';
import { awsRead } from '../../domain/aws.js';
import type { EcsStack } from '../../domain/host.js';
import { parseServiceNames, parseServices, parseTaskNames, type ServiceFacts } from './parse-services.js';
import { parseTasks, type TaskFacts } from './parse-tasks.js';

/** What changes from one moment to the next: services and their tasks. */
export interface Moment {
  readonly services: readonly ServiceFacts[];
  /** Named by the entry, and not in the cluster. */
  readonly missing: readonly string[];
  /** Those that have stopped within the last hour too. */
  readonly tasks: readonly TaskFacts[];
  /** When the tasks were looked at. */
  readonly tasksAt: number;
}

/** AWS describes so many at once. */
const servicesACall = 10;
const tasksACall = 100;
/** A crash loop leaves hundreds of stopped tasks an hour; the newest tell as much as all. */
const mostStopped = 100;

/** Tasks change with what their services say; otherwise, for the sake of their health, they are looked at this rarely. */
const tasksEveryMs = 60_000;

/**
 * Services and tasks of the cluster: one process for up to ten services while they say nothing new, three more for up to a
 * hundred tasks when they do, and once in a minute.
 */
export async function readMoment(
  aws: AwsReader,
  stack: EcsStack,
  options: { readonly before?: Moment | undefined; readonly now: number; readonly signal: AbortSignal },
): Promise<Moment> {
  const { cluster } = stack;
  const { before, now, signal } = options;
  const wanted =
    stack.services.length > 0
      ? stack.services
      : parseServiceNames(await aws.read(awsRead('serviceNames', cluster), signal));
  const reading = before ? undefined : readNames(aws, cluster, signal);
  // Whoever fails first tells; the other must not be left without anybody to hear it.
  reading?.catch(() => {});
  const services = await readServices(aws, cluster, wanted, signal);
  const found = new Set(services.map(({ name }) => name));
  const missing = stack.services.filter((name) => !found.has(name));
  if (before && isQuiet(before, services, now)) return { ...before, services, missing };
  const ids = await (reading ?? readNames(aws, cluster, signal));
  const described = await Promise.all(
    partsOf(ids, tasksACall).map((part) => aws.read(awsRead('tasks', cluster, ...part), signal)),
  );
  const tasks = described
    .flatMap(parseTasks)
    .filter(({ service }) => service === undefined || found.has(service));
  return { services, tasks, missing, tasksAt: now };
}

/** Ids of the tasks that run or begin, and of the last ones that stopped. */
async function readNames(aws: AwsReader, cluster: string, signal: AbortSignal): Promise<readonly string[]> {
  const names = async (status: string) =>
    parseTaskNames(await aws.read(awsRead('taskNames', cluster, status), signal));
  const [running, stopped] = await Promise.all([names('RUNNING'), names('STOPPED')]);
  return [...new Set([...running, ...stopped.slice(0, mostStopped)])];
}

/** Nothing was said since of any service, and each has the tasks that it wants. */
const isQuiet = (before: Moment, services: readonly ServiceFacts[], now: number): boolean =>
  now - before.tasksAt < tasksEveryMs &&
  services.every((service) => {
    const old = before.services.find(({ name }) => name === service.name);
    return service.running === service.desired && JSON.stringify(old) === JSON.stringify(service);
  });

async function readServices(
  aws: AwsReader,
  cluster: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly ServiceFacts[]> {
  const parts = await Promise.all(
    partsOf(names, servicesACall).map((part) => aws.read(awsRead('services', cluster, ...part), signal)),
  );
  return parts.flatMap(parseServices);
}

const partsOf = <T>(list: readonly T[], most: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / most) }, (_, at) => list.slice(at * most, (at + 1) * most));
