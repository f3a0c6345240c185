import { type Judge, refuse, withOptions, withSubcommands } from './judge.js';
import { parseOptions } from './options.js';

const of = (subcommand: string, options: Parameters<typeof withOptions>[1]): Judge =>
  withOptions(`docker compose ${subcommand}`, options);

/** The subcommands of docker compose that only read. */
export const composeSubcommands: Judge = withSubcommands('docker compose', {
  ps: of('ps', {
    flags: 'aq',
    long: ['all', 'quiet', 'services', 'no-trunc', 'orphans?', 'format=', 'filter=', 'status='],
  }),
  config: of('config', {
    flags: 'q',
    long: ['quiet', 'services', 'images', 'volumes', 'profiles', 'no-interpolate', 'hash='],
  }),
  logs: of('logs', {
    flags: 't',
    values: 'n',
    long: ['tail=', 'since=', 'until=', 'no-color', 'no-log-prefix', 'timestamps'],
  }),
  images: of('images', { flags: 'q', long: ['quiet', 'format='] }),
  ls: of('ls', { flags: 'aq', long: ['all', 'quiet', 'format=', 'filter='] }),
  top: of('top', {}),
  port: of('port', { long: ['protocol=', 'index='] }),
  version: of('version', { values: 'f', long: ['short', 'format='] }),
});

/** With the files of a project in front of the subcommand. */
export const compose: Judge = (args, judgeArgv) => {
  const { operands, refused } = parseOptions(args, {
    values: 'fp',
    long: [
      'file=',
      'project-name=',
      'env-file=',
      'project-directory=',
      'profile=',
      'ansi=',
      'progress=',
      'no-ansi',
    ],
    inFront: true,
  });
  return refused === undefined ? composeSubcommands(operands, judgeArgv) : refuse('docker compose', refused);
};
