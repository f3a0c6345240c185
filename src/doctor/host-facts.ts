import { sanitizeLine } from '../domain/text/sanitize.js';

/** What one read-only command finds out about a host. */
export interface HostFacts {
  readonly user: string;
  readonly groups: readonly string[];
  readonly kernel: string;
  readonly uid: string;
  /** Path by name of the programs that were asked for; absent when the host has none. */
  readonly programs: ReadonlyMap<string, string>;
  /** Version of `docker compose` (the plugin) and of `docker-compose`; undefined when it is not there. */
  readonly composePlugin?: string;
  readonly composeStandalone?: string;
  /** `find -printf` and `df -B1` as cockpit uses them. */
  readonly gnuFind: boolean;
  readonly blockSizes: boolean;
  readonly paths: ReadonlyMap<string, PathFacts>;
}

export interface PathFacts {
  readonly exists: boolean;
  readonly readable: boolean;
  readonly writable: boolean;
}

const script = `
say() { printf '%s\\t%s\\t%s\\n' "$1" "$2" "$3"; }
say fact user "$(id -un)"; say fact uid "$(id -u)"; say fact groups "$(id -Gn)"; say fact kernel "$(uname -sr)"
say fact find "$(find / -maxdepth 0 -printf gnu 2>/dev/null)"
df -P -l -B1 / >/dev/null 2>&1 && say fact df ok
if command -v docker >/dev/null 2>&1; then say fact compose "$(docker compose version --short 2>/dev/null)"; fi
if command -v docker-compose >/dev/null 2>&1; then say fact compose1 "$(docker-compose version --short 2>/dev/null)"; fi
for i in "$@"; do
  v=\${i#?:}
  case $i in
    c:*) p=$(command -v "$v" 2>/dev/null) && say program "$v" "$p" ;;
    p:*) r=
      [ -e "$v" ] && r=e; [ -r "$v" ] && r="\${r}r"; [ -w "$v" ] && r="\${r}w"
      say path "$v" "$r" ;;
  esac
done`;

/** The command whose output {@link parseHostFacts} reads. */
export const hostFactsArgv = (programs: readonly string[], paths: readonly string[]): readonly string[] => [
  'sh',
  '-c',
  script,
  'sh',
  ...programs.map((name) => `c:${name}`),
  ...paths.map((path) => `p:${path}`),
];

/** Lines that are not of the command, such as those of a talkative login shell, are left out. */
export function parseHostFacts(stdout: string): HostFacts {
  const facts = new Map<string, string>();
  const programs = new Map<string, string>();
  const paths = new Map<string, PathFacts>();
  for (const line of stdout.split('\n')) {
    const [kind, name = '', value = ''] = line.split('\t');
    if (kind === 'fact') facts.set(name, sanitizeLine(value));
    if (kind === 'program') programs.set(name, sanitizeLine(value));
    if (kind === 'path')
      paths.set(name, {
        exists: value.includes('e'),
        readable: value.includes('r'),
        writable: value.includes('w'),
      });
  }
  const composePlugin = facts.get('compose');
  const composeStandalone = facts.get('compose1');
  return {
    user: facts.get('user') ?? '',
    uid: facts.get('uid') ?? '',
    groups: (facts.get('groups') ?? '').split(' ').filter(Boolean),
    kernel: facts.get('kernel') ?? '',
    programs,
    ...(composePlugin ? { composePlugin } : {}),
    ...(composeStandalone ? { composeStandalone } : {}),
    gnuFind: facts.get('find') === 'gnu',
    blockSizes: facts.get('df') === 'ok',
    paths,
  };
}
