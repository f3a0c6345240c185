import type { DockerReader } from '../../domain/access.js';
import type { ContainerDetail, TopResult } from '../../domain/docker.js';
import type { ContainerDetailView } from '../../domain/model.js';
import { maskSecrets, maskVariable } from '../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import { factsOf } from './facts.js';
import { timeOf } from './row.js';

/** Columns of ps(1) that the process list asks for. */
const psColumns = '-eo pid,ppid,user,pcpu,rss,etime,args';

/** Everything about one container, secrets masked. A stopped one has no processes; those of others may be unreadable. */
export async function readContainerDetail(
  docker: DockerReader,
  id: string,
  signal: AbortSignal,
): Promise<ContainerDetailView> {
  const detail = await docker.inspect(id, signal);
  const [image, top] = await Promise.all([
    docker.image(detail.Image, signal).catch(() => undefined),
    detail.State.Running && !detail.State.Restarting ? processesOf(docker, id, signal) : undefined,
  ]);
  signal.throwIfAborted();
  return {
    id: detail.Id,
    name: sanitizeLine(detail.Name.replace(/^\//, '')),
    facts: factsOf(detail, image),
    environment: environmentOf(detail),
    processes: top ?? { titles: [], rows: [] },
    mounts: (detail.Mounts ?? []).map(mountText).sort(),
    health: (detail.State.Health?.Log ?? [])
      .map((entry) => ({
        at: timeOf(entry.End) ?? timeOf(entry.Start) ?? 0,
        exitCode: entry.ExitCode,
        output: maskSecrets(sanitizeLine(entry.Output.trim())),
      }))
      .reverse(),
  };
}

/** An engine whose host has another ps may refuse the columns: then its own choice. */
async function processesOf(
  docker: DockerReader,
  id: string,
  signal: AbortSignal,
): Promise<ContainerDetailView['processes'] | undefined> {
  const top = await docker
    .top(id, psColumns, signal)
    .catch(() => docker.top(id, undefined, signal))
    .catch(() => undefined);
  return top && tableOf(top);
}

function tableOf({ Titles, Processes }: TopResult): ContainerDetailView['processes'] {
  return {
    titles: Titles.map(sanitizeLine),
    rows: Processes.map((row) => row.map((cell) => maskSecrets(sanitizeLine(cell)))),
  };
}

function environmentOf(detail: ContainerDetail): ContainerDetailView['environment'] {
  return (detail.Config.Env ?? [])
    .map((line) => {
      const equals = line.indexOf('=');
      const name = equals < 0 ? line : line.slice(0, equals);
      const shown = maskVariable(name, equals < 0 ? '' : line.slice(equals + 1));
      return { name: sanitizeLine(name), value: sanitizeLine(shown.value), masked: shown.masked };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

type Mount = NonNullable<ContainerDetail['Mounts']>[number];

const mountText = ({ Type, Name, Source, Destination, RW }: Mount): string =>
  sanitizeLine(`${Destination} ← ${Type} ${Name ?? Source}${RW ? '' : ' (ro)'}`);
