import { dataOf } from '../../domain/snapshot.js';
import { isShort, stopsOf } from '../cloud-facts.js';
import type { DiagnosisView } from '../view.js';

/**
 * The service of the cluster whose tasks write into the log group of that name (`{cloudwatch: group, name}` of the host
 * entry): the one whose name stands in the group's path; undefined for other sources.
 */
export function serviceOfSource(
  source: string,
  { host, cloud }: Pick<DiagnosisView, 'host' | 'cloud'>,
): string | undefined {
  const log = host.logs.find((one) => one.kind === 'cloudwatch' && (one.name ?? one.group) === source);
  if (log?.kind !== 'cloudwatch') return undefined;
  const named = host.stack.kind === 'ecs' ? host.stack.services : [];
  const services = [...named, ...((cloud && dataOf(cloud))?.services ?? []).map(({ name }) => name)];
  const parts = log.group.split('/');
  return services.find((name) => parts.includes(name));
}

/** Log groups of services that lack tasks, or have lost some: their last lines tell why, whatever their level. */
export function unwellGroups(view: Pick<DiagnosisView, 'host' | 'cloud'>, now: number): readonly string[] {
  const data = view.cloud && dataOf(view.cloud);
  if (!data) return [];
  const unwell = data.services.filter((one) => isShort(one) || stopsOf(data, one, now) !== undefined);
  return view.host.logs.flatMap((log) => {
    if (log.kind !== 'cloudwatch') return [];
    const source = log.name ?? log.group;
    return unwell.some(({ name }) => name === serviceOfSource(source, view)) ? [source] : [];
  });
}
