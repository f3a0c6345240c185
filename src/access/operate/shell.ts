import { spawn } from 'node:child_process';
import { fail } from '../../domain/failure.js';
import { type Msg, msg } from '../../domain/message.js';
import type { CommandEnd } from '../../domain/perform.js';
import { errorText } from '../error-text.js';
import type { RemoteLink, RemoteTerminal } from '../remote-link.js';
import { StartUnknown } from '../ssh/channel-failures.js';
import { usersOwn } from './operator-machine.js';
import { OutputLines } from './output-lines.js';
import { TerminalState } from './terminal-state.js';

/** The operator's terminal, while no screen is drawn on it. process.stdin and process.stdout fit. */
export interface OperatorTerminal {
  readonly input: NodeJS.ReadableStream & {
    readonly isTTY?: boolean;
    readonly isRaw?: boolean;
    setRawMode?(raw: boolean): unknown;
  };
  readonly output: NodeJS.WritableStream & {
    readonly isTTY?: boolean;
    readonly columns?: number;
    readonly rows?: number;
  };
  /** Tells the operator on the terminal that the connection broke. */
  say?(message: Msg): void;
}

interface ShellOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  mayRun?: (() => void) | undefined;
}

/** A program that ends so early has a reason to say; later its output is the operator's own business. */
const earlyMs = 2000;

/** Joins the operator's terminal to a program on the host until it ends, the link breaks or `signal` aborts. */
export async function remoteShell(
  link: RemoteLink,
  argv: readonly string[],
  terminal: OperatorTerminal,
  { env, signal, mayRun }: ShellOptions,
): Promise<CommandEnd> {
  const { input, output } = terminal;
  if (!input.isTTY || !output.isTTY) throw fail('unsupported', msg('operate.shell.no-terminal'));
  const began = performance.now();
  const size = () => ({ columns: output.columns || 80, rows: output.rows || 24 });
  let remote: RemoteTerminal;
  try {
    mayRun?.();
    remote = await link.terminal(argv, { ...size(), term: env.TERM || 'xterm-256color' }, signal);
  } catch (error) {
    if (!(error instanceof StartUnknown)) throw error;
    terminal.say?.(msg('operate.shell.lost'));
    return { lost: true, timedOut: false, lines: [], cut: false, ms: performance.now() - began };
  }
  const early = new OutputLines();
  const state = new TerminalState();
  const wasRaw = input.isRaw === true;
  const onInput = (chunk: Buffer | string) => void remote.stdin.write(chunk);
  const onResize = () => {
    const { columns, rows } = size();
    remote.resize(columns, rows);
  };
  const onOutput = (chunk: Buffer) => {
    state.see(chunk);
    if (!output.write(chunk)) {
      remote.stdout.pause();
      output.once('drain', () => remote.stdout.resume());
    }
  };
  const drained = early.read(remote.stdout, 'stdout');
  remote.stdout.on('data', onOutput);
  remote.stderr.resume();
  input.setRawMode?.(true);
  input.on('data', onInput);
  output.on('resize', onResize);
  input.resume();
  try {
    const exit = await remote.exit;
    await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, 500).unref())]);
    if (exit.lost && !signal.aborted) terminal.say?.(msg('operate.shell.lost'));
    const ms = performance.now() - began;
    const { lines, cut } = early.finish();
    return {
      ...(exit.code === undefined ? {} : { exit: exit.code }),
      ...(exit.signal === undefined ? {} : { signal: exit.signal }),
      lost: exit.lost && exit.signal === undefined,
      timedOut: false,
      ...(ms < earlyMs && exit.code ? { lines, cut } : { lines: [], cut: false }),
      ms,
    };
  } finally {
    input.off('data', onInput);
    output.off('resize', onResize);
    remote.stdout.off('data', onOutput);
    // Not paused: Node's stdin that was paused within a read does not start again for a 'readable' listener.
    remote.close();
    input.setRawMode?.(wasRaw);
    output.write(state.reset());
  }
}

/** Gives the operator's own terminal to a program on this machine until it ends; `signal` ends it. */
export async function localShell(
  argv: readonly string[],
  { input, output }: Pick<OperatorTerminal, 'input' | 'output'>,
  { env, signal, mayRun }: ShellOptions,
): Promise<CommandEnd> {
  const began = performance.now();
  const [command = '', ...args] = argv;
  const wasRaw = input.isRaw === true;
  input.pause();
  input.setRawMode?.(false);
  const giveBack = holdSignals(['SIGINT', 'SIGQUIT']);
  try {
    signal.throwIfAborted();
    mayRun?.();
    const { code, killedBy } = await new Promise<{ code: number | null; killedBy: string | null }>(
      (resolve, reject) => {
        const child = spawn(command, args, {
          stdio: 'inherit',
          env: usersOwn(env),
          signal,
          killSignal: 'SIGHUP',
        });
        child.once('error', (cause: Error) => {
          // An abort is reported here too; the program's end follows.
          if (cause.name === 'AbortError') return;
          reject(fail('missing', msg('link.exec.failed', { command }), { detail: errorText(cause), cause }));
        });
        child.once('exit', (code, killedBy) => resolve({ code, killedBy }));
      },
    );
    return {
      ...(code === null ? {} : { exit: code }),
      ...(killedBy === null ? {} : { signal: killedBy }),
      lost: false,
      timedOut: false,
      lines: [],
      cut: false,
      ms: performance.now() - began,
    };
  } finally {
    giveBack();
    input.setRawMode?.(wasRaw);
    output.write(new TerminalState().reset());
  }
}

/** Ctrl-C in a shared terminal reaches both programs: while the other one runs it is meant for that one alone. */
function holdSignals(names: readonly NodeJS.Signals[]): () => void {
  const ignore = () => {};
  const kept = names.map((name) => [name, process.listeners(name)] as const);
  for (const name of names) {
    process.removeAllListeners(name);
    process.on(name, ignore);
  }
  return () => {
    for (const [name, listeners] of kept) {
      process.off(name, ignore);
      for (const listener of listeners) process.on(name, listener);
    }
  };
}
