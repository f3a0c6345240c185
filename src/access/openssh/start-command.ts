import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { OnChannel, Pty } from '../ssh/carrier.js';
import { marked } from '../ssh/login-shell.js';
import { ProcessChannel } from './process-channel.js';

export interface SharedSsh {
  /** Control socket of the master. */
  readonly control: string;
  /** Options and host, from `destinationArguments`. */
  readonly destination: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Starts a command through a master that is not ours; `done` hears when it has begun, or why it has not. */
export function startCommand(
  { control, destination, env }: SharedSsh,
  command: string,
  pty: Pty | undefined,
  done: OnChannel<ProcessChannel>,
): void {
  const mark = `cockpit-${randomBytes(9).toString('hex')}`;
  const sized = pty
    ? `stty columns ${pty.columns} rows ${pty.rows} 2>/dev/null; ${marked(mark, command)}`
    : marked(mark, command);
  const argv = [
    ...['-S', control, '-o', 'ControlMaster=no', '-o', 'BatchMode=yes', '-o', 'RemoteCommand=none'],
    // With each command ssh would ask the master for what the configuration forwards, ports on the host among it.
    ...['-o', 'ClearAllForwardings=yes', '-o', 'ForwardAgent=no', '-o', 'ForwardX11=no'],
    // Without its master, ssh would connect by itself.
    ...['-o', 'ProxyCommand=false', pty ? '-tt' : '-T'],
    ...destination,
    sized,
  ];
  const child = spawn('ssh', argv, {
    env: { PATH: process.env.PATH, ...env, ...(pty ? { TERM: pty.term } : {}) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const channel = new ProcessChannel(child, mark);
  channel.started.then(
    () => done(undefined, channel),
    (error: Error) => {
      channel.destroy();
      done(new Error(sanitizeLine(error.message)));
    },
  );
}
