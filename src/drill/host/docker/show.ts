import { detailOf, summaryOf } from '../../docker/summary.js';
import { topOf } from '../../docker/top.js';
import type { DrillContainer } from '../../system/container.js';
import type { Host, Io } from '../host.js';
import { goDate, humanBytes } from './stamps.js';
import { table } from './table.js';
import { fillTemplate } from './template.js';

function parts(args: readonly string[], valued: RegExp) {
  const words: string[] = [];
  const options: [string, string][] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    const [, long, inline] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? [];
    if (long) options.push([long, inline ?? '']);
    else if (valued.test(word)) options.push([word, args[++i] ?? '']);
    else if (word.startsWith('-')) options.push([word, '']);
    else words.push(word);
  }
  return {
    words,
    options,
    option: (...names: string[]) => options.find(([name]) => names.includes(name))?.[1],
  };
}

/** `docker inspect [--format F] NAME …`: containers, and images where there is no such container. */
export function inspect(args: readonly string[], io: Io, { system }: Host): number {
  const { words, option } = parts(args, /^(-f|--format|--type)$/);
  const format = option('-f', '--format');
  const found: unknown[] = [];
  let exit = 0;
  for (const name of words) {
    const container = system.find(name);
    const image = option('--type') === 'container' ? undefined : system.images.find(name);
    if (container) found.push(detailOf(container));
    else if (image) {
      found.push({
        Id: image.id,
        RepoTags: image.tags,
        Created: new Date(image.createdAt).toISOString(),
        Size: image.bytes,
      });
    } else {
      io.err(`Error: No such object: ${name}\n`);
      exit = 1;
    }
  }
  if (format === undefined) io.out(`${JSON.stringify(found, null, 4)}\n`);
  else for (const value of found) io.out(`${fillTemplate(format, value)}\n`);
  return exit;
}

