/** Commands of SSH sessions that read and change nothing. */
const reading = [
  // A start that was given up before it was sent is blanked to a command that does nothing.
  /^: *$/,
  /^env 'LC_ALL=C' (?:df|date|find|stat|cat|getconf|uname|tail|crontab -l)\b/,
  /^sh -c 'export LC_ALL=C; set -f; while IFS=" " read -r n clock rest; do [^>]*2>\/dev\/null; echo; echo "@@end \$n"; done'$/,
];

export const isReadingCommand = (command: string): boolean => reading.some((form) => form.test(command));

/** A line of the host's command log, which bash's %q wrote, as the command was typed. */
export function typedCommand(record: string): string {
  const [, , quoted = ''] = /^(\S+) \S+ (.*)$/.exec(record) ?? [];
  return quoted.startsWith("$'")
    ? quoted.slice(2, -1).replaceAll("\\'", "'").replaceAll('\\t', '\t').replaceAll('\\n', '\n')
    : quoted.replaceAll(/\\(.)/g, '$1');
}
