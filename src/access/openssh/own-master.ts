import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { Attempt } from '../ssh/attempt.js';
import { hostText } from '../ssh/auth.js';
import type { Carrier } from '../ssh/carrier.js';
import { Deadline } from '../ssh/deadline.js';
import type { ResolvedHost } from '../ssh/ssh-config.js';
import { answerQuestions } from './answer-questions.js';
import { Askpass } from './askpass.js';
import { masterFailure, sshMissing, type Where } from './master-failure.js';
import { MasterProcess } from './master-process.js';
import { MuxCarrier } from './mux-carrier.js';
import { MuxSocket } from './mux-socket.js';
import { destinationArguments, masterArguments } from './ssh-command.js';

/** Key exchange and login without the time that prompts take, ms; the TCP connection has its own. */
const handshakeTimeoutMs = 20_000;
/** A control socket first gets a name that is 17 characters longer, and macOS allows 104 bytes. */
const longestControl = 104 - 18;

/** Starts an ssh that only carries our channels; rejects with a FailureError and leaves nothing open then. */
export async function connectOwnMaster(
  resolved: ResolvedHost,
  attempt: Attempt,
  options: { readonly env: NodeJS.ProcessEnv; readonly batch: boolean },
): Promise<Carrier> {
  const { target, host: alias } = resolved;
  const where: Where = {
    alias,
    host: target.host,
    port: target.port,
    login: `${target.user}@${alias}${target.port === 22 ? '' : `:${target.port}`}`,
  };
  attempt.onPhase('connecting');
  const dir = await privateFolder();
  const control = join(dir, 'c');
  const given = Promise.withResolvers<never>();
  given.promise.catch(() => {});
  const deadline = new Deadline(target.connectTimeoutMs + handshakeTimeoutMs, () =>
    given.reject(fail('timeout', msg('link.handshake.timeout', { host: where.host, port: where.port }))),
  );
  attempt.deadline = deadline;
  const onAbort = () => given.reject(fail('unreachable', msg('link.closed')));
  attempt.signal.addEventListener('abort', onAbort, { once: true });
  let hostKey = '';
  let isIn = false;
  let askpass: Askpass | undefined;
  let master: MasterProcess | undefined;
  const stop = async () => {
    askpass?.stop();
    await master?.stop();
    await rm(dir, { recursive: true, force: true });
  };
  try {
    askpass = await Askpass.start(
      dir,
      answerQuestions({
        attempt,
        login: where.login,
        said: () => (master?.takeLines() ?? []).map(hostText),
        giveUp: given.reject,
      }),
    );
    const argv = [...masterArguments(control, options.batch), ...(await destinationArguments(resolved))];
    attempt.signal.throwIfAborted();
    master = new MasterProcess(['ssh', ...argv], {
      dir,
      env: environment(options.env, askpass.program),
      onDebug: (line) => {
        // With jumps all of them write here, the destination last.
        hostKey = /^Server host (?:key|certificate): \S+ (SHA256:[^\s,]+)/.exec(line)?.[1] ?? hostKey;
        // New keys are agreed on later too, after so much data or time.
        if (!isIn && line.startsWith('SSH2_MSG_NEWKEYS received')) attempt.onPhase('authenticating');
      },
    });
    const mux = await Promise.race([given.promise, reachControl(master, control, where)]);
    isIn = true;
    askpass.stop();
    return new MuxCarrier(mux, { hostKey, stop });
  } catch (error) {
    await stop();
    if (error instanceof FailureError) throw error;
    if (attempt.signal.aborted) throw fail('unreachable', msg('link.closed'));
    throw fail('unsupported', msg('openssh.control.failed'), {
      next: msg('openssh.control.failed.next'),
      cause: error,
    });
  } finally {
    deadline.pause();
    attempt.signal.removeEventListener('abort', onAbort);
  }
}

/** Waits for the login, which is done when the control socket is there. */
async function reachControl(master: MasterProcess, control: string, where: Where): Promise<MuxSocket> {
  while (master.code === undefined) {
    if (existsSync(control)) {
      const mux = await MuxSocket.open(control);
      await mux.proxy();
      return mux;
    }
    await Promise.race([master.ended, sleep(25)]);
  }
  const code = await master.ended;
  throw code === 127 ? sshMissing() : masterFailure(master.lines, where);
}

/** Only we may enter it, and the sockets' names in it are short enough. */
async function privateFolder(): Promise<string> {
  const prefix = join(tmpdir(), 'cockpit-');
  return mkdtemp(prefix.length + '123456/c'.length <= longestControl ? prefix : '/tmp/cockpit-');
}

function environment(env: NodeJS.ProcessEnv, askpass: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    // OpenSSH before 8.4 asks by a program only where a display is named.
    DISPLAY: ':0',
    ...env,
    SSH_ASKPASS: askpass,
    SSH_ASKPASS_REQUIRE: 'force',
  };
}
