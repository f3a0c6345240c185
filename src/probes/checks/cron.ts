import type { HostReader } from '../../domain/access.js';
import type { Check } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import { readCommand } from '../../domain/read-commands.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { Finding } from './finding.js';
import { unread } from './web-failure.js';

/** Whether a line of the login user's crontab holds a text; lines that are comments do not count. */
export async function checkCron(
  check: Extract<Check, { kind: 'cron' }>,
  host: HostReader,
  signal: AbortSignal,
): Promise<Finding> {
  try {
    const { stdout, stderr, code } = await host.run(readCommand('crontab'), signal);
    // crontab -l exits 1 both without a crontab and without the right to have one; only the words tell.
    if (code !== 0 && /no crontab for/i.test(stderr)) {
      // The jobs may be another user's, root's for example: that is no trouble, but no proof either.
      return {
        severity: 'info',
        reason: 'unread',
        text: msg('checks.cron.none', { wanted: check.includes }),
      };
    }
    if (code !== 0) {
      const detail = sanitizeLine(stderr.trim());
      return { severity: 'unknown', reason: 'unread', text: msg('checks.cron.unread', { detail }) };
    }
    return judgeCrontab(check.includes, stdout);
  } catch (error) {
    return unread(error);
  }
}

export function judgeCrontab(wanted: string, crontab: string): Finding {
  const active = crontab.split('\n').filter((line) => !line.trimStart().startsWith('#'));
  if (active.some((line) => line.includes(wanted))) {
    return { severity: 'ok', text: msg('checks.cron.ok', { wanted }) };
  }
  const disabled = crontab.includes(wanted);
  const text = disabled ? msg('checks.cron.disabled', { wanted }) : msg('checks.cron.missing', { wanted });
  return { severity: 'warn', reason: 'missing', text };
}
