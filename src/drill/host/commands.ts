import type { DrillSystem } from '../system/system.js';
import type { ProcFiles } from './proc.js';

export interface Output {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly code?: number;
}

const GiB = 1024 ** 3;
const dayMs = 86_400_000;
const crontab = `# 毎日のバックアップと週次の掃除
0 3 * * * docker exec salon_gbp_db pg_dump -U salon_gbp salon_gbp | gzip > /opt/salon-gbp/backup_$(date +\\%Y\\%m\\%d).sql.gz 2>/dev/null
0 4 * * 0 find /opt/salon-gbp/backup_*.sql.gz -mtime +30 -delete 2>/dev/null
`;

/** The commands of the practice machine; anything else is not found, as a shell says it. */
export function runCommand(argv: readonly string[], system: DrillSystem, files: ProcFiles): Output {
  const [name = '', ...args] = argv;
  switch (name) {
    case ':':
    case 'true':
      return {};
    case 'env':
      return runCommand(afterAssignments(args), system, files);
    case 'date':
      return { stdout: `${(system.now() / 1000).toFixed(9)}\n` };
    case 'uname':
      return { stdout: 'Linux 6.1.0-31-amd64\n' };
    case 'id':
      return { stdout: args.includes('-Gn') ? 'ops docker\n' : 'ops\n' };
    case 'crontab':
      return { stdout: crontab };
    case 'df':
      return { stdout: args.includes('-i') ? inodes() : disks(system) };
    case 'cat':
    case 'head':
      return concatenate(
        name,
        args.filter((a) => a.startsWith('/')),
        files,
      );
    case 'tail':
      return missing('tail', `cannot open '${args.at(-1)}' for reading`);
    case 'find':
      return find(args, system);
    default:
      return { stderr: `sh: 1: ${name}: not found\n`, code: 127 };
  }
}

const afterAssignments = (args: readonly string[]) => {
  const first = args.findIndex((arg) => !/^\w+=/.test(arg));
  return first < 0 ? [] : args.slice(first);
};

const missing = (command: string, what: string): Output => ({
  stderr: `${command}: ${what}: No such file or directory\n`,
  code: 1,
});

function concatenate(command: string, paths: readonly string[], files: ProcFiles): Output {
  const texts = paths.map((path) => ({ path, text: files.read(path) }));
  const gone = texts.filter(({ text }) => text === undefined);
  return {
    stdout: texts.map(({ text }) => text ?? '').join(''),
    stderr: gone.map(({ path }) => missing(command, path).stderr).join(''),
    code: gone.length > 0 ? 1 : 0,
  };
}

function disks(system: DrillSystem): string {
  const size = 98 * GiB;
  const used = Math.floor(41.6 * GiB + (system.now() - system.startedAt) * 900);
  const free = size - used - 5 * GiB;
  const percent = Math.ceil((used * 100) / (used + free));
  return [
    'Filesystem         1-blocks        Used   Available Capacity Mounted on',
    'udev             2045308928           0  2045308928       0% /dev',
    'tmpfs             412278784     1064960   411213824       1% /run',
    `/dev/vda1      ${size}  ${used}  ${free}      ${percent}% /`,
    'tmpfs            2061381632           0  2061381632       0% /dev/shm',
    `/dev/vdb1      ${20 * GiB}  ${6 * GiB}  ${13 * GiB}      32% /var/lib/docker`,
    '',
  ].join('\n');
}

const inodes = () =>
  [
    'Filesystem      Inodes  IUsed   IFree IUse% Mounted on',
    'udev            499343    412  498931    1% /dev',
    'tmpfs           503267    688  502579    1% /run',
    '/dev/vda1      6553600 318442 6235158    5% /',
    'tmpfs           503267      1  503266    1% /dev/shm',
    '/dev/vdb1      1310720 201877 1108843   16% /var/lib/docker',
    '',
  ].join('\n');

/** `find DIR … -name PATTERN -printf '%T@\\t%s\\t%p\\n'` over the nightly backups. */
function find(args: readonly string[], system: DrillSystem): Output {
  const dir = args[0] ?? '';
  if (dir !== '/opt/salon-gbp') return missing('find', `‘${dir}’`);
  const pattern = args[args.indexOf('-name') + 1] ?? '*';
  const glob = new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
  // 03:00 in Japan is 18:00 UTC of the day before.
  const last = Math.floor((system.now() - 18 * 3_600_000) / dayMs) * dayMs + 18 * 3_600_000;
  const lines = Array.from({ length: 9 }, (_, i) => {
    const at = last - i * dayMs;
    const day = new Date(at + 9 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
    return { name: `backup_${day}.sql.gz`, at: at / 1000 + 41.52, size: 48_211_004 - i * 90_113 };
  })
    .filter(({ name }) => glob.test(name))
    .map(({ name, at, size }) => `${at.toFixed(10)}\t${size}\t${dir}/${name}\n`);
  return { stdout: lines.join('') };
}
