import type { Io } from '../host.js';
import { builtins } from './builtins.js';
import { runCompound } from './compound.js';
import { expandText, expandWords, type Scope } from './expand.js';
import { glob } from './glob.js';
import { Input } from './input.js';
import { Exit, Leave } from './leave.js';
import { parseScript } from './parse.js';
import { openRedirects } from './redirect.js';
import { nextSerial, ShellState } from './state.js';
import { type Assignment, type Command, type List, type Pipeline, ScriptError, type Word } from './syntax.js';

/** A shell that runs scripts on the practice machine, one command after the other: POSIX, and what bash adds that is in use. */
export class Shell extends ShellState {
  #depth = 0;

  /** Parses and runs a whole script; gives its exit status. */
  async script(text: string, io: Io): Promise<number> {
    let list: List;
    try {
      list = parseScript(text);
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      io.err(`${this.name}: 1: ${error.message}\n`);
      return 2;
    }
    return this.finish(() => this.list(list, io, false), io);
  }

  /** Runs to the end of the shell, with its EXIT trap. */
  async finish(run: () => Promise<number>, io: Io): Promise<number> {
    const guarded = async (inner: () => Promise<number>): Promise<number> => {
      try {
        return await inner();
      } catch (error) {
        if (error instanceof Exit) return error.code;
        if (error instanceof Leave) return error.code;
        if (!(error instanceof ScriptError)) throw error;
        io.err(`${this.name}: 1: ${error.message}\n`);
        return this.name === 'bash' ? 1 : 2;
      }
    };
    const code = await guarded(run);
    const trap = this.onExit;
    this.onExit = undefined;
    if (trap !== undefined) {
      this.status = code;
      await guarded(() => this.list(parseScript(trap), io, false));
    }
    return code;
  }

  /** `tested`: its failure is looked at, so it ends nothing. */
  async list(list: List, io: Io, tested: boolean): Promise<number> {
    let status = 0;
    for (const { first, rest, background } of list) {
      if (io.signal.aborted) throw new Exit(143);
      if (background) {
        this.lastBackground = nextSerial();
        const child = this.child();
        void child.finish(() => child.andOr(first, rest, { ...io, stdin: new Input('') }, false), io);
        continue;
      }
      status = await this.andOr(first, rest, io, tested);
      this.status = status;
    }
    return status;
  }

  async andOr(first: Pipeline, rest: List[number]['rest'], io: Io, tested: boolean): Promise<number> {
    let status = await this.#pipeline(first, io, tested || rest.length > 0);
    for (const [n, { operator, pipeline }] of rest.entries()) {
      this.status = status;
      if ((status === 0) !== (operator === '&&')) continue;
      status = await this.#pipeline(pipeline, io, tested || n < rest.length - 1);
    }
    return status;
  }

  /** A copy of this shell, as a subshell is one. */
  child(): Shell {
    const child = new Shell(this.host, { env: new Map(), cwd: this.cwd, name: this.name, args: this.args });
    this.copyTo(child);
    return child;
  }

