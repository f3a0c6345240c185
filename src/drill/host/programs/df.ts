import { fileSystems, mountOf } from '../../system/disk.js';
import type { Program } from '../host.js';
import { resolvePath } from '../paths.js';
import { short } from './listing.js';
import { fails, parseOptions } from './support.js';

/** `df [-P] [-k|-h|-B1|-i] [PATH …]`. */
export const df: Program = (args, io, host) => {
  const { operands, has, options } = parseOptions(args, 'BtxT', ['output', 'block-size', 'type']);
  const all = fileSystems(host.system);
  for (const word of operands) {
    const path = resolvePath(word, io.cwd);
    if (!host.system.files.folder(path) && !host.system.files.file(path)) {
      return fails(io, `df: ${word}: No such file or directory`);
    }
  }
  const chosen = operands.length > 0 ? operands.map((word) => mountOf(resolvePath(word, io.cwd))) : undefined;
  if (has('i')) {
    io.out(inodes(chosen));
    return 0;
  }
  const block = options.get('B') === '1' ? 1 : options.get('B') === '1M' || has('m') ? 1024 ** 2 : 1024;
  const size = (bytes: number) => (has('h') ? short(bytes) : String(Math.ceil(bytes / block)));
  const row = (device: string, bytes: number, used: number, free: number, percent: number, mount: string) =>
    `${device.padEnd(14)} ${size(bytes).padStart(12)} ${size(used).padStart(12)} ${size(free).padStart(12)} ${`${percent}%`.padStart(8)} ${mount}\n`;
  const title = has('h') ? 'Size' : `${block === 1024 && !has('P') ? '1K' : block}-blocks`;
  const temporary: readonly (readonly [string, number, string])[] = [
    ['udev', 2_045_308_928, '/dev'],
    ['tmpfs', 412_278_784, '/run'],
    ['tmpfs', 2_061_381_632, '/dev/shm'],
  ];
  io.out(
    `${'Filesystem'.padEnd(14)} ${title.padStart(12)} ${'Used'.padStart(12)} ${'Available'.padStart(12)} ${'Capacity'.padStart(8)} Mounted on\n`,
  );
  for (const { device, mount, bytes, used, free, percent } of all) {
    if (!chosen || chosen.includes(mount as '/')) io.out(row(device, bytes, used, free, percent, mount));
  }
  if (!chosen) for (const [device, bytes, mount] of temporary) io.out(row(device, bytes, 0, bytes, 0, mount));
  return 0;
};

const inodes = (chosen: readonly string[] | undefined) =>
  [
    'Filesystem      Inodes  IUsed   IFree IUse% Mounted on',
    '/dev/vda1      6553600 318442 6235158    5% /',
    '/dev/vdb1      1310720 201877 1108843   16% /var/lib/docker',
    ...(chosen
      ? []
      : [
          'udev            499343    412  498931    1% /dev',
          'tmpfs           503267    688  502579    1% /run',
        ]),
    '',
  ]
    .filter((line) => !chosen || !line.startsWith('/dev') || chosen.includes(line.split(' ').at(-1) ?? ''))
    .join('\n');
