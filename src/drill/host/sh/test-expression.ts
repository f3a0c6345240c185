import type { FileTree } from '../../system/files.js';
import { matches } from './pattern.js';

/** `test`, `[` and `[[`: 0 true, 1 false, 2 no expression. `patterns`: `==` compares with a pattern. */
export function testExpression(
  words: readonly string[],
  at: { readonly files: FileTree; readonly cwd: string; writable(path: string): boolean },
  patterns = false,
): number {
  const result = disjunction(words, { ...at, patterns });
  return result === undefined ? 2 : result ? 0 : 1;
}

interface Place {
  readonly files: FileTree;
  readonly cwd: string;
  writable(path: string): boolean;
  readonly patterns: boolean;
}

function disjunction(words: readonly string[], place: Place): boolean | undefined {
  for (const [operator, isOr] of [
    ['||', true],
    ['-o', true],
    ['&&', false],
    ['-a', false],
  ] as const) {
    const n = words.indexOf(operator);
    if (n <= 0 || n === words.length - 1) continue;
    const left = disjunction(words.slice(0, n), place);
    const right = disjunction(words.slice(n + 1), place);
    if (left === undefined || right === undefined) return undefined;
    return isOr ? left || right : left && right;
  }
  const [first, ...rest] = words;
  if (first === '!' && rest.length > 0) {
    const inner = disjunction(rest, place);
    return inner === undefined ? undefined : !inner;
  }
  if (first === '(' && rest.at(-1) === ')') return disjunction(rest.slice(0, -1), place);
  return primary(words, place);
}

function primary(words: readonly string[], place: Place): boolean | undefined {
  const [a = '', b = '', c = ''] = words;
  switch (words.length) {
    case 0:
      return false;
    case 1:
      return a !== '';
    case 2:
      return unary(a, b, place);
    case 3:
      return binary(a, b, c, place);
    default:
      return undefined;
  }
}

function unary(operator: string, text: string, { files, cwd, writable }: Place): boolean | undefined {
  const path = text.startsWith('/') ? text : `${cwd}/${text}`;
  const [file, folder] = [files.file(path), files.folder(path)];
  switch (operator) {
    case '-z':
      return text === '';
    case '-n':
      return text !== '';
    case '-e':
      return file !== undefined || folder !== undefined || path.startsWith('/dev/');
    case '-f':
      return file !== undefined;
    case '-d':
      return folder !== undefined;
    case '-s':
      return (file?.bytes ?? 0) > 0;
    case '-r':
      return file !== undefined || folder !== undefined;
    case '-w':
      return (file !== undefined || folder !== undefined) && writable(path);
    case '-x':
      return folder !== undefined || (file !== undefined && (file.mode & 0o111) !== 0);
    case '-O':
      return writable(path) && (file !== undefined || folder !== undefined);
    case '-L':
    case '-h':
    case '-p':
    case '-S':
    case '-t':
      return false;
    default:
      return undefined;
  }
}

function binary(
  a: string,
  operator: string,
  b: string,
  { patterns, files, cwd }: Place,
): boolean | undefined {
  const number = () => [Number(a), Number(b)] as const;
  const at = (path: string) => files.file(path.startsWith('/') ? path : `${cwd}/${path}`)?.at ?? 0;
  switch (operator) {
    case '=':
    case '==':
      return patterns ? matches(b, a) : a === b;
    case '!=':
      return patterns ? !matches(b, a) : a !== b;
    case '=~':
      return new RegExp(b).test(a);
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '-nt':
      return at(a) > at(b);
    case '-ot':
      return at(a) < at(b);
    default:
  }
  const [x, y] = number();
  if (Number.isNaN(x) || Number.isNaN(y) || a === '' || b === '') return undefined;
  switch (operator) {
    case '-eq':
      return x === y;
    case '-ne':
      return x !== y;
    case '-lt':
      return x < y;
    case '-le':
      return x <= y;
    case '-gt':
      return x > y;
    case '-ge':
      return x >= y;
    default:
      return undefined;
  }
}
