/** Words that stand in front of a program and run it. */
const wrappers: ReadonlySet<string> = new Set([
  ...['sudo', 'doas', 'env', 'nohup', 'nice', 'ionice', 'timeout', 'time', 'setsid', 'stdbuf', 'exec'],
  ...['sh', 'bash', 'dash', 'ash', 'ruby', 'bundle', 'python', 'python3'],
]);
const wrapperWord = /^(?:-.*|\w+=.*|\d+(?:\.\d+)?[smhd]?)$/;
/** A script that an operator runs to change a host: bin/deploy.sh, backup-db.sh. */
const script = /^(?:deploy|backup|restore|rollback|migrate)(?:[-_]\w+)*\.sh$/;

const compose = ['up', 'build', 'pull', 'push', 'down', 'restart', 'stop', 'start', 'rm', 'kill', 'create'];
const packages = [
  'install',
  'reinstall',
  'remove',
  'purge',
  'upgrade',
  'dist-upgrade',
  'full-upgrade',
  'autoremove',
];

/** What a program does, by one of its words: where options end is not known of each. */
const byVerb: Readonly<Record<string, readonly string[]>> = {
  'docker-compose': compose,
  kamal: ['setup', 'deploy', 'redeploy', 'rollback', 'build', 'upgrade', 'prune', 'remove', 'server'],
  alembic: ['upgrade', 'downgrade', 'stamp'],
  apt: packages,
  'apt-get': packages,
  aptitude: packages,
  dnf: packages,
  yum: packages,
  apk: ['add', 'del', 'upgrade', 'fix'],
  terraform: ['apply', 'destroy', 'import'],
};
const always: ReadonlySet<string> = new Set([
  ...['pg_dump', 'pg_dumpall', 'pg_restore', 'pg_basebackup', 'createdb', 'dropdb'],
  ...['ansible-playbook', 'unattended-upgrade', 'unattended-upgrades'],
]);
const docker = [
  'build',
  'buildx',
  'push',
  'pull',
  'load',
  'import',
  'stop',
  'start',
  'restart',
  'kill',
  'rm',
  'rmi',
];
const dockerWithValue: ReadonlySet<string> = new Set([
  ...['-H', '--host', '-c', '--context', '--config', '-l', '--log-level'],
  ...['-f', '--file', '-p', '--project-name', '--project-directory', '--env-file', '--profile', '--ansi'],
  ...['--progress', '--parallel'],
]);

/**
 * The program of a command line, as ps(1) shows it, without path and with its words, where it is one of a closed list of
 * programs that change a host or take its backup; undefined for any other.
 */
export function changingProgram(command: string): string | undefined {
  const words = command.split(/\s+/).filter((word) => word !== '');
  const isWrapper = (word: string, at: number) =>
    wrappers.has(nameOf(word)) || (at > 0 && wrapperWord.test(word));
  const at = words.findIndex((word, index) => !isWrapper(word, index));
  const [program, ...rest] = at < 0 ? [] : words.slice(at);
  return isChanging([program ?? '', ...rest]) ? [nameOf(program), ...rest].join(' ') : undefined;
}

const nameOf = (word = ''): string => word.slice(word.lastIndexOf('/') + 1);

function isChanging(words: readonly string[]): boolean {
  const [first, ...rest] = words;
  const name = nameOf(first);
  if (always.has(name) || script.test(name)) return true;
  if (name === 'docker') return dockerChanges(rest);
  if (name === 'docker-compose') return composeChanges(rest[0] === 'compose' ? rest.slice(1) : rest);
  if (name === 'rails' || name === 'rake')
    return rest.some((word) => /^db:(?!version|migrate:status)/.test(word));
  if (name === 'psql') return feedsDump(rest);
  if (name === 'dpkg')
    return rest.some((word) => /^(?:-[irP]|--(?:install|remove|purge|configure|unpack))$/.test(word));
  return rest.some((word) => byVerb[name]?.includes(word));
}

function dockerChanges(words: readonly string[]): boolean {
  const [verb, ...rest] = afterOptions(words);
  if (verb === undefined) return false;
  if (verb === 'compose') return composeChanges(rest);
  if (verb === 'exec' || verb === 'run') return holdsChange(rest);
  return docker.includes(verb) || rest[0] === 'prune';
}

function composeChanges(words: readonly string[]): boolean {
  const [verb, ...rest] = afterOptions(words);
  if (verb === 'exec' || verb === 'run') return holdsChange(rest);
  return verb !== undefined && compose.includes(verb);
}

/** Behind the container's name stands a command of its own, perhaps in a shell. */
const holdsChange = (words: readonly string[]): boolean =>
  words.some((word, at) => !word.startsWith('-') && nameOf(word) !== 'docker' && isChanging(words.slice(at)));

function afterOptions(words: readonly string[]): readonly string[] {
  let at = 0;
  while (words[at]?.startsWith('-')) at += dockerWithValue.has(words[at] ?? '') ? 2 : 1;
  return words.slice(at);
}

/** psql that reads a file, or its input as one transaction; a single statement (-c) is none. */
const feedsDump = (words: readonly string[]): boolean =>
  !words.some((word) => /^(?:-\w*c|--command(?:=.*)?)$/.test(word)) &&
  words.some((word) =>
    /^(?:-f.*|--file(?:=.*)?|-1|--single-transaction|ON_ERROR_STOP=.*|.*\.sql)$/.test(word),
  );
