/** On a host whose entry says `sudo`, what stands in front of each docker command; `-n` never asks for a password. */
const prefix = ['sudo', '-n'] as const;
const programs: ReadonlySet<string> = new Set(['docker', 'docker-compose']);

/** The words of a host command with sudo in front of docker; others, and those that have it, stay as they are. */
export const withSudo = (argv: readonly string[]): readonly string[] =>
  programs.has(argv[0] ?? '') ? [...prefix, ...argv] : argv;

/** The words without sudo in front. */
export const withoutSudo = (argv: readonly string[]): readonly string[] =>
  argv[0] === prefix[0] && argv[1] === prefix[1] ? argv.slice(prefix.length) : argv;

/** A line of bash that makes each `docker` of the script below it one by sudo. */
export const sudoInScript = `docker() { ${prefix.join(' ')} docker "$@"; }`;
