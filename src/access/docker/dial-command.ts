/** How the docker command is called on the host to reach the engine. */
export interface DialCommand {
  /** By `sudo -n`: the login itself has no right to the socket. */
  readonly sudo: boolean;
  /** The socket to name; without it docker takes the login's own context. */
  readonly socketPath: string | undefined;
}

/** What docker is asked, as it has to stand in a sudoers line too. */
const dockerWords = ({ socketPath }: DialCommand): readonly string[] => [
  ...(socketPath === undefined ? [] : ['-H', `unix://${socketPath}`]),
  ...['system', 'dial-stdio'],
];

/** The command that joins its stdin and stdout to the engine; sudo's complaints are read, so they have to be in English. */
export const dialArgv = (command: DialCommand): readonly string[] => [
  ...(command.sudo ? ['env', 'LC_ALL=C', 'sudo', '-n'] : []),
  'docker',
  ...dockerWords(command),
];

/**
 * The line of sudoers(5) that allows it without a password: all of docker where cockpit may act, else this one command.
 * In the arguments of a sudoers command `:`, `=`, `,` and `\` have to be escaped.
 */
export function sudoersLine(
  user: string,
  dockerCommand: string,
  command: DialCommand,
  mode: 'watch' | 'operate',
): string {
  const words = mode === 'operate' ? [] : dockerWords(command);
  const escaped = words.map((word) => word.replace(/[\\,:=]/g, '\\$&'));
  return `${user} ALL=(root) NOPASSWD: ${[dockerCommand || '/usr/bin/docker', ...escaped].join(' ')}`;
}
