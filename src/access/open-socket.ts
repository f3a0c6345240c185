import { fail } from '../domain/failure.js';
import { msg } from '../domain/message.js';
import type { LinkSocket } from './remote-link.js';

/** Waits until a lazily opened socket is there; rejects with its error, or destroys it at the time-out. */
export function openSocket(socket: LinkSocket, timeoutMs: number): Promise<LinkSocket> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      socket.off('connect', onConnect).off('error', onError).off('close', onClose);
      act();
    };
    const onConnect = () => settle(() => resolve(socket));
    const onError = (error: Error) => settle(() => reject(error));
    const onClose = () => onError(new Error('closed while it was being opened'));
    const timer = setTimeout(() => {
      settle(() => reject(fail('timeout', msg('access.open-timeout', { seconds: timeoutMs / 1000 }))));
      socket.on('error', () => undefined);
      socket.destroy();
    }, timeoutMs);
    socket.once('connect', onConnect).once('error', onError).once('close', onClose);
    socket.connect();
  });
}

/** Makes an open socket announce itself once more, for pg, which waits for 'connect' after its own `connect()`. */
export function announceAgain(socket: LinkSocket): LinkSocket {
  return Object.assign(socket, {
    connect: () => {
      process.nextTick(() => socket.emit('connect'));
      return socket;
    },
  });
}
