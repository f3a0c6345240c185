import type { Host } from '../host.js';
import { resolvePath } from '../paths.js';
import type { Command } from './syntax.js';

let serial = 4000;

/** The number of the next process, or of a pipe with a name. */
export const nextSerial = (): number => ++serial;

/** What a shell knows: its variables, functions and options, and where it stands. */
export class ShellState {
  readonly host: Host;
  readonly variables: Map<string, string | string[]>;
  readonly exported: Set<string>;
  readonly functions: Map<string, Command>;
  readonly options: { exitOnError: boolean; strict: boolean; pipefail: boolean };
  cwd: string;
  args: readonly string[];
  name: string;
  status = 0;
  pid: number;
  lastBackground = 0;
  onExit: string | undefined;

  constructor(
    host: Host,
    from: { env: ReadonlyMap<string, string>; cwd: string; name?: string; args?: readonly string[] },
  ) {
    this.host = host;
    this.variables = new Map(from.env);
    this.exported = new Set(from.env.keys());
    this.functions = new Map();
    this.options = { exitOnError: false, strict: false, pipefail: false };
    this.cwd = from.cwd;
    this.args = from.args ?? [];
    this.name = from.name ?? 'sh';
    this.pid = nextSerial();
  }

  /** What a subshell begins with. */
  copyTo(child: ShellState): void {
    for (const [name, value] of this.variables) child.variables.set(name, value);
    for (const name of this.exported) child.exported.add(name);
    for (const [name, body] of this.functions) child.functions.set(name, body);
    Object.assign(child.options, this.options);
    child.status = this.status;
    child.pid = this.pid;
  }

  /** The environment of programs that it starts. */
  get environment(): Map<string, string> {
    const env = new Map<string, string>();
    for (const name of this.exported) {
      const value = this.variables.get(name);
      if (typeof value === 'string') env.set(name, value);
    }
    return env;
  }

  get(name: string): string | readonly string[] | undefined {
    switch (name) {
      case '@':
      case '*':
        return this.args;
      case '#':
        return String(this.args.length);
      case '?':
        return String(this.status);
      case '$':
        return String(this.pid);
      case '!':
        return String(this.lastBackground);
      case '0':
        return this.name;
      case '-':
        return this.options.exitOnError ? 'e' : '';
      default:
        return /^\d+$/.test(name) ? this.args[Number(name) - 1] : this.variables.get(name);
    }
  }

  set(name: string, value: string | string[]): void {
    this.variables.set(name, value);
  }

  get place() {
    return {
      files: this.host.system.files,
      cwd: this.cwd,
      writable: (path: string) => this.host.writable(resolvePath(path, this.cwd)),
    };
  }
}
