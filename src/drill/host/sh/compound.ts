import type { Io } from '../host.js';
import { arithmetic } from './arithmetic.js';
import { expandPattern, expandText, expandWords, type Scope } from './expand.js';
import { Exit, Leave } from './leave.js';
import { matches } from './pattern.js';
import type { Shell } from './run.js';
import type { Command, Word } from './syntax.js';
import { testExpression } from './test-expression.js';

interface Running {
  readonly io: Io;
  readonly scope: Scope;
  /** Its failure is looked at, so it ends nothing. */
  readonly tested: boolean;
}

/** A group, a branch, a loop or a test. */
export async function runCompound(
  command: Exclude<Command, { readonly kind: 'simple' }>,
  shell: Shell,
  { io, scope, tested }: Running,
): Promise<number> {
  switch (command.kind) {
    case 'group':
      return shell.list(command.list, io, tested);
    case 'subshell': {
      const child = shell.child();
      return child.finish(() => child.list(command.list, io, tested), io);
    }
    case 'if':
      for (const { when, body } of command.arms) {
        if ((await shell.list(when, io, true)) === 0) return shell.list(body, io, tested);
      }
      return command.otherwise ? shell.list(command.otherwise, io, tested) : 0;
    case 'while': {
      let status = 0;
      while (((await shell.list(command.when, io, true)) === 0) !== command.until) {
        const end = await turn(() => shell.list(command.body, io, tested));
        if (typeof end !== 'number') return end.status;
        status = end;
        if (io.signal.aborted) throw new Exit(143);
      }
      return status;
    }
    case 'for': {
      let status = 0;
      for (const word of command.words ? await expandWords(command.words, scope) : shell.args) {
        shell.set(command.name, word);
        const end = await turn(() => shell.list(command.body, io, tested));
        if (typeof end !== 'number') return end.status;
        status = end;
      }
      return status;
    }
    case 'case': {
      const text = await expandText(command.word, scope);
      for (const { patterns, body } of command.arms) {
        for (const pattern of patterns) {
          if (matches(await expandPattern(pattern, scope), text)) return shell.list(body, io, tested);
        }
      }
      return 0;
    }
    case 'function':
      shell.functions.set(command.name, command.body);
      return 0;
    case 'let':
      return arithmetic(await expandText(command.word, scope), shell) === 0 ? 1 : 0;
    default:
      return holds(command.words, shell, scope);
  }
}

/** One turn of a loop; an object: the loop ends. */
async function turn(run: () => Promise<number>): Promise<number | { readonly status: number }> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Leave) || error.what === 'return') throw error;
    if (error.levels > 1) {
      error.levels--;
      throw error;
    }
    return error.what === 'continue' ? 0 : { status: 0 };
  }
}

/** `[[ … ]]`: no splitting; what follows `==` is a pattern. */
async function holds(words: readonly Word[], shell: Shell, scope: Scope): Promise<number> {
  const texts: string[] = [];
  for (const word of words) {
    const after = texts.at(-1) ?? '';
    texts.push(await (/^(?:==?|!=)$/.test(after) ? expandPattern(word, scope) : expandText(word, scope)));
  }
  return testExpression(texts, shell.place, true);
}
