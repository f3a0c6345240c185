import type { CommandReader, CommandResult } from '../../domain/access.js';
import { FailureError } from '../../domain/failure.js';
import type { CommandCheck } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { Finding } from './finding.js';
import { unread } from './web-failure.js';

/** What the exit status of a monitoring plug-in means (monitoring-plugins.org, development guidelines). */
const severities = ['ok', 'warn', 'critical'] as const;
const longestText = 240;

/** Runs a declared command once and reads its exit status. */
export async function checkCommand(
  check: CommandCheck,
  commands: CommandReader,
  signal: AbortSignal,
): Promise<Finding> {
  try {
    return judgeCommand(await commands.run(check.id, signal));
  } catch (error) {
    return notRun(error) ?? unread(error);
  }
}

/** A command that may not run here is no trouble: its declaration says so. */
function notRun(error: unknown): Finding | undefined {
  if (!(error instanceof FailureError)) return undefined;
  const { what } = error.failure;
  return what.id === 'commands.not-in-watch' || what.id === 'commands.not-in-watch.why'
    ? { severity: 'info', reason: 'not-run', text: what }
    : undefined;
}

export function judgeCommand({ code, stdout, stderr }: CommandResult): Finding {
  const line = firstLine(stdout) || firstLine(stderr);
  if (code === 126 || code === 127) {
    const text = msg('commands.cannot-run', { code, line: line || '–' });
    return { severity: 'unknown', reason: 'unread', text };
  }
  const signal = signalOf(code);
  if (signal !== undefined) {
    const text = signal === 0 ? msg('commands.killed-some') : msg('commands.killed', { signal });
    return { severity: 'unknown', reason: 'unread', text };
  }
  const text = line ? msg('commands.said', { code, line }) : msg('commands.silent', { code });
  const severity = severities[code] ?? 'unknown';
  return severity === 'ok' ? { severity, text } : { severity, reason: 'exit', value: code, text };
}

/** The signal that ended it, as a shell's status tells it (128 + n); 0 where only that there was one is known. */
const signalOf = (code: number): number | undefined =>
  code < 0 ? 0 : code > 128 && code <= 128 + 64 ? code - 128 : undefined;

/** The text of a plug-in: its first line, without the performance data behind `|`. */
function firstLine(output: string): string {
  const line = output.split('\n').find((one) => one.trim() !== '') ?? '';
  const [text = ''] = line.split('|', 1);
  const clean = maskSecrets(sanitizeLine((text.trim() === '' ? line : text).trim()));
  return clean.length > longestText ? `${clean.slice(0, longestText - 1)}…` : clean;
}
