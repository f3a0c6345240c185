import { setTimeout as sleep } from 'node:timers/promises';
import type { Io } from '../host/host.js';
import { Input } from '../host/sh/input.js';
import { Exit, Leave } from '../host/sh/leave.js';
import { parseScript } from '../host/sh/parse.js';
import type { Shell } from '../host/sh/run.js';
import { ScriptError, Unfinished } from '../host/sh/syntax.js';
import type { Terminal } from './terminal.js';

/** Exit status of a command that Ctrl-C ended. */
const interruptedStatus = 130;
/** What is interrupted may put its things away, ms. */
const graceMs = 100;

/** A shell at a terminal, line by line, until `exit` or Ctrl-D; gives its exit status. */
export async function commandLine(
  shell: Shell,
  io: Io,
  terminal: Terminal,
  prompt: () => string,
): Promise<number> {
  for (;;) {
    const typed = await readCommand(terminal, prompt());
    if (typed === 'ended') {
      terminal.write('\n');
      return shell.status;
    }
    if (typed === 'interrupted') {
      shell.status = interruptedStatus;
      continue;
    }
    const ended = await runLine(shell, typed.line, io, terminal);
    if (ended) return ended.code;
  }
}

/** A command that goes on in the next line asks for that, as for the end of a quote. */
async function readCommand(terminal: Terminal, prompt: string): ReturnType<Terminal['read']> {
  const typed = await terminal.read(prompt);
  if (typeof typed === 'string') return typed;
  let { line } = typed;
  while (isUnfinished(line)) {
    const more = await terminal.read('> ');
    if (more === 'interrupted') return more;
    if (more === 'ended') break;
    line += `\n${more.line}`;
  }
  return { line };
}

function isUnfinished(line: string): boolean {
  try {
    parseScript(line);
    return false;
  } catch (error) {
    return error instanceof Unfinished;
  }
}

/** Runs one line as far as Ctrl-C lets it; the result says that the shell ends with it. */
async function runLine(shell: Shell, line: string, io: Io, terminal: Terminal): Promise<Exit | undefined> {
  try {
    shell.status = await untilInterrupt(terminal, io, (inner) => shell.list(parseScript(line), inner, false));
    return undefined;
  } catch (error) {
    if (error instanceof Exit) return error;
    if (error instanceof Leave) shell.status = error.code;
    else if (error instanceof ScriptError) {
      io.err(`${shell.name}: ${error.message}\n`);
      shell.status = 2;
    } else throw error;
    return undefined;
  }
}

/** What runs when Ctrl-C comes is told of it, and no longer heard. */
export function untilInterrupt(
  terminal: Terminal,
  io: Io,
  run: (io: Io) => Promise<number>,
): Promise<number> {
  return terminal.interruptible(async (interrupt) => {
    let over = false;
    const unlessOver = (write: (text: string) => void) => (text: string) => {
      if (!over) write(text);
    };
    const inner: Io = {
      ...io,
      stdin: Input.of(terminal),
      out: unlessOver(io.out),
      err: unlessOver(io.err),
      signal: AbortSignal.any([io.signal, interrupt]),
    };
    const interrupted = new Promise<number>((resolve) => {
      interrupt.addEventListener('abort', () => resolve(interruptedStatus), { once: true });
    });
    try {
      const running = run(inner);
      const code = await Promise.race([running, interrupted]);
      if (!interrupt.aborted) return code;
      await Promise.race([running.catch(() => undefined), sleep(graceMs)]);
      return interruptedStatus;
    } finally {
      over = true;
    }
  });
}
