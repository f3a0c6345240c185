/** What psql was asked for. */
export interface PsqlOptions {
  readonly user: string;
  readonly database: string;
  readonly commands: readonly string[];
  readonly aligned: boolean;
  readonly tuplesOnly: boolean;
  readonly quiet: boolean;
  readonly list: boolean;
  readonly separator: string;
  readonly variables: ReadonlyMap<string, string>;
  /** Files to run; `-` is stdin. */
  readonly files: readonly string[];
}

/** Short options of psql(1) with a value, and their long names. */
const withValue: ReadonlyMap<string, string> = new Map([
  ['--command', 'c'],
  ['--dbname', 'd'],
  ['--file', 'f'],
  ['--username', 'U'],
  ['--host', 'h'],
  ['--port', 'p'],
  ['--set', 'v'],
  ['--variable', 'v'],
  ['--field-separator', 'F'],
  ['--pset', 'P'],
  ['--output', 'o'],
]);
const plain: ReadonlyMap<string, string> = new Map([
  ['--no-align', 'A'],
  ['--tuples-only', 't'],
  ['--quiet', 'q'],
  ['--no-psqlrc', 'X'],
  ['--list', 'l'],
]);

/** @param superuser who connects when nobody is named: the image runs programs as it */
export function psqlOptions(args: readonly string[], superuser: string): PsqlOptions {
  const given: [string, string][] = [];
  const names: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    const [long = '', inline] = word.split(/=(.*)/s);
    if (withValue.has(long)) given.push([withValue.get(long) ?? '', inline ?? args[++at] ?? '']);
    else if (plain.has(word)) given.push([plain.get(word) ?? '', '']);
    else if (/^-[^-]/.test(word)) {
      for (let i = 1; i < word.length; i++) {
        const letter = word[i] ?? '';
        if (![...withValue.values()].includes(letter)) given.push([letter, '']);
        else {
          given.push([letter, word.slice(i + 1) || (args[++at] ?? '')]);
          break;
        }
      }
    } else if (!word.startsWith('--')) names.push(word);
  }
  const last = (letter: string) => given.findLast(([name]) => name === letter)?.[1];
  const all = (letter: string) => given.filter(([name]) => name === letter).map(([, value]) => value);
  const user = last('U') ?? names[1] ?? superuser;
  return {
    user,
    database: last('d') ?? names[0] ?? user,
    commands: all('c'),
    aligned: last('A') === undefined,
    tuplesOnly: last('t') !== undefined,
    quiet: last('q') !== undefined,
    list: last('l') !== undefined,
    separator: last('F') ?? '|',
    variables: new Map(all('v').map((text) => text.split(/=(.*)/s, 2) as [string, string])),
    files: all('f'),
  };
}
