import { type Host, type Io, record, serviceOf } from '../host.js';
import { harmOf, hoursOf, pruneImages, report } from './images.js';
import { humanBytes } from './stamps.js';
import { table } from './table.js';
import { fillTemplate } from './template.js';

const layerBytes = 21_000_000;
const volumes = [
  { name: 'salon-gbp_pgdata', bytes: 1_412_000_000 },
  { name: 'salon-gbp_media', bytes: 388_000_000 },
];

const forced = (args: readonly string[]) =>
  args.some((word) => /^(--force|-\w*f\w*)$/.test(word) && word !== '--filter');
const everything = (args: readonly string[]) =>
  args.some((word) => word === '--all' || /^-\w*a\w*$/.test(word));
const filters = (args: readonly string[]) =>
  args.flatMap((word, n) =>
    args[n - 1] === '--filter' ? [word] : word.startsWith('--filter=') ? [word.slice(9)] : [],
  );

/** `docker system df|prune`, `docker builder prune`, `docker container prune`, `docker volume ls|prune`. */
export function runUsage(kind: string, args: readonly string[], io: Io, host: Host): number {
  const [verb = '', ...rest] = args;
  const { system } = host;
  const typed = ['docker', kind, ...args];
  if (kind === 'system' && verb === 'df') return usage(rest, io, host);
  if (kind === 'volume' && verb === 'ls') {
    const dangling = rest.some((word) => word.includes('dangling=true'));
    io.out(table(['DRIVER', 'VOLUME NAME'], dangling ? [] : volumes.map(({ name }) => ['local', name])));
    return 0;
  }
  if (verb !== 'prune') {
    io.err(`docker: 'docker ${kind} ${verb}' is not a docker command.\nSee 'docker ${kind} --help'\n`);
    return 1;
  }
  if (!forced(rest)) {
    io.out('WARNING! This will remove:\nAre you sure you want to continue? [y/N] ');
    return 0;
  }
  if (kind === 'builder' || kind === 'buildx') {
    const bytes = system.buildCache;
    system.buildCache = 0;
    io.out(`Total:\t${humanBytes(bytes)}\n`);
    record(host, typed, { ok: true, harm: 'none' });
    return 0;
  }
  const stopped =
    kind === 'volume' ? [] : system.containers.filter((c) => !c.running && c.state !== 'restarting');
  for (const container of stopped) {
    system.remove(container);
    system.emitContainerEvent(container, 'destroy');
  }
  if (stopped.length > 0) io.out(`Deleted Containers:\n${stopped.map(({ id }) => id).join('\n')}\n\n`);
  if (kind === 'container' || kind === 'volume') {
    report(io, '', [], stopped.length * layerBytes);
    const [first] = stopped;
    record(host, typed, { ok: true, harm: first ? 'outage' : 'none', service: first && serviceOf(first) });
    return 0;
  }
  const images = pruneImages(system, everything(rest), hoursOf(filters(rest)));
  const cache = system.buildCache;
  system.buildCache = 0;
  report(io, 'Deleted Images:', images, cache + stopped.length * layerBytes);
  record(host, typed, { ok: true, harm: stopped.length > 0 ? 'data' : harmOf(images) });
  return 0;
}

function usage(args: readonly string[], io: Io, { system }: Host): number {
  const images = system.images.all;
  const used = images.filter((image) => system.containers.some(({ imageId }) => imageId === image.id));
  const sum = (list: readonly { readonly ownBytes: number }[]) =>
    list.reduce((all, { ownBytes }) => all + ownBytes, 0);
  const running = system.containers.filter((c) => c.running).length;
  const share = (part: number, whole: number) =>
    `${humanBytes(part)} (${whole > 0 ? Math.floor((part * 100) / whole) : 0}%)`;
  const kept = volumes.reduce((all, { bytes }) => all + bytes, 0);
  const count = system.containers.length;
  const rows = [
    {
      Type: 'Images',
      TotalCount: images.length,
      Active: used.length,
      Size: humanBytes(sum(images)),
      Reclaimable: share(sum(images) - sum(used), sum(images)),
    },
    {
      Type: 'Containers',
      TotalCount: count,
      Active: running,
      Size: humanBytes(count * layerBytes),
      Reclaimable: share((count - running) * layerBytes, count * layerBytes),
    },
    {
      Type: 'Local Volumes',
      TotalCount: volumes.length,
      Active: volumes.length,
      Size: humanBytes(kept),
      Reclaimable: share(0, kept),
    },
    {
      Type: 'Build Cache',
      TotalCount: system.buildCache > 0 ? 61 : 0,
      Active: 0,
      Size: humanBytes(system.buildCache),
      Reclaimable: humanBytes(system.buildCache),
    },
  ].map((row) => ({ ...row, TotalCount: String(row.TotalCount), Active: String(row.Active) }));
  const format = args[args.indexOf('--format') + 1];
  if (args.includes('--format') && format)
    io.out(rows.map((row) => `${fillTemplate(format, row)}\n`).join(''));
  else {
    io.out(
      table(
        ['TYPE', 'TOTAL', 'ACTIVE', 'SIZE', 'RECLAIMABLE'],
        rows.map(({ Type, TotalCount, Active, Size, Reclaimable }) => [
          Type,
          TotalCount,
          Active,
          Size,
          Reclaimable,
        ]),
      ),
    );
  }
  return 0;
}
