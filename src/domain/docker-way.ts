/** How docker commands reach the engine that is on screen; a host entry says it. */
export interface DockerWay {
  /** The login has no right to the socket: `sudo -n`, which never asks for a password, stands in front. */
  readonly sudo?: boolean;
  /** The socket of an engine that is not where docker looks by itself. */
  readonly dockerSocket?: string;
}

const bySudo = ['sudo', '-n'] as const;
const programs: ReadonlySet<string> = new Set(['docker', 'docker-compose']);
const socketOption = '-H';
const socketUrl = 'unix://';

/** The words of a host command with the way in it where it is docker's; others, and those that have it, stay as they are. */
export function byDockerWay(argv: readonly string[], { sudo, dockerSocket }: DockerWay): readonly string[] {
  const [program = '', ...rest] = argv;
  if (!programs.has(program)) return argv;
  const names = dockerSocket !== undefined && rest[0] !== socketOption;
  return [
    ...(sudo === true ? bySudo : []),
    program,
    ...(names ? [socketOption, `${socketUrl}${dockerSocket}`] : []),
    ...rest,
  ];
}

/** The words without the way: as they would stand on a usual host. */
export function withoutDockerWay(argv: readonly string[]): readonly string[] {
  const words = argv[0] === bySudo[0] && argv[1] === bySudo[1] ? argv.slice(bySudo.length) : argv;
  const [program = '', option, url = '', ...rest] = words;
  const named = programs.has(program) && option === socketOption && url.startsWith(socketUrl);
  return named ? [program, ...rest] : words;
}

/** A line of bash that makes each `docker` of the script below it go the way; undefined where docker goes by itself. */
export function dockerWayInScript(way: DockerWay): string | undefined {
  if (way.sudo !== true && way.dockerSocket === undefined) return undefined;
  const quoted = byDockerWay(['docker'], way).map((word) =>
    /^[\w/:.-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  );
  // `command` keeps the function from calling itself where no sudo stands in front.
  const call = way.sudo === true ? quoted : ['command', ...quoted];
  return `docker() { ${call.join(' ')} "$@"; }`;
}
