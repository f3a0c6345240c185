import { anything, firstBad, type Judge, needs, type Refusal, refuse, withOptions } from './judge.js';

/** Variables of a process, or a file that holds the secrets of a system. */
const environ = /^\/proc\/[^/]+\/environ$|\/environ$/;
const secretFile =
  /(^|\/)\.env(\.[\w.-]+)?$|(^|\/)(id_[a-z0-9]+|\.pgpass|\.netrc|g?shadow-?|\.?htpasswd|credentials(\.\w+)?|secrets[\w.-]*|[\w.-]+\.(key|pem))$/;

/** Reads whole files: not those that hold secrets. */
const reader =
  (program: string, judge: Judge = anything): Judge =>
  (args, judgeArgv) =>
    firstBad(program, args, (word) => !environ.test(word) && !secretFile.test(word)) ??
    judge(args, judgeArgv);

const countsOnly = /^-[EFGPivwxs]*[cqlL][EFGPivwxs]*$|^--(?:count|quiet|silent)$/;

/** Of a file with secrets only how many lines match, or whether any does. */
const grep =
  (program: string): Judge =>
  (args) => {
    const guarded = args.find((word) => environ.test(word) || secretFile.test(word));
    const tellsNoLine = args.some((word, at) => countsOnly.test(word) && !/^-[ef]$/.test(args[at - 1] ?? ''));
    return guarded !== undefined && !tellsNoLine ? refuse(program, guarded) : undefined;
  };

const findTests = new Set(
  (
    '-H -L -P -maxdepth -mindepth -xdev -mount -depth -daystart -follow -noleaf ' +
    '-name -iname -path -ipath -wholename -regex -iregex -regextype -type -xtype -size -empty -perm -user -group -uid -gid ' +
    '-links -inum -mtime -mmin -atime -amin -ctime -cmin -newer -anewer -cnewer -newermt -newerct -readable -writable ' +
    '-executable -true -false -not -and -or -a -o -print -print0 -printf -ls -prune -quit'
  ).split(' '),
);
const find: Judge = (args) =>
  firstBad('find', args, (word) => !/^-./.test(word) || findTests.has(word) || /^-\d/.test(word));

const head = withOptions('head', {
  flags: 'qvz',
  values: 'nc',
  long: ['lines=', 'bytes=', 'quiet'],
  numbers: true,
});
const tail = withOptions('tail', {
  flags: 'qvz',
  values: 'nc',
  long: ['lines=', 'bytes=', 'quiet'],
  numbers: true,
});

const sort = withOptions('sort', {
  flags: 'bdfghinRrMVsuzcC',
  values: 'kt',
  long: [
    'key=',
    'field-separator=',
    'reverse',
    'numeric-sort',
    'human-numeric-sort',
    'version-sort',
    'unique',
    'stable',
  ],
});

/** The second operand of uniq(1) is a file that it writes. */
const uniq = withOptions(
  'uniq',
  { flags: 'cdDiu', values: 'fsw', long: ['count', 'repeated', 'unique'] },
  ({ operands }) => (operands[1] === undefined ? undefined : refuse('uniq', operands[1])),
);

const gzip = withOptions(
  'gzip',
  { flags: 'tlvqk', long: ['test', 'list', 'verbose', 'quiet'] },
  ({ given }): Refusal =>
    ['-t', '-l', '--test', '--list'].some((option) => given.has(option)) ? undefined : needs('gzip', '-t'),
);

export const fileJudges: Readonly<Record<string, Judge>> = {
  ls: anything,
  cat: reader('cat'),
  head: reader('head', head),
  tail: reader('tail', tail),
  wc: anything,
  stat: anything,
  du: anything,
  df: anything,
  readlink: anything,
  realpath: anything,
  test: anything,
  md5sum: anything,
  sha256sum: anything,
  lsblk: anything,
  zcat: reader('zcat'),
  grep: grep('grep'),
  egrep: grep('egrep'),
  fgrep: grep('fgrep'),
  zgrep: grep('zgrep'),
  find,
  sort: reader('sort', sort),
  uniq: reader('uniq', uniq),
  gzip,
};
