import { sudoersLine } from '../access/docker/dial-command.js';
import { setupSections } from '../doctor/setup/sections.js';
import type { HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { wrapWords } from '../ui/text/wrap-words.js';

/** The name of the login, the role and the Redis user. */
const user = 'cockpit';
const noteWidth = 96;

/** The set-up as one text to copy from: explanations are comments, nothing is run. */
export function setupText(entry: HostEntry, t: (message: Msg) => string): string {
  const dial = { sudo: true, socketPath: entry.dockerSocket };
  const line = sudoersLine(user, '/usr/bin/docker', dial, 'watch');
  const comment = (text: string) => wrapWords(text, noteWidth).map((row) => `# ${row}`);
  const { name, postgres, redis } = entry;
  const lines = comment(t(msg('doctor.setup.title', { host: name })));
  // First, since whoever copies from the top would make the login twice.
  if (postgres.length + redis.length === 0) {
    lines.push(...comment(t(msg('doctor.setup.yaml.no-servers', { host: name }))));
  }
  for (const { title, notes, code } of setupSections({ entry, user, sudoersLine: line })) {
    lines.push('', `# == ${t(title)}`, ...notes.flatMap((note) => comment(t(note))), ...code.split('\n'));
  }
  return `${lines.join('\n')}\n`;
}
