import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type ConfigLine, readConfigFile } from './config-files.js';
import type { ConfigQuery, ConfigValues } from './config-query.js';
import { matchesHost } from './known-hosts.js';

/** Keywords that add up; of all others the first value counts. */
const repeatable = new Set(['identityfile', 'certificatefile']);

/**
 * ssh_config(5) for one destination, where no ssh is installed to be asked.
 * `Match` knows all, host, originalhost, user and localuser; criteria that run a command or need a second pass (exec,
 * canonical, final) never match.
 */
export async function evaluateConfigFiles(query: ConfigQuery, home: string): Promise<ConfigValues> {
  const values = new Map<string, string[]>();
  const set = (keyword: string, args: readonly string[]) => {
    const value = args.join(' ');
    const present = values.get(keyword);
    if (!present) values.set(keyword, [value]);
    else if (repeatable.has(keyword)) present.push(value);
  };
  for (const [keyword, value] of query.overrides) set(keyword.toLowerCase(), [value]);
  const ssh = join(home, '.ssh');
  const files: readonly (readonly [string, string])[] = [
    [join(ssh, 'config'), ssh],
    ['/etc/ssh/ssh_config', '/etc/ssh'],
  ];
  for (const [file, root] of files) apply(await readConfigFile(file, root, home), true);
  return values;

  function apply(lines: readonly ConfigLine[], active: boolean): void {
    for (const { keyword, args, body } of lines) {
      if (keyword === 'include') apply(body ?? [], active);
      else if (keyword === 'host')
        apply(body ?? [], active && matchesHost(args.join(','), query.host.toLowerCase()));
      else if (keyword === 'match') apply(body ?? [], active && matchesCriteria(args));
      else if (active) set(keyword, args);
    }
  }

  function matchesCriteria(args: readonly string[]): boolean {
    const words = [...args];
    while (words.length > 0) {
      const word = (words.shift() ?? '').toLowerCase();
      const negated = word.startsWith('!');
      const criterion = negated ? word.slice(1) : word;
      if (criterion === 'all') continue;
      const subject = subjectOf(criterion);
      const argument = criterion === 'canonical' || criterion === 'final' ? '' : (words.shift() ?? '');
      if (subject === undefined || matchesHost(argument, subject) === negated) return false;
    }
    return true;
  }

  function subjectOf(criterion: string): string | undefined {
    const user = userInfo().username;
    if (criterion === 'host') return (values.get('hostname')?.[0] ?? query.host).replaceAll('%h', query.host);
    if (criterion === 'originalhost') return query.host;
    if (criterion === 'user') return values.get('user')?.[0] ?? user;
    return criterion === 'localuser' ? user : undefined;
  }
}
