import type { ContainerDetail } from '../../../domain/docker.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { textOf } from '../arguments.js';
import { optional } from '../parameters.js';
import { tableOf } from '../seen.js';
import { dockerJson } from './docker-json.js';
import { inspectAll } from './inspect-all.js';

const argv = ['docker', 'volume', 'ls', '--format', '{{json .}}'];

export const volumesProbe: StepProbe = {
  id: 'volumes',
  about:
    'volumes on the host, those in use first; `container`, `running`: the containers that have it, and those of them that run, with commas between; `image`, `mount`: of the first of them',
  parameters: { name: optional('name', 'only this one') },
  fields: ['name', 'in_use', 'container', 'running', 'image', 'mount'],
  gives: 'rows',
  async read(from, args, options) {
    const wanted = textOf(args, 'name');
    const [volumes, containers] = await Promise.all([
      dockerJson(from, argv, options),
      inspectAll(from, options.signal),
    ]);
    const rows = volumes
      .map(({ Name }) => rowOf(String(Name), containers))
      .filter(({ name }) => wanted === undefined || name === wanted)
      .sort((a, b) => Number(b.in_use) - Number(a.in_use));
    return {
      command: 'docker volume ls',
      where: 'host',
      lines: [],
      table: tableOf(volumesProbe.fields, rows),
    };
  },
};

function rowOf(name: string, containers: readonly ContainerDetail[]) {
  const mountOf = (one: ContainerDetail) =>
    one.Mounts?.find((mount) => mount.Type === 'volume' && mount.Name === name);
  const own = containers.filter(mountOf);
  // The one that writes to it stands first: it knows whose files they are.
  own.sort((a, b) => Number(mountOf(b)?.RW) - Number(mountOf(a)?.RW));
  const namesOf = (some: readonly ContainerDetail[]) =>
    some.map((one) => one.Name.replace(/^\//, '')).join(',') || undefined;
  const [first] = own;
  return {
    name,
    in_use: own.length > 0,
    container: namesOf(own),
    running: namesOf(own.filter(({ State }) => State.Running || State.Paused)),
    image: first?.Config.Image,
    mount: first && mountOf(first)?.Destination,
  };
}
