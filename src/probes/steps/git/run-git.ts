import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe, StepReaders } from '../../../domain/step-probe.js';
import { runCommand } from '../commands/command.js';
import { shown } from '../seen.js';

/**
 * The lines that git, or another program that only reads, printed; exit statuses beyond `well` reject with what it said.
 * Asking takes no lock of the repository (git's --no-optional-locks).
 */
export async function readLines(
  from: StepReaders,
  argv: readonly string[],
  options: Parameters<StepProbe['read']>[2],
  well: readonly number[] = [0],
): Promise<readonly string[]> {
  const end = await runCommand(from, 'host', argv, options);
  const said = (wanted: 'stdout' | 'stderr') =>
    end.lines.filter(({ stream }) => stream === wanted).map(({ text }) => text);
  if (end.exit !== undefined && well.includes(end.exit)) return said('stdout');
  const detail = shown(said('stderr').at(-1) ?? '');
  throw fail(kindOf(detail), msg('steps.git.refused', { program: argv[0] ?? '' }), { detail });
}

const kindOf = (said: string) =>
  /not a git repository|cannot change to|No such file|unknown revision|bad revision|unable to resolve/i.test(
    said,
  )
    ? 'missing'
    : /permission denied|dubious ownership/i.test(said)
      ? 'denied'
      : 'malformed';

export const gitIn = (dir: string, ...args: readonly string[]): readonly string[] => [
  'git',
  '--no-optional-locks',
  '-C',
  dir,
  ...args,
];
