/** The options of a program that may be given; whatever is not listed is refused. */
export interface Options {
  /** Short options without a value, as letters. */
  readonly flags?: string;
  /** Short options with a value, as letters. */
  readonly values?: string;
  /** Long options: `name`, `name=` takes a value, `name?` may have one after an equals sign. */
  readonly long?: readonly string[];
  /** A number with a dash in front, such as `-100`. */
  readonly numbers?: boolean;
  /** Options end at the first operand. */
  readonly inFront?: boolean;
}

export interface Parsed {
  /** Values by option as listed (`-n`, `--lines`); a flag has the value ''. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
  /** The first option that is not listed. */
  readonly refused?: string;
}

/**
 * Options as getopt_long(3) reads them, but without abbreviations: a short option's value is the rest of its word or the
 * next word, `--` ends the options, a lone dash is an operand.
 */
export function parseOptions(args: readonly string[], options: Options): Parsed {
  const given = new Map<string, string[]>();
  const operands: string[] = [];
  const take = (name: string, value: string) => given.set(name, [...(given.get(name) ?? []), value]);
  const words = args[Symbol.iterator]();
  for (let next = words.next(); !next.done; next = words.next()) {
    const word = next.value;
    if (word === '--') {
      operands.push(...words);
    } else if (word === '-' || !word.startsWith('-')) {
      operands.push(word);
      if (options.inFront) operands.push(...words);
    } else if (options.numbers && /^-\d+$/.test(word)) {
      take('-number', word.slice(1));
    } else {
      const taken = word.startsWith('--')
        ? takeLong(word, options, words, take)
        : takeShort(word, options, words, take);
      if (!taken) return { given, operands, refused: word };
    }
  }
  return { given, operands };
}

type Take = (name: string, value: string) => void;

function takeLong(word: string, { long = [] }: Options, words: Iterator<string>, take: Take): boolean {
  const [, name = '', equals, value = ''] = /^(--[^=]*)(=)?(.*)$/s.exec(word) ?? [];
  const listed = name.slice(2);
  if (equals === undefined && (long.includes(listed) || long.includes(`${listed}?`))) {
    take(name, '');
    return true;
  }
  if (equals !== undefined && (long.includes(`${listed}=`) || long.includes(`${listed}?`))) {
    take(name, value);
    return true;
  }
  if (equals === undefined && long.includes(`${listed}=`)) {
    const next = words.next();
    if (next.done) return false;
    take(name, next.value);
    return true;
  }
  return false;
}

function takeShort(
  word: string,
  { flags = '', values = '' }: Options,
  words: Iterator<string>,
  take: Take,
): boolean {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at] ?? '';
    if (flags.includes(letter)) {
      take(`-${letter}`, '');
      continue;
    }
    if (!values.includes(letter)) return false;
    const rest = word.slice(at + 1);
    const next = rest === '' ? words.next() : { done: false, value: rest };
    if (next.done) return false;
    take(`-${letter}`, next.value);
    return true;
  }
  return true;
}
