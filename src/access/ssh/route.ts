import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type ssh2 from 'ssh2';
import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import type { Attempt } from './attempt.js';
import { handshake } from './handshake.js';
import { handshakeFailure } from './handshake-failure.js';
import { openChannel } from './open-channel.js';
import type { Route, SshTarget } from './target.js';

/** A logged-in connection to the last host of a route. */
export interface Established {
  readonly client: ssh2.Client;
  /** Fingerprint of the last host's key, `SHA256:…`. */
  readonly hostKey: string;
  /** The one TCP connection below everything. */
  readonly wire: Socket;
  /** What the last host's SSH runs on: the wire itself, or a forward through the jump host before it. */
  readonly stream: Duplex;
  /** Jump hosts, in connecting order. */
  readonly jumps: readonly ssh2.Client[];
}

/** Connects along a route; rejects with a FailureError and leaves nothing open then. */
export async function connectRoute(route: Route, attempt: Attempt): Promise<Established> {
  attempt.onPhase('connecting');
  const wire = await connectTcp(route[0], attempt.signal);
  const jumps: ssh2.Client[] = [];
  let stream: Duplex = wire;
  try {
    for (const [index, target] of route.entries()) {
      const last = index === route.length - 1;
      const { client, hostKey } = await handshake(stream, target, attempt, { keepalive: last });
      if (last) return { client, hostKey, wire, stream, jumps };
      jumps.push(client);
      stream = await forward(client, target, route[index + 1] as SshTarget, attempt.signal);
      attempt.onPhase('connecting');
    }
    throw new Error('empty route');
  } catch (error) {
    for (const jump of jumps) jump.destroy();
    wire.destroy();
    throw attempt.signal.aborted ? fail('unreachable', msg('link.closed')) : error;
  }
}

async function forward(
  jump: ssh2.Client,
  via: SshTarget,
  to: SshTarget,
  signal: AbortSignal,
): Promise<Duplex> {
  const stream = await openChannel<Duplex>(
    (done) => jump.forwardOut('127.0.0.1', 0, to.host, to.port, done),
    {
      timeoutMs: to.connectTimeoutMs,
      signal,
      failure: (detail) =>
        fail('unreachable', msg('link.jump.failed', { jump: via.alias, host: to.host, port: to.port }), {
          ...(detail ? { detail } : {}),
          next: msg('link.jump.failed.next'),
        }),
      onOpen: (channel) => channel,
    },
  );
  stream.on('error', () => {});
  return stream;
}

function connectTcp(target: SshTarget, signal: AbortSignal): Promise<Socket> {
  const { host, port, addressFamily, connectTimeoutMs } = target;
  return new Promise((resolve, reject) => {
    // Small frames go both ways all the time: with Nagle each would wait for the ACK of the one before, ~40 ms.
    const socket = connect({
      host,
      port,
      noDelay: true,
      ...(addressFamily ? { family: addressFamily } : {}),
    });
    const giveUp = (error: unknown) => {
      settle();
      socket.destroy();
      reject(error);
    };
    const onError = (error: Error) => giveUp(handshakeFailure(error, target));
    const onAbort = () => giveUp(fail('unreachable', msg('link.closed')));
    const timer = setTimeout(
      () =>
        giveUp(fail('timeout', msg('link.no-route', { host, port }), { next: msg('link.no-route.next') })),
      connectTimeoutMs,
    );
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off('error', onError);
      socket.on('error', () => {});
    };
    socket.once('error', onError);
    socket.once('connect', () => {
      settle();
      resolve(socket);
    });
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
