import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { WebReply } from '../../domain/access.js';

/** What is known of the certificate that the server showed, whether it was accepted or not. */
export function certificateOf(socket: TLSSocket): NonNullable<WebReply['tls']> {
  const certificate = socket.getPeerCertificate();
  const error = socket.authorizationError;
  return {
    validFrom: Date.parse(certificate.valid_from),
    validTo: Date.parse(certificate.valid_to),
    issuer: nameOf(certificate.issuer),
    subject: nameOf(certificate.subject),
    error: error ? String(error instanceof Error ? error.message : error) : '',
  };
}

/** The common name, or the organisation of an authority that has none. */
function nameOf(name: PeerCertificate['subject'] | undefined): string {
  const value = name?.CN ?? name?.O ?? '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
