import { msg } from '../../../../domain/message.js';
import { plainlyChanges } from './changing.js';
import { compose } from './compose.js';
import { dataJudges } from './data.js';
import { docker } from './docker.js';
import { fileJudges } from './files.js';
import { git } from './git.js';
import type { Judge, Refusal } from './judge.js';
import { networkJudges } from './network.js';
import { systemJudges } from './system.js';

/** Every program that is known to only read, with the rule for its arguments. */
const judges: Readonly<Record<string, Judge>> = {
  ...fileJudges,
  ...systemJudges,
  ...networkJudges,
  ...dataJudges,
  docker,
  'docker-compose': compose,
  git,
};

const shells = new Set([
  'sh',
  'bash',
  'dash',
  'ash',
  'zsh',
  'ksh',
  'mksh',
  'csh',
  'tcsh',
  'fish',
  'busybox',
  'rbash',
]);

/** A program by its bare name, or in one of the folders where a system keeps its programs. */
function programOf(word: string): string | undefined {
  const [, name] = /^(?:(?:\/usr)?(?:\/local)?\/s?bin\/)?([A-Za-z0-9_.-]+)$/.exec(word) ?? [];
  return name;
}

/** Undefined when the command is on the closed list of those that only read. */
export function judgeArgv(argv: readonly string[]): Refusal {
  const [word = '', ...args] = argv;
  const program = programOf(word);
  if (program === undefined || !Object.hasOwn(judges, program)) {
    return msg('steps.refused.program', { program: word.slice(0, 80) });
  }
  return judges[program]?.(args, judgeArgv);
}

/**
 * Of a command that its author vouches for: anything that goes through no shell, in which a value could become a command,
 * and that does not plainly change something.
 */
export function judgeDeclared(argv: readonly string[]): Refusal {
  const shell = argv.find((word) => shells.has(word.replace(/^.*\//, '')));
  if (shell !== undefined) return msg('steps.refused.shell', { program: shell });
  if (argv[0] === undefined || argv[0].startsWith('-')) {
    return msg('steps.refused.program', { program: argv[0] ?? '' });
  }
  const data = argv.findIndex((word) => /(?:^|\/)(?:redis-cli|psql)$/.test(word));
  return plainlyChanges(argv) ?? (data < 0 ? undefined : judgeArgv(argv.slice(data)));
}