  async #pipeline({ negated, commands }: Pipeline, io: Io, tested: boolean): Promise<number> {
    let status: number;
    const looked = tested || negated;
    if (commands.length === 1 && commands[0]) status = await this.#command(commands[0], io, looked);
    else {
      let stdin = io.stdin;
      const codes: number[] = [];
      for (const [n, command] of commands.entries()) {
        const child = this.child();
        let piped = '';
        const last = n === commands.length - 1;
        const collect = (text: string) => {
          piped += text;
        };
        const out = last ? io.out : collect;
        const inner = { ...io, stdin, out };
        codes.push(await child.finish(() => child.#command(command, inner, looked), inner));
        stdin = new Input(piped);
      }
      status = (this.options.pipefail ? codes.findLast((code) => code !== 0) : codes.at(-1)) ?? 0;
    }
    if (negated) return status === 0 ? 1 : 0;
    if (status !== 0 && this.options.exitOnError && !tested) throw new Exit(status);
    return status;
  }

  async #command(command: Command, outer: Io, tested: boolean): Promise<number> {
    if (++this.#depth > 200) throw new ScriptError('maximum recursion depth exceeded');
    try {
      const opened = await openRedirects(command.redirects, outer, this, this.#scope(outer));
      if (typeof opened === 'number') {
        if (this.options.exitOnError && !tested) throw new Exit(opened);
        return opened;
      }
      if (command.kind === 'simple') {
        return await this.#simple(command.assignments, command.words, opened, tested);
      }
      return await runCompound(command, this, { io: opened, scope: this.#scope(opened), tested });
    } finally {
      this.#depth--;
    }
  }

  async #simple(
    assignments: readonly Assignment[],
    words: readonly Word[],
    io: Io,
    tested: boolean,
  ): Promise<number> {
    const scope = this.#scope(io);
    this.#captured = undefined;
    const [name, ...args] = await expandWords(words, scope);
    if (name === undefined) {
      for (const one of assignments) await this.#assign(one, scope);
      return this.#captured ?? 0;
    }
    const before = new Map(assignments.map((one) => [one.name, this.variables.get(one.name)]));
    const shown = new Set(this.exported);
    for (const one of assignments) {
      await this.#assign(one, scope);
      this.exported.add(one.name);
    }
    try {
      return await this.call(name, args, io, tested);
    } finally {
      for (const [variable, value] of before) {
        if (value === undefined) this.variables.delete(variable);
        else this.variables.set(variable, value);
        if (!shown.has(variable)) this.exported.delete(variable);
      }
    }
  }

  /** A function, a builtin or a program. */
  async call(name: string, args: readonly string[], io: Io, tested = false): Promise<number> {
    const body = this.functions.get(name);
    if (body) {
      const kept = this.args;
      this.args = args;
      try {
        return await this.#command(body, io, tested);
      } catch (error) {
        if (error instanceof Leave && error.what === 'return') return error.code;
        throw error;
      } finally {
        this.args = kept;
      }
    }
    const builtin = builtins.get(name);
    if (builtin) return builtin(this, args, io);
    const inner = { ...io, env: this.environment, cwd: this.cwd };
    const program = this.host.program(name, inner);
    if (!program) {
      io.err(`${this.name}: 1: ${name}: not found\n`);
      return 127;
    }
    return program(args, inner, this.host);
  }

  async #assign({ name, append, value, isArray }: Assignment, scope: Scope): Promise<void> {
    if (isArray) {
      const words = await expandWords(value as readonly Word[], scope);
      const old = this.variables.get(name);
      const kept = append && old !== undefined ? (typeof old === 'string' ? [old] : old) : [];
      this.variables.set(name, [...kept, ...words]);
      return;
    }
    const text = await expandText(value as Word, scope);
    const old = append ? this.variables.get(name) : '';
    this.variables.set(name, `${typeof old === 'string' ? old : ''}${text}`);
  }

  /** Status of the last `$(…)`: that of an assignment alone. */
  #captured: number | undefined;

  #scope(io: Io): Scope {
    const run = async (list: List): Promise<string> => {
      let text = '';
      const child = this.child();
      const collect = (more: string) => {
        text += more;
      };
      const inner = { ...io, out: collect };
      this.#captured = await child.finish(() => child.list(list, inner, false), inner);
      this.status = this.#captured;
      return text;
    };
    return {
      get: (name) => this.get(name),
      set: (name, value) => this.set(name, value),
      strict: this.options.strict,
      capture: run,
      open: async (list) => {
        const path = `/dev/fd/${nextSerial()}`;
        this.host.pipes.set(path, await run(list));
        return path;
      },
      glob: (pattern) => glob(pattern, this.cwd, this.host.system.files),
    };
  }
}