/** `docker ps [-a] [-q] [--filter …] [--format F]`. */
export function list(args: readonly string[], io: Io, { system }: Host): number {
  const { options, option } = parts(args, /^(-f|--filter|--format|-n|--last)$/);
  const has = (...names: string[]) =>
    options.some(
      ([name]) =>
        names.includes(name) ||
        (/^-[a-z]{2,}$/.test(name) && names.some((one) => one.length === 2 && name.includes(one.slice(1)))),
    );
  const filters = options.filter(([name]) => name === '-f' || name === '--filter').map(([, value]) => value);
  const wanted = (container: DrillContainer) =>
    filters.every((filter) => {
      const [key = '', ...rest] = filter.split('=');
      const value = rest.join('=');
      switch (key) {
        case 'name':
          return (
            new RegExp(value).test(container.spec.name) || new RegExp(value).test(`/${container.spec.name}`)
          );
        case 'status':
          return container.state === value;
        case 'id':
          return container.id.startsWith(value);
        case 'health':
          return container.spec.healthcheck ? container.health.status === value : value === 'none';
        case 'ancestor':
          return container.spec.image === value || container.imageId.slice(7).startsWith(value);
        case 'label': {
          const [label = '', text] = value.split('=');
          const own = summaryOf(container, system.now()).Labels[label];
          return own !== undefined && (text === undefined || own === text);
        }
        case 'network':
          return container.networks.has(value);
        case 'exited':
          return container.state === 'exited' && String(container.exitCode) === value;
        default:
          return false;
      }
    });
  const all = has('-a', '--all') || filters.some((filter) => /^(status|exited)=/.test(filter));
  const full = has('--no-trunc');
  const rows = system.containers
    .filter(
      (container) => (all || container.running || container.state === 'restarting') && wanted(container),
    )
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .map((container) => {
      const summary = summaryOf(container, system.now());
      const ports = summary.Ports.map(({ IP, PublicPort, PrivatePort, Type }) =>
        PublicPort ? `${IP}:${PublicPort}->${PrivatePort}/${Type}` : `${PrivatePort}/${Type}`,
      );
      return {
        Command: JSON.stringify(full ? summary.Command : `${summary.Command.slice(0, 19)}…`),
        CreatedAt: goDate(container.createdAt),
        ID: full ? container.id : container.id.slice(0, 12),
        Image: summary.Image,
        Labels: Object.entries(summary.Labels)
          .map(([key, value]) => `${key}=${value}`)
          .join(','),
        LocalVolumes: String(container.spec.mounts?.length ?? 0),
        Mounts: (container.spec.mounts ?? []).map(({ Name }) => Name).join(','),
        Names: container.spec.name,
        Networks: [...container.networks.keys()].join(','),
        Ports: ports.join(', '),
        RunningFor: summary.Status.replace(/^Up | \(.*$/g, ''),
        Size: '0B',
        State: summary.State,
        Status: summary.Status,
      };
    });
  const format = option('--format')?.replace(/^table /, '');
  if (has('-q', '--quiet')) io.out(rows.map(({ ID }) => `${ID}\n`).join(''));
  else if (format !== undefined) {
    const json = format === 'json' ? '{{json .}}' : format;
    if (option('--format')?.startsWith('table ')) {
      const titles = new Proxy(
        {},
        { get: (_t, key) => String(key).toUpperCase(), getOwnPropertyDescriptor: () => undefined },
      );
      io.out(`${fillTemplate(json, titles)}\n`);
    }
    io.out(rows.map((row) => `${fillTemplate(json, row)}\n`).join(''));
  } else {
    io.out(
      table(
        ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'],
        rows.map((r) => [r.ID, r.Image, r.Command, `${r.RunningFor} ago`, r.Status, r.Ports, r.Names]),
      ),
    );
  }
  return 0;
}

/** `docker top CONTAINER [ps options]`. */
export function top([name = '', ...options]: readonly string[], io: Io, host: Host): number {
  const container = host.system.find(name);
  if (!container?.running) {
    io.err(
      container
        ? `Error response from daemon: Container ${container.id} is not running\n`
        : `Error response from daemon: No such container: ${name}\n`,
    );
    return 1;
  }
  const { Titles, Processes } = topOf(container, options.join(' '), host.system, host.neighbours.backends());
  io.out(table(Titles, Processes));
  return 0;
}

/** `docker stats --no-stream [--format F] [CONTAINER …]`. */
export function stats(args: readonly string[], io: Io, { system }: Host): number {
  const { words, option } = parts(args, /^--format$/);
  const now = system.now();
  const rows = system.containers
    .filter((container) =>
      words.length === 0 ? container.running : words.some((name) => system.find(name) === container),
    )
    .map((container) => {
      const limit = container.spec.memoryLimit || 4_026_152 * 1024;
      const used = container.memory(now);
      const mib = (bytes: number) => `${(bytes / 1024 ** 2).toPrecision(4)}MiB`;
      return {
        BlockIO: '0B / 0B',
        CPUPerc: `${container.cpuPercent(now).toFixed(2)}%`,
        Container: container.spec.name,
        ID: container.id.slice(0, 12),
        MemPerc: `${((used * 100) / limit).toFixed(2)}%`,
        MemUsage: `${mib(used)} / ${mib(limit)}`,
        Name: container.spec.name,
        NetIO: `${humanBytes(container.rxBytes(now))} / ${humanBytes(container.txBytes(now))}`,
        PIDs: String(container.pids),
      };
    });
  const format = option('--format');
  if (format) io.out(rows.map((row) => `${fillTemplate(format, row)}\n`).join(''));
  else {
    io.out(
      table(
        ['CONTAINER ID', 'NAME', 'CPU %', 'MEM USAGE / LIMIT', 'MEM %', 'NET I/O', 'BLOCK I/O', 'PIDS'],
        rows.map((r) => [r.ID, r.Name, r.CPUPerc, r.MemUsage, r.MemPerc, r.NetIO, r.BlockIO, r.PIDs]),
      ),
    );
  }
  return 0;
}
