import { anything, firstBad, type Judge, needs, refuse, withOptions, withSubcommands } from './judge.js';

/** Without an operand that begins with a plus, date(1) would set the clock. */
const date = withOptions(
  'date',
  {
    flags: 'uR',
    values: 'dr',
    long: ['utc', 'date=', 'reference=', 'iso-8601?', 'rfc-3339=', 'rfc-email'],
  },
  ({ operands }) => firstBad('date', operands, (word) => word.startsWith('+')),
);

/** A letter `e` among BSD options prints the processes' variables; as a value it follows an option that takes one. */
export const psArguments: Judge = (args) =>
  firstBad(
    'ps',
    args.filter((_, at) => !takesValue(args[at - 1])),
    (word) => word.startsWith('-') || !/e/i.test(word) || /^\d/.test(word),
  );

/** Options whose next word is a value; without a dash `u` is a format, not a user. */
const takesValue = (option: string | undefined): boolean =>
  option !== undefined &&
  (/^-[a-zA-Z]*[oOpCuUgGtsq]$/.test(option) ||
    /^[a-zA-Z]*[oOptUkq]$/.test(option) ||
    /^--(?:sort|format|pid|ppid|user|group)$/.test(option));

const crontab = withOptions('crontab', { flags: 'l', values: 'u' }, ({ given, operands }) =>
  operands[0] === undefined
    ? given.has('-l')
      ? undefined
      : needs('crontab', '-l')
    : refuse('crontab', operands[0]),
);

const journalctl = withOptions('journalctl', {
  flags: 'bkrqxae',
  values: 'unptgo',
  long: [
    'unit=',
    'lines=',
    'since=',
    'until=',
    'priority=',
    'boot?',
    'dmesg',
    'reverse',
    'quiet',
    'no-pager',
    'identifier=',
    'grep=',
    'output=',
    'utc',
    'disk-usage',
    'list-boots',
    'system',
    'user',
    'no-hostname',
  ],
});

const unitOptions = {
  flags: 'laq',
  values: 'npt',
  long: [
    'no-pager',
    'full',
    'all',
    'quiet',
    'lines=',
    'property=',
    'value',
    'state=',
    'type=',
    'failed',
    'user',
    'no-legend',
    'plain',
  ],
};
const unit = withOptions('systemctl', unitOptions);

/** All properties of a unit would include its variables. */
const unitProperties = withOptions('systemctl show', unitOptions, ({ given }) => {
  const asked = [...(given.get('-p') ?? []), ...(given.get('--property') ?? [])];
  if (asked.length === 0) return needs('systemctl show', '--property');
  return firstBad('systemctl show', asked, (names) => !/environment|\*/i.test(names));
});

const systemctl = withSubcommands('systemctl', {
  status: unit,
  'is-active': unit,
  'is-enabled': unit,
  'is-failed': unit,
  'list-units': unit,
  'list-timers': unit,
  'list-unit-files': unit,
  show: unitProperties,
});

const hostname = withOptions('hostname', { flags: 'fisIdA' }, ({ operands }) =>
  operands[0] === undefined ? undefined : refuse('hostname', operands[0]),
);

/** Runs another program, which is judged in its turn. */
const timeout: Judge = (args, judgeArgv) => {
  let at = 0;
  while (args[at]?.startsWith('-')) {
    const option = args[at] ?? '';
    if (option === '-k' || option === '-s') at += 2;
    else if (option === '--foreground') at += 1;
    else return refuse('timeout', option);
  }
  const [duration = '', ...argv] = args.slice(at);
  if (!/^(?:\d+(?:\.\d+)?[smh]?|@\{[^}]*\})$/.test(duration)) return refuse('timeout', duration);
  return judgeArgv(argv);
};

export const systemJudges: Readonly<Record<string, Judge>> = {
  date,
  ps: psArguments,
  pgrep: anything,
  free: withOptions('free', { flags: 'bkmghwtl', long: ['bytes', 'mebi', 'human', 'wide', 'total'] }),
  uptime: anything,
  uname: anything,
  nproc: anything,
  id: anything,
  whoami: anything,
  echo: anything,
  true: anything,
  hostname,
  dmesg: withOptions('dmesg', {
    flags: 'TxkutrP',
    values: 'lf',
    long: ['ctime', 'level=', 'kernel', 'since=', 'until=', 'nopager'],
  }),
  crontab,
  journalctl,
  systemctl,
  timeout,
};
