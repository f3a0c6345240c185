/** The files read at every tick, by section name (proc(5)). */
export const standardFiles = {
  stat: '/proc/stat',
  meminfo: '/proc/meminfo',
  loadavg: '/proc/loadavg',
  netdev: '/proc/net/dev',
  diskstats: '/proc/diskstats',
  uptime: '/proc/uptime',
} as const;

/** Begins the clock line and the line that ends a tick. */
export const clockMark = '@@clock ';
export const endMark = '@@end ';

/**
 * The loop at the host, paced by the client: one line `<sequence> <clock: 0|1> <path> …` asks for one tick, EOF ends it.
 * One `head` reads all files: it puts `==> path <==` in front of each, costs one process, and skips what is missing.
 * `set -f` and the client's check of each path keep the unquoted `$rest` to plain words.
 */
export const metricsScript = [
  'export LC_ALL=C; set -f;',
  'while IFS=" " read -r n clock rest; do',
  `if [ "$clock" = 1 ]; then echo "${clockMark}$(date +%s.%N) $(cat /proc/uptime)"; fi;`,
  `head -c 1048576 ${Object.values(standardFiles).join(' ')} $rest 2>/dev/null;`,
  'echo;',
  `echo "${endMark}$n";`,
  'done',
].join(' ');

/** Paths go to the host's shell as plain words; any other path counts as unreadable and is left out. */
const safePath = /^\/[/A-Za-z0-9._:@-]+$/;

/** The line that asks for a tick. */
export function tickRequest(sequence: number, withClock: boolean, paths: readonly string[]): string {
  return `${[sequence, withClock ? 1 : 0, ...paths.filter((path) => safePath.test(path))].join(' ')}\n`;
}
