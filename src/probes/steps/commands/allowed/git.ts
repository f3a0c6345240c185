import { firstBad, type Judge, needs, refuse, withOptions, withSubcommands } from './judge.js';
import { type Options, parseOptions } from './options.js';

const formats = [
  'format=',
  'pretty?',
  'oneline',
  'abbrev-commit',
  'date=',
  'no-color',
  'color=',
  'decorate?',
  'no-decorate',
];
const range = [
  'max-count=',
  'since=',
  'until=',
  'after=',
  'before=',
  'author=',
  'grep=',
  'no-merges',
  'merges',
  'first-parent',
  'reverse',
  'all',
  'branches?',
  'tags?',
  'remotes?',
  'graph',
  'left-right',
  'cherry-pick',
];
const summaries = ['stat?', 'shortstat', 'name-only', 'name-status', 'no-patch', 'quiet', 'exit-code'];

const summaryOption = /^(?:-s|--(?:stat|shortstat|name-only|name-status|no-patch|quiet))$/;

/** What changed is told by file; whole contents (`show HEAD:FILE`) may hold secrets. */
const summary = (subcommand: string, flags: string): Judge =>
  withOptions(
    `git ${subcommand}`,
    { flags, long: [...summaries, ...formats, 'cached', 'staged', 'merge-base'] },
    ({ given, operands }) =>
      [...given.keys()].some((option) => summaryOption.test(option))
        ? firstBad(`git ${subcommand}`, operands, (word) => !word.includes(':'))
        : needs(`git ${subcommand}`, '--stat'),
  );

/** `git branch NAME` and `git tag NAME` create: names stand only behind an option that lists. */
const lister = (subcommand: string, options: Options, ...listing: readonly string[]): Judge =>
  withOptions(`git ${subcommand}`, options, ({ given, operands }) => {
    if (listing.some((option) => given.has(option))) return undefined;
    if (operands[0] !== undefined) return refuse(`git ${subcommand}`, operands[0]);
    return given.size > 0 ? undefined : needs(`git ${subcommand}`, '--list');
  });

const names = ['list', 'sort=', 'format=', 'contains=', 'points-at=', 'no-color'];

const subcommands = withSubcommands('git', {
  log: withOptions('git log', {
    flags: 'sgE',
    // -G and -S look for commits by what they changed, and print none of it.
    values: 'nGS',
    numbers: true,
    long: [...summaries, ...formats, ...range, 'follow', 'walk-reflogs', 'grep-reflog='],
  }),
  status: withOptions('git status', {
    flags: 'sbz',
    long: ['short', 'branch', 'porcelain?', 'untracked-files?', 'ahead-behind'],
  }),
  'rev-parse': withOptions('git rev-parse', {
    long: [
      'short?',
      'abbrev-ref?',
      'verify',
      'quiet',
      'show-toplevel',
      'is-inside-work-tree',
      'symbolic-full-name',
    ],
  }),
  'symbolic-ref': withOptions(
    'git symbolic-ref',
    { flags: 'q', long: ['short', 'quiet'] },
    // With a second operand it would set the first.
    ({ operands }) => (operands[1] === undefined ? undefined : refuse('git symbolic-ref', operands[1])),
  ),
  'merge-base': withOptions('git merge-base', { flags: 'a', long: ['is-ancestor', 'all', 'octopus'] }),
  'rev-list': withOptions('git rev-list', { values: 'n', long: [...range, 'count'] }),
  describe: withOptions('git describe', {
    long: ['tags', 'always', 'all', 'long', 'abbrev=', 'exact-match', 'match='],
  }),
  diff: summary('diff', ''),
  show: summary('show', 's'),
  branch: lister(
    'branch',
    { flags: 'arv', long: [...names, 'show-current', 'all', 'remotes', 'verbose'] },
    '--list',
  ),
  tag: lister('tag', { flags: 'l', long: names }, '--list', '-l'),
  remote: (args) => {
    const [first, ...rest] = args;
    if (first === 'get-url') return firstBad('git remote', rest, (word) => !word.startsWith('-'));
    return firstBad('git remote', args, (word) => word === '-v' || word === '--verbose');
  },
});

/** Configuration on the command line (-c) can name programs to run. */
export const git: Judge = (args, judgeArgv) => {
  const { operands, refused } = parseOptions(args, {
    values: 'C',
    flags: 'P',
    long: ['no-pager', 'no-optional-locks'],
    inFront: true,
  });
  return refused === undefined ? subcommands(operands, judgeArgv) : refuse('git', refused);
};
