import { mountOf } from '../../system/disk.js';
import { type Host, type Io, type Program, record } from '../host.js';
import { baseName, parentOf, resolvePath } from '../paths.js';
import { matches } from '../sh/pattern.js';

interface Entry {
  readonly path: string;
  /** As it is printed: beginning with what was given. */
  readonly shown: string;
  readonly isFile: boolean;
  readonly bytes: number;
  /** ms. */
  readonly at: number;
  readonly owner: string;
  readonly depth: number;
}

/** Whether it holds; `prune`: nothing below it is walked. */
type Test = (entry: Entry) => boolean;

class Unknown extends Error {}

/** GNU find with the tests and actions that command lines use; anything else is an unknown predicate, as there. */
export const find: Program = (args, io, host) => {
  const firstTest = args.findIndex((word) => /^[-(!]/.test(word));
  const paths = args.slice(0, firstTest < 0 ? args.length : firstTest);
  const limits = { max: Number.POSITIVE_INFINITY, min: 0, mount: false };
  const pruned = new Set<string>();
  let test: Test;
  try {
    test = new Expression(firstTest < 0 ? [] : args.slice(firstTest), io, host, limits, pruned).whole();
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    io.err(`find: ${error.message}\n`);
    return 1;
  }
  let code = 0;
  for (const given of paths.length > 0 ? paths : ['.']) {
    const root = resolvePath(given, io.cwd);
    const { files } = host.system;
    if (!files.file(root) && !files.folder(root) && root !== '/proc') {
      io.err(`find: ‘${given}’: No such file or directory\n`);
      code = 1;
      continue;
    }
    if (root === '/proc') {
      test({
        path: root,
        shown: given,
        isFile: false,
        bytes: 0,
        at: host.system.now(),
        owner: 'root',
        depth: 0,
      });
      continue;
    }
    for (const path of files.below(root)) {
      const depth = path === root ? 0 : path.slice(root === '/' ? 0 : root.length).split('/').length - 1;
      if (depth > limits.max || depth < limits.min) continue;
      if (limits.mount && mountOf(path) !== mountOf(root) && mountOf(parentOf(path)) !== mountOf(root))
        continue;
      if ([...pruned].some((one) => path.startsWith(`${one}/`))) continue;
      const file = files.file(path);
      const shown = given === '/' ? path : given + path.slice(root.length);
      test({
        path,
        shown,
        isFile: file !== undefined,
        bytes: file?.bytes ?? 4096,
        at: file?.at ?? files.folder(path)?.at ?? 0,
        owner: file?.owner ?? 'root',
        depth,
      });
    }
  }
  return code;
};

class Expression {
  readonly #words: string[];
  readonly #io: Io;
  readonly #host: Host;
  readonly #limits: { max: number; min: number; mount: boolean };
  readonly #pruned: Set<string>;
  #acts = false;

  constructor(
    words: readonly string[],
    io: Io,
    host: Host,
    limits: { max: number; min: number; mount: boolean },
    pruned: Set<string>,
  ) {
    this.#words = [...words];
    this.#io = io;
    this.#host = host;
    this.#limits = limits;
    this.#pruned = pruned;
  }

  whole(): Test {
    const test = this.#words.length === 0 ? () => true : this.#or();
    if (this.#acts) return test;
    return (entry) => {
      if (!test(entry)) return false;
      this.#io.out(`${entry.shown}\n`);
      return true;
    };
  }

  #or(): Test {
    let left = this.#and();
    while (this.#words[0] === '-o' || this.#words[0] === '-or') {
      this.#words.shift();
      const [first, second] = [left, this.#and()];
      left = (entry) => first(entry) || second(entry);
    }
    return left;
  }

  #and(): Test {
    let left = this.#one();
    while (this.#words.length > 0 && !/^(-o|-or|\))$/.test(this.#words[0] ?? '')) {
      if (this.#words[0] === '-a' || this.#words[0] === '-and') this.#words.shift();
      const [first, second] = [left, this.#one()];
      left = (entry) => first(entry) && second(entry);
    }
    return left;
  }

  #one(): Test {
    const word = this.#words.shift() ?? '';
    if (word === '!' || word === '-not') {
      const inner = this.#one();
      return (entry) => !inner(entry);
    }
    if (word === '(') {
      const inner = this.#or();
      this.#words.shift();
      return inner;
    }
    return this.#primary(word);
  }

  #primary(word: string): Test {
    const value = () => this.#words.shift() ?? '';
    const now = this.#host.system.now();
    switch (word) {
      case '-maxdepth':
        this.#limits.max = Number(value());
        return () => true;
      case '-mindepth':
        this.#limits.min = Number(value());
        return () => true;
      case '-xdev':
      case '-mount':
        this.#limits.mount = true;
        return () => true;
      case '-type': {
        const kind = value();
        return ({ isFile }) => (kind === 'f' ? isFile : kind === 'd' && !isFile);
      }
      case '-name': {
        const pattern = value();
        return ({ path }) => matches(pattern, baseName(path));
      }
      case '-path': {
        const pattern = value();
        return ({ shown }) => matches(pattern, shown);
      }
      case '-lname':
        value();
        return () => false;
      case '-size': {
        const [, sign, number, unit = 'b'] = /^([+-]?)(\d+)([bckMG]?)$/.exec(value()) ?? [];
        const factor = { c: 1, b: 512, k: 1024, M: 1024 ** 2, G: 1024 ** 3 }[unit as 'b'] ?? 512;
        return ({ bytes }) => compare(Math.ceil(bytes / factor), sign, Number(number));
      }
      case '-empty':
        return ({ isFile, bytes }) => isFile && bytes === 0;
      case '-mtime':
      case '-mmin': {
        const [, sign, number] = /^([+-]?)(\d+)$/.exec(value()) ?? [];
        const span = word === '-mtime' ? 86_400_000 : 60_000;
        return ({ at }) => compare(Math.floor((now - at) / span), sign, Number(number));
      }
      case '-user': {
        const owner = value();
        return (entry) => entry.owner === owner;
      }
      case '-readable':
      case '-executable':
        return () => true;
      case '-writable':
        return ({ path }) => this.#host.writable(path, this.#io.root);
      case '-prune':
        return ({ path }) => {
          this.#pruned.add(path);
          return true;
        };
      default:
        return this.#action(word, value);
    }
  }

  #action(word: string, value: () => string): Test {
    this.#acts = true;
    switch (word) {
      case '-print':
        return ({ shown }) => this.#say(`${shown}\n`);
      case '-print0':
        return ({ shown }) => this.#say(`${shown}\0`);
      case '-printf': {
        const format = value();
        return (entry) => this.#say(printed(format, entry));
      }
      case '-quit':
        return () => true;
      case '-delete':
        return ({ path, shown }) => {
          if (!this.#host.writable(path, this.#io.root)) {
            this.#io.err(`find: cannot delete ‘${shown}’: Permission denied\n`);
            return false;
          }
          const harm = this.#host.removeFile(path);
          record(this.#host, ['find', shown, '-delete'], { ok: true, harm });
          return true;
        };
      default:
        throw new Unknown(`unknown predicate \`${word}'`);
    }
  }

  #say(text: string): true {
    this.#io.out(text);
    return true;
  }
}

const compare = (value: number, sign: string | undefined, wanted: number): boolean =>
  sign === '+' ? value > wanted : sign === '-' ? value < wanted : value === wanted;

const printed = (format: string, { shown, isFile, bytes, at, owner, depth }: Entry): string =>
  format.replaceAll(
    /\\([nt0\\])|%(T@|TY-%Tm-%Td|[spfhyuUmdk%])/g,
    (all, escaped: string | undefined, field: string) => {
      if (escaped) return { n: '\n', t: '\t', '0': '\0', '\\': '\\' }[escaped] ?? all;
      switch (field) {
        case 'T@':
          return (at / 1000).toFixed(10);
        case 's':
          return String(bytes);
        case 'p':
          return shown;
        case 'f':
          return baseName(shown);
        case 'h':
          return parentOf(shown);
        case 'y':
          return isFile ? 'f' : 'd';
        case 'u':
          return owner;
        case 'k':
          return String(Math.ceil(bytes / 1024));
        case 'd':
          return String(depth);
        case '%':
          return '%';
        default:
          return all;
      }
    },
  );
