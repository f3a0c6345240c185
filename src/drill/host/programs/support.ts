import type { Io } from '../host.js';

/** Options and operands of a command line; letters in `valued` take a value, joined or as the next word. */
export function parseOptions(args: readonly string[], valued = '', longValued: readonly string[] = []) {
  const options = new Map<string, string>();
  const operands: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (word === '--') {
      operands.push(...args.slice(i + 1));
      break;
    }
    const [, long, inline] = /^--([\w-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (long) {
      if (inline === undefined && longValued.includes(long)) options.set(long, args[++i] ?? '');
      else options.set(long, inline ?? '');
    } else if (word.startsWith('-') && word !== '-') {
      for (let n = 1; n < word.length; n++) {
        const letter = word[n] as string;
        if (!valued.includes(letter)) options.set(letter, '');
        else {
          options.set(letter, n + 1 < word.length ? word.slice(n + 1) : (args[++i] ?? ''));
          break;
        }
      }
    } else operands.push(word);
  }
  return { options, operands, has: (...names: string[]) => names.some((name) => options.has(name)) };
}

/** Lines of a text, without the empty one after its last line break. */
export const linesOf = (text: string): string[] => {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
};

export const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

export function fails(io: Io, text: string, code = 1): number {
  io.err(`${text}\n`);
  return code;
}
