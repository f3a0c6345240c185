import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { type ConnectionOptions, connect } from 'node:tls';
import { fail } from '../domain/failure.js';
import type { ServiceAddress } from '../domain/host.js';
import { msg } from '../domain/message.js';
import type { LinkSocket } from './remote-link.js';

/** How the server's certificate is verified: by the configured name, whatever the way there; false without TLS. */
export async function tlsOptions(
  server: string,
  address: ServiceAddress,
): Promise<ConnectionOptions | false> {
  if (address.kind !== 'tcp' || address.tls !== 'verify') return false;
  const { host, ca } = address;
  const verify = { rejectUnauthorized: true, ...(isIP(host) ? {} : { servername: host }) };
  if (ca === undefined) return verify;
  try {
    return { ...verify, ca: await readFile(ca, 'utf8') };
  } catch (cause) {
    throw fail('missing', msg('access.tls.ca', { server, path: ca }), {
      next: msg('access.secret.file.next'),
      cause,
    });
  }
}

/** Speaks TLS over an open socket; rejects with the handshake's or the verification's error. */
export function secureSocket(socket: LinkSocket, host: string, options: ConnectionOptions) {
  return new Promise<ReturnType<typeof connect>>((resolve, reject) => {
    const secure = connect({ ...options, socket, host });
    secure.once('secureConnect', () => resolve(secure));
    // Stays on: ioredis listens once, and a further error without a listener would end the program.
    secure.on('error', reject);
    secure.once('close', () => reject(new Error('closed during the TLS handshake')));
  });
}
