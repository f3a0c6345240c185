import { writeSync } from 'node:fs';
import { msg } from '../domain/message.js';
import { translate } from '../i18n/t.js';
import { clockTime } from '../runtime/clock-time.js';
import type { State } from '../store/state.js';

/** What goes on on the host when cockpit ends, and how to come back: one line each. */
export function leftRunning({
  guide,
  host,
  lang,
}: Pick<State, 'guide' | 'host' | 'lang'>): readonly string[] {
  return (guide.followed ?? []).map(({ plan, startedAt }) =>
    translate(lang, msg('jobs.left', { host: host.name, title: plan.title, at: clockTime(startedAt) })),
  );
}

/** After the screen is gone; a terminal that hung up does not mind. */
export function sayOnTerminal(lines: readonly string[]): void {
  if (lines.length === 0) return;
  try {
    writeSync(process.stderr.fd, `${lines.join('\n')}\n`);
  } catch {
    // Nobody is there to read it.
  }
}
