import type { Duplex } from 'node:stream';
import { dialArgv } from '../access/docker/dial-command.js';
import { ProcessSocket } from '../access/docker/process-socket.js';
import { openSocket } from '../access/open-socket.js';
import type { RemoteLink } from '../access/remote-link.js';
import { parsePing, type Way, type WayResult } from '../doctor/docker.js';
import { FailureError, fail } from '../domain/failure.js';
import { msg } from '../domain/message.js';

const timeoutMs = 5_000;
const request = 'GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n';

/** Docker's socket as it is tried, and as the host entry names it. */
export interface EngineSocket {
  readonly socket: string;
  readonly named: string | undefined;
}

/** Asks the engine for a sign of life on one way. */
export async function tryWay(
  link: RemoteLink,
  way: Way,
  socket: EngineSocket,
  signal: AbortSignal,
): Promise<WayResult> {
  let stream: Duplex | undefined;
  try {
    stream = await open(link, way, socket, signal);
    const { status, api } = await pinged(stream, signal);
    if (status === 200) return { ok: true, api };
    throw fail('malformed', msg('doctor.docker.status', { status }));
  } catch (error) {
    if (signal.aborted) throw error;
    const failure =
      error instanceof FailureError
        ? error.failure
        : fail('unreachable', msg('doctor.docker.hung-up'), {
            ...(error instanceof Error ? { detail: error.message } : {}),
          }).failure;
    return { ok: false, failure };
  } finally {
    stream?.destroy();
  }
}

async function open(
  link: RemoteLink,
  way: Way,
  { socket, named }: EngineSocket,
  signal: AbortSignal,
): Promise<Duplex> {
  switch (way) {
    case 'socket':
    case 'local':
      return openSocket(link.unix(socket), timeoutMs);
    case 'dial-stdio':
    case 'sudo': {
      const argv = dialArgv({ sudo: way === 'sudo', socketPath: named });
      return new ProcessSocket(() => link.exec(argv, signal));
    }
  }
}

function pinged(stream: Duplex, signal: AbortSignal): Promise<{ status: number; api: string }> {
  return new Promise((resolve, reject) => {
    let head = '';
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      act();
      stream.on('error', () => undefined);
    };
    const onAbort = () => settle(() => reject(signal.reason));
    const late = () =>
      settle(() => reject(fail('timeout', msg('doctor.late', { seconds: timeoutMs / 1000 }))));
    const timer = setTimeout(late, timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    stream.on('data', (chunk: Buffer) => {
      head += chunk.toString('latin1');
      const answer = parsePing(head);
      if (answer) settle(() => resolve(answer));
    });
    stream.once('error', (error) => settle(() => reject(error)));
    stream.once('close', () => settle(() => reject(fail('unreachable', msg('doctor.docker.hung-up')))));
    stream.write(request);
  });
}
