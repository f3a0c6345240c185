import { dirname, join, resolve } from 'node:path';
import { loadPlaybooks } from '../config/playbooks/load.js';
import type { Finding } from '../doctor/finding.js';
import { bindingFindings, type FitOf } from '../doctor/playbooks.js';
import type { ContainerSummary } from '../domain/docker.js';
import type { HostEntry } from '../domain/host.js';
import type { ContainerRow } from '../domain/model.js';
import type { Need } from '../domain/playbook.js';
import { looksLike } from '../domain/value-types.js';
import { identityOf } from '../probes/containers/identity.js';
import { portsOf } from '../probes/containers/ports.js';
import { stepProbes } from '../probes/steps/index.js';
import { bindNeeds } from '../triage/bind.js';
import { builtInPlaybooks } from './built-in-playbooks.js';

/** Which playbooks can be walked on this host, and what its bindings lack. */
export async function examinePlaybooks(
  host: HostEntry,
  containers: readonly ContainerSummary[],
  hostsFile: string | undefined,
): Promise<readonly Finding[]> {
  const { playbooks } = await loadPlaybooks({
    builtIn: builtInPlaybooks(),
    ...(hostsFile === undefined ? {} : { team: join(dirname(resolve(hostsFile)), 'playbooks') }),
    vocabulary: { probes: stepProbes },
  });
  const rows = containers.map((container) => rowOf(container, host));
  const fits = playbooks.map(({ id, needs }): FitOf => {
    const { missing } = bindNeeds({ id, needs }, { host, rows, signals: [] });
    const wrong = (name: string, value: string) => {
      const need = needs.find((one) => one.name === name);
      return need !== undefined && !looksLike(need.type, value, need.choices);
    };
    return {
      id,
      needs: needs.map(({ name }) => name),
      missing: missing.filter(isOfTheHost).map(({ name }) => name),
      wrong,
    };
  });
  return bindingFindings(host, fits);
}

/** What a signal or a row gives is known only in the moment. */
const isOfTheHost = ({ from }: Need): boolean =>
  from.every(
    ({ kind }) => kind !== 'signal' && kind !== 'row' && kind !== 'service' && kind !== 'health-url',
  );

/** As much of a row as binding looks at. */
function rowOf(container: ContainerSummary, { stack, containers }: HostEntry): ContainerRow {
  const { name, group, service, version } = identityOf(container, stack);
  return {
    id: container.Id,
    name,
    group,
    ...(service === undefined ? {} : { service }),
    ...(version === undefined ? {} : { version }),
    state: container.State,
    health: 'none',
    oomKilled: false,
    restarts: 0,
    createdAt: container.Created * 1000,
    image: container.Image,
    imageId: container.ImageID,
    memoryLimited: false,
    ports: portsOf(container.Ports),
    networks: [],
    figuresFrom: 'none',
    matters: containers.some((entry) => entry.name === name),
    severity: 'ok',
    tty: false,
  };
}
