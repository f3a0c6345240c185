import type { EvidenceLine, Seen } from '../../../domain/evidence.js';
import { fail } from '../../../domain/failure.js';
import type { CommandEnd } from '../../../domain/perform.js';
import type { StepProbe, StepReaders } from '../../../domain/step-probe.js';
import { maskVariable } from '../../../domain/text/mask-secrets.js';
import { quoteArgv } from '../../../domain/text/quote-argv.js';
import { type Arguments, flagOf } from '../arguments.js';
import { capped, shown } from '../seen.js';
import { judgeArgv, judgeDeclared } from './allowed/judge-argv.js';
import { assertRan } from './assert-ran.js';

type Options = Parameters<StepProbe['read']>[2];

/** Runs a command that only reads, and gives what it said; rejects when it could not run at all. */
export async function runCommand(
  from: StepReaders,
  on: 'host' | 'operator',
  argv: readonly string[],
  { signal, timeoutMs }: Options,
): Promise<CommandEnd> {
  const end = await from.commands.run({ on, argv }, { timeoutMs, signal });
  signal.throwIfAborted();
  assertRan(argv, end);
  return end;
}

/** Its output as evidence. */
export const seenOf = (on: 'host' | 'operator', argv: readonly string[], end: CommandEnd): Seen => {
  const { lines, cut } = capped(end.lines.map(harmless));
  return {
    command: shown(quoteArgv(argv)),
    where: on,
    ...(end.exit === undefined ? {} : { exit: end.exit }),
    lines,
    ...(cut || end.cut ? { cut: true } : {}),
  };
};

/** What the lint refuses of an argv, unless its author vouches for it. */
export const judged = (argv: readonly string[], args: Arguments) => {
  const refusal = judgeArgv(argv);
  return refusal && flagOf(args, 'declared') ? judgeDeclared(argv) : refusal;
};

/** The same again for the words as they will be run. */
export function assertAllowed(argv: readonly string[], args: Arguments): void {
  const refusal = judged(argv, args);
  if (refusal) throw fail('denied', refusal);
}

/** `NAME=value` and `NAME: value`, as files of variables and compose files have it. */
const variable = /^(\s*(?:-\s+|export\s+)?["']?)([A-Z][A-Z0-9_]+)(["']?\s*[=:]\s*)(\S.*)$/;

/** Variables are masked by their names, in the output of any command. */
function harmless({ text, stream }: EvidenceLine): EvidenceLine {
  const safe = shown(text);
  const [, before, name, between, value] = variable.exec(safe) ?? [];
  if (name === undefined || value === undefined) return { text: safe, stream };
  const { value: masked } = maskVariable(name, value);
  return { text: `${before}${name}${between}${masked}`, stream };
}
