/**
 * The closed list of commands that a reader may run on a host: each only reads.
 * A command is named, never spelled out by its caller; access/ refuses every other argv.
 */
export const readCommands = {
  /** POSIX df in bytes of local file systems (df(1)); can hang on dead network mounts, hence -l. */
  df: () => ['df', '-P', '-l', '-B1'],
  /** The same for inodes. */
  dfInodes: () => ['df', '-P', '-l', '-i'],
  /** Files of one folder by pattern: mtime (epoch seconds) TAB size (bytes) TAB path, one a line (GNU find). */
  files: (dir: string, pattern: string) => [
    'find',
    dir,
    '-maxdepth',
    '1',
    '-type',
    'f',
    '-name',
    pattern,
    '-printf',
    // find's own escapes: a csh takes no line break in quotes.
    '%T@\\t%s\\t%p\\n',
  ],
  /** The last lines of a log file. */
  tail: (path: string, lines: string) => ['tail', '-n', lines, '--', path],
  /** The login user's crontab. */
  crontab: () => ['crontab', '-l'],
  /** Cgroup membership of a process (cgroups(7)). */
  cgroupOf: (pid: string) => ['cat', `/proc/${pid}/cgroup`],
  /** Host identity: kernel, name. */
  uname: () => ['uname', '-sr'],
  /** Host clock, seconds with nanoseconds since the epoch. */
  date: () => ['date', '+%s.%N'],
} as const satisfies Record<string, (...args: string[]) => readonly string[]>;

export type ReadCommandId = keyof typeof readCommands;

/** A call of a listed command. */
export interface ReadCommand {
  readonly id: ReadCommandId;
  readonly args: readonly string[];
}

/** `readCommand('tail', '/var/log/x.log', '50')` */
export function readCommand<Id extends ReadCommandId>(
  id: Id,
  ...args: Parameters<(typeof readCommands)[Id]>
): ReadCommand {
  return { id, args };
}

/** The argv of a call; throws on arguments that could be taken for options or that hold a NUL. */
export function argvOf(command: ReadCommand): readonly string[] {
  for (const arg of command.args) {
    if (arg.startsWith('-') || arg.includes('\0'))
      throw new TypeError(`read command ${command.id}: bad argument`);
  }
  const build = readCommands[command.id] as (...args: readonly string[]) => readonly string[];
  return build(...command.args);
}
