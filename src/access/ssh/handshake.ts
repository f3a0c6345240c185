import type { Duplex } from 'node:stream';
import ssh2, {
  type AuthenticationType,
  type ClientErrorExtensions,
  type HostVerifier,
  type NextAuthHandler,
} from 'ssh2';
import { FailureError, fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { Attempt } from './attempt.js';
import { hostText, Login } from './auth.js';
import { Deadline } from './deadline.js';
import { handshakeFailure } from './handshake-failure.js';
import { HostKeyCheck } from './host-key.js';
import { fingerprint } from './known-hosts.js';
import type { SshTarget } from './target.js';

/** Key exchange and login without the time that prompts take, ms. */
const handshakeTimeoutMs = 20_000;
/** SSH keepalive requests; their answers are what {@link Watchdog} hears on a quiet link. */
const keepaliveMs = 1000;

/** A login that is done. */
export interface LoggedIn {
  readonly client: ssh2.Client;
  /** Fingerprint of the host key that was accepted, as ssh-keygen -l writes it. */
  readonly hostKey: string;
}

/**
 * Speaks SSH over a connected stream until the login is done.
 * Rejects with a FailureError; the stream is destroyed then. Only `denied`, `unsupported` and `malformed` are final.
 */
export async function handshake(
  stream: Duplex,
  target: SshTarget,
  attempt: Attempt,
  options: { readonly keepalive: boolean },
): Promise<LoggedIn> {
  const hostKey = await HostKeyCheck.load(target, attempt);
  const client = new ssh2.Client();
  const { promise, resolve, reject } = Promise.withResolvers<ssh2.Client>();
  let verified: Buffer | undefined;
  const giveUp = (error: unknown) => {
    reject(error instanceof FailureError ? error : handshakeFailure(error, target));
    client.end();
    client.destroy();
    stream.destroy();
  };
  const onAbort = () => giveUp(fail('unreachable', msg('link.closed')));
  const deadline = new Deadline(handshakeTimeoutMs, () =>
    giveUp(fail('timeout', msg('link.handshake.timeout', { host: target.host, port: target.port }))),
  );
  attempt.deadline = deadline;
  const login = new Login(target, attempt, giveUp);

  client.on('error', (error: Error & ClientErrorExtensions) => {
    // An agent that fails to sign costs one key, not the login.
    if (error.level !== 'agent') giveUp(error);
  });
  client.on('close', () => giveUp(fail('unreachable', msg('link.handshake.closed', { host: target.host }))));
  client.on('banner', (text) => {
    for (const line of text.split('\n')) if (line.trim()) attempt.prompter?.say(hostText(line));
  });
  client.on('change password', () =>
    giveUp(
      fail('denied', msg('link.login.password-expired'), { next: msg('link.login.password-expired.next') }),
    ),
  );
  client.once('ready', () => resolve(client));
  attempt.signal.addEventListener('abort', onAbort, { once: true });

  try {
    attempt.signal.throwIfAborted();
    client.connect({
      sock: stream,
      username: target.user,
      readyTimeout: 0,
      strictVendor: false,
      keepaliveInterval: options.keepalive ? keepaliveMs : 0,
      keepaliveCountMax: Number.MAX_SAFE_INTEGER,
      algorithms: {
        serverHostKey: hostKey.algorithms(),
        ...(target.compression ? { compress: ['zlib@openssh.com', 'none'] } : {}),
      },
      hostVerifier: ((key: Buffer, verify: (trusted: boolean) => void) => {
        // Keys are renewed under way, and ssh2 then loses its place while it waits for an answer.
        if (verified) return key.equals(verified);
        hostKey.verify(key).then(() => {
          verified = key;
          attempt.onPhase('authenticating');
          verify(true);
        }, giveUp);
        return undefined;
      }) as HostVerifier,
      authHandler: (allowed: AuthenticationType[] | null, _partial: boolean, next: NextAuthHandler) => {
        login
          .next(allowed)
          .then((step) => ('method' in step ? next(step.method) : giveUp(step.failure)), giveUp);
      },
    });
    await promise;
    return { client, hostKey: verified ? fingerprint(verified) : '' };
  } catch (error) {
    giveUp(error);
    throw error instanceof FailureError ? error : handshakeFailure(error, target);
  } finally {
    deadline.pause();
    attempt.signal.removeEventListener('abort', onAbort);
    client.removeAllListeners('banner');
  }
}
