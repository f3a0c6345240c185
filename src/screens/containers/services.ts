import type { CloudService } from '../../domain/cloud.js';
import { dataOf } from '../../domain/snapshot.js';
import type { Cell } from '../../ui/Table.js';
import { shortCloudNames } from '../cloud-names.js';
import { percent } from '../format.js';
import { toneOf, type View } from '../view.js';
import { toldOf } from './rows.js';

/** Services on ECS that have something to say: short of tasks, a deployment that goes on or has failed. */
export const troubledServices = (view: View): readonly CloudService[] =>
  (dataOf(view.data.cloud)?.services ?? []).filter(({ why }) => why !== undefined);

/** A service as a row of the containers pane, above the tasks that it has; the columns are theirs. */
export function serviceCells(view: View, service: CloudService): readonly Cell[] {
  const { name, running, desired, cpuPercent, severity, why } = service;
  const tone = toneOf[severity];
  const cells: readonly Cell[] = [
    { text: shortCloudNames(view)(name), tone },
    { text: view.t({ id: 'cloud.pane.tasks', params: { running, desired } }), tone },
    { text: percent(cpuPercent), tone: 'dim' },
  ];
  const rest = ['memory', 'age', 'restarts', 'network'].map((): Cell => ({ text: '' }));
  return toldOf(view, [
    ...cells,
    ...rest,
    { text: why ? view.t(why) : '', tone },
    { text: /:\d+$/.exec(service.taskDefinition)?.[0] ?? '', tone: 'dim' },
  ]);
}
