import { type Msg, msg } from '../../domain/message.js';

/** Names of the signals that end processes (signal(7), x86 and ARM numbers). */
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
};

/**
 * What an exit code says: those of docker run (125–127), 128 + signal, and the shell's habits (1, 2).
 * 137 alone is any SIGKILL: `outOfMemory` says that the engine marked or reported an OOM kill.
 */
export function exitMeaning(code: number, outOfMemory: boolean): Msg {
  if (code === 0) return msg('containers.exit.ok');
  if (code === 1) return msg('containers.exit.error');
  if (code === 2) return msg('containers.exit.usage');
  if (code === 125) return msg('containers.exit.engine');
  if (code === 126) return msg('containers.exit.not-executable');
  if (code === 127) return msg('containers.exit.not-found');
  if (code === 137) return outOfMemory ? msg('containers.exit.oom') : msg('containers.exit.killed');
  if (code === 139) return msg('containers.exit.segv');
  if (code === 143) return msg('containers.exit.term');
  const signal = signals[code - 128];
  if (signal) return msg('containers.exit.signal', { signal });
  return code > 128 && code < 128 + 65
    ? msg('containers.exit.signal', { signal: code - 128 })
    : msg('containers.exit.own');
}
