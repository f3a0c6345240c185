import { compose } from './compose.js';
import { anything, type Judge, needs, refuse, withOptions, withSubcommands } from './judge.js';
import { parseOptions } from './options.js';
import { psArguments } from './system.js';

const of = (subcommand: string, options: Parameters<typeof withOptions>[1]): Judge =>
  withOptions(`docker ${subcommand}`, options);

/** Whole objects, and `.Config`, would print the variables of a container with their secrets. */
const printsVariables = /Env|\.(?:Container)?Config\b(?!\.\w)|(?<![\w\]])\.(?!\w)|\$(?!\w|\.\w)/;

const inspect = (subcommand: string): Judge =>
  withOptions(
    `docker ${subcommand}`,
    { flags: 's', values: 'f', long: ['format=', 'type=', 'size'] },
    ({ given }) => {
      const [format] = [...(given.get('-f') ?? []), ...(given.get('--format') ?? [])];
      if (format === undefined) return needs(`docker ${subcommand}`, '--format');
      return printsVariables.test(format) ? refuse(`docker ${subcommand}`, format) : undefined;
    },
  );

const inspectPlain = (subcommand: string): Judge =>
  of(subcommand, { flags: 'v', values: 'f', long: ['format=', 'verbose', 'scope='] });

const list = (subcommand: string): Judge =>
  of(subcommand, {
    flags: 'aqls',
    values: 'fn',
    long: ['all', 'quiet', 'latest', 'size', 'no-trunc', 'digests', 'filter=', 'format=', 'last='],
  });

const ps = list('ps');
const images = list('image ls');
const logs = of('logs', {
  flags: 't',
  values: 'n',
  long: ['tail=', 'since=', 'until=', 'timestamps', 'details'],
});

const stats = withOptions(
  'docker stats',
  { flags: 'a', long: ['all', 'no-stream', 'no-trunc', 'format='] },
  ({ given }) => (given.has('--no-stream') ? undefined : needs('docker stats', '--no-stream')),
);

/** What follows the container is for ps(1). */
const top: Judge = ([container = '', ...rest], judgeArgv) =>
  container === '' || container.startsWith('-')
    ? refuse('docker top', container)
    : psArguments(rest, judgeArgv);

const history = of('image history', { flags: 'qH', long: ['no-trunc', 'human', 'quiet', 'format='] });

/**
 * A program inside a container, judged in its turn; variables (-e) could change what it does. Not psql: only the probe
 * `exec` makes its session read-only.
 */
const exec: Judge = (args, judgeArgv) => {
  const { operands, refused } = parseOptions(args, {
    values: 'uw',
    long: ['user=', 'workdir='],
    inFront: true,
  });
  const [container, ...argv] = operands;
  if (refused !== undefined || container === undefined) return refuse('docker exec', refused ?? '');
  return argv.some((word) => /(?:^|\/)psql$/.test(word)) ? refuse('docker exec', 'psql') : judgeArgv(argv);
};

const container = withSubcommands('docker container', {
  ls: ps,
  ps,
  list: ps,
  inspect: inspect('container inspect'),
  logs,
  stats,
  top,
  diff: of('container diff', {}),
  port: of('container port', {}),
});

const image = withSubcommands('docker image', {
  ls: images,
  list: images,
  inspect: inspect('image inspect'),
  history,
});

const subcommands = withSubcommands('docker', {
  ps,
  container,
  inspect: inspect('inspect'),
  logs,
  stats,
  top,
  exec,
  diff: of('diff', {}),
  port: of('port', {}),
  images,
  image,
  history,
  network: withSubcommands('docker network', {
    ls: list('network ls'),
    inspect: inspectPlain('network inspect'),
  }),
  volume: withSubcommands('docker volume', {
    ls: list('volume ls'),
    inspect: inspectPlain('volume inspect'),
  }),
  system: withSubcommands('docker system', {
    df: of('system df', { flags: 'v', long: ['verbose', 'format='] }),
    info: of('system info', { values: 'f', long: ['format='] }),
  }),
  info: of('info', { values: 'f', long: ['format='] }),
  version: of('version', { values: 'f', long: ['format='] }),
  context: withSubcommands('docker context', {
    ls: of('context ls', { flags: 'q', long: ['format=', 'quiet'] }),
    show: anything,
  }),
  compose,
});

/** Options in front of the subcommand could name another host. */
export const docker: Judge = (args, judgeArgv) => subcommands(args, judgeArgv);
