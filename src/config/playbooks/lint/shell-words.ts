const shells = new Set([
  'sh',
  'bash',
  'dash',
  'ash',
  'zsh',
  'ksh',
  ...['mksh', 'rbash', 'csh', 'tcsh', 'fish', 'pwsh'],
  'busybox',
  'su',
  'watch',
  'flock',
  'script',
]);
/** Programs whose `-c` or `-e` word is a program of its own, or a statement. */
const interpreters = new Set([
  ...['python', 'perl', 'ruby', 'node', 'nodejs', 'php', 'lua'],
  ...['psql', 'mysql', 'mariadb', 'redis-cli', 'mongo', 'mongosh'],
]);
/** Letters of the options behind which their program text stands, where these are not `c` and `e`. */
const textLetters: Readonly<Record<string, string>> = { perl: 'eE', php: 'rBRE', node: 'ep', nodejs: 'ep' };
/** Programs that join their words and give them to a shell, or whose first word is a program text. */
const joiners = new Set([
  ...['eval', 'ssh', 'watch', 'runner', 'awk', 'gawk', 'mawk', 'sed', 'jq', 'trap'],
  ...['parallel', 'tmux', 'sqlite3'],
]);
/** Programs that run the words after their own options, with those options that take a word of their own. */
const wrappers: Readonly<Record<string, string>> = {
  sudo: 'ugUhpCDRT',
  timeout: 'ks',
  nohup: '',
  nice: 'n',
  ionice: 'cn',
  env: 'uC',
  setsid: '',
  stdbuf: 'ioe',
  exec: 'a',
  command: '',
  xargs: 'InPLdEsa',
  time: 'fo',
};

const base = (word: string) => word.slice(word.lastIndexOf('/') + 1);
/** `python3.11` is python, too. */
const unversioned = (program: string) => (joiners.has(program) ? program : program.replace(/\d[\d.]*$/, ''));

/**
 * Indices of the words that a shell or another interpreter reads as a program: there a value would not stay one word.
 * Wherever the interpreter stands (`docker exec X sh -c …`, `timeout 5 sh -c …`); words after the program text are its
 * positional parameters and stay words.
 */
export function programWords(argv: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  argv.forEach((word, i) => {
    const program = unversioned(base(word));
    const isRunner = word === 'r' && /(?:^|\/)rails$/.test(argv[i - 1] ?? '');
    // env -S splits its word at blanks.
    const splits =
      /^(?:-[a-z]*S|--split-string)/.test(word) && argv.slice(0, i).some((one) => base(one) === 'env');
    if (splits && word.includes('@{')) found.add(i);
    if (joiners.has(program) || isRunner || splits) {
      for (let j = i + 1; j < argv.length; j++) found.add(j);
    } else if (program === 'kamal') {
      const exec = argv.indexOf('exec', i);
      for (let j = exec + 1; exec > 0 && j < argv.length; j++) found.add(j);
    } else if (shells.has(program) || interpreters.has(program)) {
      for (const j of textsAfter(argv, i, program)) found.add(j);
    }
  });
  return found;
}

/** Where the program texts of an interpreter stand: after `-c`, `-lc`, `-cx`, `-e`, `--command`, or glued to the option. */
function* textsAfter(argv: readonly string[], at: number, program: string): Generator<number> {
  const shell = shells.has(program);
  const letters = textLetters[program] ?? 'ce';
  const option = shell ? /^-[A-Za-z]*[ce][A-Za-z]*$/ : new RegExp(`^-[A-Za-z]*[${letters}]$`);
  const glued = new RegExp(`^-[${letters}].`);
  for (let j = at + 1; j < argv.length; j++) {
    const word = argv[j] ?? '';
    if (/^--(?:command|eval|execute|exec|print|run)=/.test(word)) yield j;
    else if (option.test(word) || /^--(?:command|eval|execute|exec|print|run)$/.test(word)) {
      // A shell takes options after -c, too, before the text.
      let text = j + 1;
      while (shell && /^[-+]/.test(argv[text] ?? '')) text++;
      yield text;
      // With -e alone a shell only minds errors: its text comes later.
      if (shell && /c|^--/.test(word)) return;
    } else if (glued.test(word)) yield j;
  }
}

/** Indices of the words that name the program which runs: the first one, and that after each wrapper. */
export function programNames(argv: readonly string[]): number[] {
  const names = [0];
  let at = 0;
  for (;;) {
    const wrapper = base(argv[at] ?? '');
    if (!Object.hasOwn(wrappers, wrapper)) return names;
    at++;
    while (/^-|^\w+=/.test(argv[at] ?? '')) {
      const option = /^-(\w)$/.exec(argv[at] ?? '')?.[1];
      at += option !== undefined && wrappers[wrapper]?.includes(option) ? 2 : 1;
    }
    if (wrapper === 'timeout') at++;
    if (at >= argv.length) return names;
    names.push(at);
  }
}
