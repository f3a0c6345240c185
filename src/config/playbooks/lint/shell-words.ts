const shells = new Set([
  'sh',
  'bash',
  'dash',
  'ash',
  'zsh',
  'ksh',
  'busybox',
  'su',
  'watch',
  'flock',
  'script',
]);
/** Programs whose `-c` or `-e` word is a program of its own, or a statement. */
const interpreters = new Set([
  ...['python', 'python3', 'perl', 'ruby', 'node', 'php', 'lua'],
  ...['psql', 'mysql', 'mariadb', 'sqlite3', 'redis-cli', 'mongosh'],
]);
/** Programs that join their words and give them to a shell, or whose first word is a program text. */
const joiners = new Set(['eval', 'ssh', 'watch', 'runner', 'awk', 'gawk', 'mawk', 'sed', 'jq', 'trap']);
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

/**
 * Indices of the words that a shell or another interpreter reads as a program: there a value would not stay one word.
 * Wherever the interpreter stands (`docker exec X sh -c …`, `timeout 5 sh -c …`); words after the program text are its
 * positional parameters and stay words.
 */
export function programWords(argv: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  argv.forEach((word, i) => {
    const program = base(word);
    if (joiners.has(program)) {
      for (let j = i + 1; j < argv.length; j++) found.add(j);
    } else if (program === 'kamal') {
      const exec = argv.indexOf('exec', i);
      for (let j = exec + 1; exec > 0 && j < argv.length; j++) found.add(j);
    } else if (shells.has(program) || interpreters.has(program)) {
      for (const j of textsAfter(argv, i, shells.has(program))) found.add(j);
    }
  });
  return found;
}

/** Where the program texts of an interpreter stand: after `-c`, `-lc`, `-e`, `--command`, or glued to the option. */
function* textsAfter(argv: readonly string[], at: number, shell: boolean): Generator<number> {
  for (let j = at + 1; j < argv.length; j++) {
    const word = argv[j] ?? '';
    if (/^--(?:command|eval|execute|exec)=/.test(word)) yield j;
    else if (/^-[A-Za-z]*[ce]$/.test(word) || /^--(?:command|eval|execute|exec)$/.test(word)) {
      // A shell takes options after -c, too, before the text.
      let text = j + 1;
      while (shell && /^[-+]/.test(argv[text] ?? '')) text++;
      yield text;
      if (shell) return;
    } else if (/^-[ce]./.test(word)) yield j;
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
