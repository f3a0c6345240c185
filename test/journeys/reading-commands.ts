import { listArgv } from '../../src/access/operate/jobs/job-argv.js';
import { quoteArgv } from '../../src/domain/text/quote-argv.js';

/** Commands of SSH sessions that read and change nothing. */
const reading = [
  // A start that was given up before it was sent is blanked to a command that does nothing.
  /^: *$/,
  /^env 'LC_ALL=C' (?:df|date|find|stat|cat|getconf|uname|tail|crontab -l)\b/,
  /^sh -c 'export LC_ALL=C; set -f; while IFS=" " read -r n clock rest; do [^>]*2>\/dev\/null; echo; echo "@@end \$n"; done'$/,
];

export const isReadingCommand = (command: string): boolean => reading.some((form) => form.test(command));

/** How an operating cockpit looks at what is under way on the host: to the letter, because it is a script. */
export const isListOfJobs = (command: string): boolean => command === quoteArgv(listArgv);

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n' };

/** A line of the host's command log, which bash's %q wrote, as the command was typed. */
export function typedCommand(record: string): string {
  const [, , quoted = ''] = /^(\S+) \S+ (.*)$/.exec(record) ?? [];
  return quoted.startsWith("$'")
    ? quoted.slice(2, -1).replaceAll(/\\(.)/g, (_, char: string) => escapes[char] ?? char)
    : quoted.replaceAll(/\\(.)/g, '$1');
}
