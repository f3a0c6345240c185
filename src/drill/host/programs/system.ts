import { setTimeout as sleepFor } from 'node:timers/promises';
import { type Host, type Io, type Program, record } from '../host.js';
import { date } from './date.js';
import { df } from './df.js';
import { short } from './listing.js';
import { pgrep, ps } from './processes.js';
import { fails, parseOptions } from './support.js';

const cronLines = `# 毎日のバックアップと週次の掃除
0 3 * * * docker exec salon_gbp_db pg_dump -U salon_gbp salon_gbp | gzip > /opt/salon-gbp/backup_$(date +\\%Y\\%m\\%d).sql.gz 2>/dev/null
0 4 * * 0 find /opt/salon-gbp/backup_*.sql.gz -mtime +30 -delete 2>/dev/null
`;

const sleep: Program = async ([seconds = '0'], io) => {
  const [, number = '0', unit = 's'] = /^([\d.]+)([smh]?)$/.exec(seconds) ?? [];
  const ms = Number(number) * ({ s: 1000, m: 60_000, h: 3_600_000 }[unit as 's'] ?? 1000);
  await sleepFor(ms, undefined, { signal: io.signal }).catch(() => undefined);
  return 0;
};

const uname: Program = (args, io) => {
  const parts: Readonly<Record<string, string>> = {
    s: 'Linux',
    n: 'drill',
    r: '6.1.0-31-amd64',
    m: 'x86_64',
    o: 'GNU/Linux',
  };
  const letters = args.join('').replaceAll('-', '') || 's';
  const shown = letters === 'a' ? 'snrmo' : letters;
  io.out(`${[...shown].map((letter) => parts[letter] ?? '').join(' ')}\n`);
  return 0;
};

const id: Program = (args, io) => {
  const root = io.root === true;
  const option = args.join('');
  if (/G/.test(option)) io.out(root ? 'root\n' : /n/.test(option) ? 'ops docker\n' : '1000 998\n');
  else if (/u/.test(option)) io.out(`${/n/.test(option) ? (root ? 'root' : 'ops') : root ? 0 : 1000}\n`);
  else if (/g/.test(option)) io.out(`${/n/.test(option) ? (root ? 'root' : 'ops') : root ? 0 : 1000}\n`);
  else
    io.out(
      root
        ? 'uid=0(root) gid=0(root) groups=0(root)\n'
        : 'uid=1000(ops) gid=1000(ops) groups=1000(ops),998(docker)\n',
    );
  return 0;
};

const crontab: Program = (args, io) => {
  if (args.includes('-l')) io.out(cronLines);
  else return fails(io, 'crontab: editing is not part of the practice host');
  return 0;
};

/** `systemctl status|is-active|restart|start|stop cron|docker|ssh`. */
const systemctl: Program = (args, io, host) => {
  const [verb = '', name = ''] = parseOptions(args, 'n').operands;
  const unit = name.replace(/\.service$/, '');
  const known = ['cron', 'docker', 'ssh', 'containerd'];
  if (!known.includes(unit)) {
    if (verb === 'is-active') io.out('inactive\n');
    else io.err(`Unit ${unit}.service could not be found.\n`);
    return verb === 'is-active' ? 3 : 4;
  }
  if (verb === 'is-active') io.out('active\n');
  else if (verb === 'is-enabled') io.out('enabled\n');
  else if (verb === 'status') {
    const since = new Date(host.system.bootedAt).toISOString().slice(0, 19).replace('T', ' ');
    io.out(
      `● ${unit}.service\n     Loaded: loaded (/lib/systemd/system/${unit}.service; enabled; preset: enabled)\n     Active: active (running) since ${since} UTC\n`,
    );
  } else {
    record(host, ['systemctl', ...args], { ok: false, harm: 'none' });
    return fails(io, `Failed to ${verb} ${unit}.service: Interactive authentication required.`);
  }
  return 0;
};

const free: Program = (args, io, host) => {
  const value = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(host.proc.read('/proc/meminfo') ?? '')?.[1] ?? 0);
  const size = (kib: number) =>
    args.includes('-h')
      ? `${short(kib * 1024)}i`
      : String(Math.round(args.includes('-m') ? kib / 1024 : kib));
  const [total, unused, cached, available] = [
    value('MemTotal'),
    value('MemFree'),
    value('Cached'),
    value('MemAvailable'),
  ];
  const [swap, swapFree] = [value('SwapTotal'), value('SwapFree')];
  const row = (name: string, ...figures: number[]) =>
    `${name.padEnd(6)}${figures.map((one) => size(one).padStart(12)).join('')}\n`;
  io.out(`${' '.repeat(13)}total        used        free      shared  buff/cache   available\n`);
  io.out(row('Mem:', total, total - unused - cached, unused, value('Shmem'), cached, available));
  io.out(row('Swap:', swap, swap - swapFree, swapFree));
  return 0;
};

const kill: Program = (args, io, host) => {
  const pids = args.filter((word) => /^\d+$/.test(word)).map(Number);
  const db = host.system.service('db');
  for (const pid of pids) {
    const inside = db ? pid - db.pid : 0;
    if (io.root && host.neighbours.signal(inside, 'TERM')) continue;
    return fails(io, `sh: 1: kill: (${pid}) - ${io.root ? 'No such process' : 'Operation not permitted'}`);
  }
  return 0;
};

const said =
  (text: string | ((io: Io, host: Host) => string)): Program =>
  (_args, io, host) => {
    io.out(typeof text === 'string' ? text : text(io, host));
    return 0;
  };

export const systemPrograms: readonly (readonly [string, Program])[] = [
  ['date', date],
  ['df', df],
  ['sleep', sleep],
  ['uname', uname],
  ['id', id],
  ['whoami', (_args, io, host) => id(['-un'], io, host)],
  ['crontab', crontab],
  ['systemctl', systemctl],
  ['free', free],
  ['ps', ps],
  ['pgrep', pgrep],
  ['kill', kill],
  ['hostname', said('drill\n')],
  ['nproc', said('2\n')],
  [
    'uptime',
    said(
      (_io, host) =>
        ` up 23 days,  2 users,  load average: ${(host.proc.read('/proc/loadavg') ?? '').split(' ').slice(0, 3).join(', ')}\n`,
    ),
  ],
  [
    'base64',
    async (args, io) => {
      const text = await io.stdin.all();
      io.out(
        args.includes('-d')
          ? Buffer.from(text, 'base64').toString()
          : `${Buffer.from(text).toString('base64')}\n`,
      );
      return 0;
    },
  ],
  [
    'seq',
    (args, io) => {
      const [from, to] = args.length > 1 ? args.map(Number) : [1, Number(args[0])];
      for (let n = from ?? 1; n <= (to ?? 0); n++) io.out(`${n}\n`);
      return 0;
    },
  ],
];
