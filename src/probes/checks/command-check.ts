import type { CommandReader } from '../../domain/access.js';
import type { CommandCheck } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { Finding } from './finding.js';
import { unread } from './web-failure.js';

/** What the exit status of a monitoring plug-in means (monitoring-plugins.org, development guidelines). */
const severities = ['ok', 'warn', 'critical'] as const;

/** Runs a declared command once and reads its exit status. */
export async function checkCommand(
  check: CommandCheck,
  commands: CommandReader,
  signal: AbortSignal,
): Promise<Finding> {
  try {
    const { code, stdout, stderr } = await commands.run(check.id, signal);
    const said = stdout.trim() || stderr.trim();
    const line = maskSecrets(sanitizeLine(said.split('\n', 1)[0] ?? ''));
    const severity = severities[code] ?? 'unknown';
    const text = msg('checks.command.said', { code, line: line || '–' });
    return severity === 'ok' ? { severity, text } : { severity, reason: 'exit', value: code, text };
  } catch (error) {
    return unread(error);
  }
}
