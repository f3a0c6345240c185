import { ago } from '../../docker/summary.js';
import type { Image } from '../../system/images.js';
import type { DrillSystem } from '../../system/system.js';
import { type Host, type Io, record } from '../host.js';
import { goDate, humanBytes } from './stamps.js';
import { table } from './table.js';
import { fillTemplate } from './template.js';

const inUse = ({ containers }: DrillSystem, image: Image): boolean =>
  containers.some(({ imageId }) => imageId === image.id);

const values = (args: readonly string[], ...names: readonly string[]) =>
  args.flatMap((word, n) => {
    const inline = names.find((name) => word.startsWith(`${name}=`));
    if (inline) return [word.slice(inline.length + 1)];
    return names.includes(args[n - 1] ?? '') ? [word] : [];
  });

/** `docker image ls|rm|prune|inspect|tag`. */
export function runImages(verb: string, args: readonly string[], io: Io, host: Host): number {
  switch (verb) {
    case 'ls':
    case 'list':
      return list(args, io, host.system);
    case 'rm':
      return removeImages(
        args.filter((word) => !word.startsWith('-')),
        args.includes('-f') || args.includes('--force'),
        io,
        host,
      );
    case 'prune':
      return prune(args, io, host);
    case 'tag': {
      const [from = '', to = ''] = args;
      const image = host.system.images.find(from);
      if (!image) return refuse(io, `No such image: ${from}`);
      host.system.images.tag(image, /:[^/]+$/.test(to) ? to : `${to}:latest`);
      record(host, ['docker', 'tag', ...args], { ok: true, harm: 'none' });
      return 0;
    }
    default:
      io.err(`docker: 'image ${verb}' is not a docker command.\nSee 'docker image --help'\n`);
      return 1;
  }
}

function list(args: readonly string[], io: Io, system: DrillSystem): number {
  const full = args.includes('--no-trunc');
  const [format] = values(args, '--format');
  const [filter = ''] = values(args, '--filter', '-f');
  const wanted = args.find(
    (word, n) => !word.startsWith('-') && !/^(--format|--filter|-f)$/.test(args[n - 1] ?? ''),
  );
  const rows = system.images.all
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .flatMap((image) =>
      (image.tags.length > 0 ? image.tags : ['<none>:<none>']).map((tag) => ({ image, tag })),
    )
    .filter(({ tag }) => filter !== 'dangling=true' || tag.startsWith('<none>'))
    .filter(({ tag }) => args.includes('-a') || args.includes('--all') || !tag.startsWith('<none>') || true)
    .filter(({ tag }) => wanted === undefined || tag === wanted || tag.split(':')[0] === wanted)
    .map(({ image, tag }) => {
      const at = tag.lastIndexOf(':');
      return {
        Containers: 'N/A',
        CreatedAt: goDate(image.createdAt),
        CreatedSince: `${ago(system.now() - image.createdAt)} ago`,
        Digest: '<none>',
        ID: full ? image.id : image.id.slice(7, 19),
        Repository: tag.slice(0, at),
        SharedSize: 'N/A',
        Size: humanBytes(image.bytes),
        Tag: tag.slice(at + 1),
        UniqueSize: 'N/A',
        VirtualSize: humanBytes(image.bytes),
      };
    });
  if (args.includes('-q') || args.includes('--quiet')) io.out(rows.map(({ ID }) => `${ID}\n`).join(''));
  else if (format !== undefined) io.out(rows.map((row) => `${fillTemplate(format, row)}\n`).join(''));
  else {
    io.out(
      table(
        ['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE'],
        rows.map(({ Repository, Tag, ID, CreatedSince, Size }) => [Repository, Tag, ID, CreatedSince, Size]),
      ),
    );
  }
  return 0;
}

export function removeImages(names: readonly string[], force: boolean, io: Io, host: Host): number {
  const { system } = host;
  let exit = 0;
  for (const name of names) {
    const image = system.images.find(name);
    const user = image && system.containers.find(({ imageId }) => imageId === image.id);
    const byTag = image && !/^(sha256:)?[0-9a-f]{4,64}$/.test(name);
    if (!image) exit = refuse(io, `No such image: ${/:[^/]+$/.test(name) ? name : `${name}:latest`}`);
    else if (byTag && image.tags.length > 1) {
      const tag = /:[^/]+$/.test(name) ? name : `${name}:latest`;
      image.tags = image.tags.filter((one) => one !== tag);
      io.out(`Untagged: ${tag}\n`);
    } else if (user && (user.running || !force)) {
      const using = user.running ? 'running' : 'stopped';
      exit = refuse(
        io,
        `conflict: unable to ${byTag ? `remove repository reference "${name}"` : `delete ${image.id.slice(7, 19)}`} (${user.running ? 'cannot be forced' : 'must force'}) - ${byTag ? 'container' : `image is being used by ${using} container`} ${user.id.slice(0, 12)}${byTag ? ` is using its referenced image ${image.id.slice(7, 19)}` : ''}`,
      );
    } else {
      io.out(`${image.tags.map((tag) => `Untagged: ${tag}\n`).join('')}Deleted: ${image.id}\n`);
      system.images.remove(image);
    }
    record(host, ['docker', 'image', 'rm', name], {
      ok: exit === 0,
      harm: image?.commit && exit === 0 ? 'data' : 'none',
    });
  }
  return exit;
}

/** `docker image prune [--all] --force [--filter until=168h]`. */
function prune(args: readonly string[], io: Io, host: Host): number {
  if (!args.some((word) => /^(-f|--force|-af|-fa)$/.test(word))) return unattended(io);
  const all = args.some((word) => /^(-a|--all|-af|-fa)$/.test(word));
  const gone = pruneImages(host.system, all, hoursOf(values(args, '--filter')));
  report(io, 'Deleted Images:', gone);
  record(host, ['docker', 'image', 'prune', ...args], { ok: true, harm: harmOf(gone) });
  return 0;
}

/** Without its question answered it does nothing. */
function unattended(io: Io): number {
  io.out('WARNING! This will remove all dangling images.\nAre you sure you want to continue? [y/N] ');
  return 0;
}

export function hoursOf(filters: readonly string[]): number {
  const [, number = '0', unit = 'h'] = /^until=(\d+)([hm]?)$/.exec(filters[0] ?? '') ?? [];
  return unit === 'm' ? Number(number) / 60 : Number(number);
}

export function pruneImages(system: DrillSystem, all: boolean, olderThanHours: number): Image[] {
  const gone = system.images.all.filter(
    (image) =>
      !inUse(system, image) &&
      (all || image.tags.length === 0) &&
      system.now() - image.createdAt > olderThanHours * 3_600_000,
  );
  for (const image of gone) system.images.remove(image);
  return gone;
}

/** What a rollback would have needed is gone. */
export const harmOf = (gone: readonly Image[]): 'data' | 'none' =>
  gone.some(({ tags, commit }) => tags.length > 0 && commit !== undefined) ? 'data' : 'none';

export function report(io: Io, title: string, gone: readonly Image[], more = 0): void {
  if (gone.length > 0) {
    const lines = gone.flatMap(({ tags, id }) => [
      ...tags.map((tag) => `untagged: ${tag}`),
      `deleted: ${id}`,
    ]);
    io.out(`${title}\n${lines.join('\n')}\n\n`);
  }
  const bytes = gone.reduce((sum, { ownBytes }) => sum + ownBytes, more);
  io.out(`Total reclaimed space: ${humanBytes(bytes)}\n`);
}

function refuse(io: Io, message: string): number {
  io.err(`Error response from daemon: ${message}\n`);
  return 1;
}
