import type { CommandCheck } from '../../domain/host.js';

/** What the host adds to the time-out: long enough that cockpit, which ends the command gently, always comes first. */
const graceSeconds = 5;

/**
 * $1 folder or '', $2 seconds, then the command. `timeout` (coreutils, busybox) ends it even when the link is lost; a host
 * without it has none. A missing folder must not look like a plug-in's answer: `cd` alone would fail with 2, critical.
 */
const script = [
  'if [ -n "$1" ]; then cd -- "$1" >/dev/null || exit 126; fi',
  't=$2; shift 2',
  'if command -v timeout >/dev/null 2>&1; then exec timeout -s KILL "$t" "$@"; fi',
  'exec "$@"',
].join('\n');

/** The command of a check as it is run on the host; its own words stay words, none is read by the shell. */
export const hostArgv = ({
  argv,
  dir = '',
  timeoutSeconds,
}: Pick<CommandCheck, 'argv' | 'dir' | 'timeoutSeconds'>): readonly string[] => [
  'sh',
  '-c',
  script,
  'sh',
  dir,
  String(Math.ceil(timeoutSeconds) + graceSeconds),
  ...argv,
];
