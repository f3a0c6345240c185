import { X509Certificate } from 'node:crypto';
import type { StepProbe } from '../../../domain/step-probe.js';
import { textOf } from '../arguments.js';
import { runCommand } from '../commands/command.js';
import { hostClock } from '../live/host-clock.js';
import { optional, required } from '../parameters.js';
import { shown, tableOf } from '../seen.js';
import { proxyContainer, readServices } from './read-proxy.js';

const dayMs = 24 * 60 * 60 * 1000;

export const kamalCertificateProbe: StepProbe = {
  id: 'kamal-certificate',
  about:
    "the certificate in the file that a service of kamal-proxy was deployed with (tls-certificate-path), which is not what it serves unless it was read since; `days_left`: none where the file can't be read; no rows where the service has no file of its own",
  parameters: {
    service: required('name', 'the service of the proxy'),
    proxy: optional('container', "kamal-proxy's container"),
  },
  fields: ['service', 'path', 'days_left', 'not_after', 'names', 'issuer'],
  gives: 'rows',
  async read(from, args, options) {
    const proxy = await proxyContainer(from, textOf(args, 'proxy'), options.signal);
    const name = (proxy.Names[0] ?? proxy.Id).replace(/^\//, '');
    const service = (await readServices(from, name, options)).find(
      ({ listed }) => listed.service === textOf(args, 'service'),
    );
    const path = service?.saved?.options.tls_certificate_path;
    // Only what is a certificate is read: some keep the key in the same file.
    const cut = ['sed', '-n', '/-----BEGIN CERTIFICATE-----/,/-----END CERTIFICATE-----/p', String(path)];
    const argv = ['docker', 'exec', name, ...cut];
    const { lines } =
      typeof path === 'string' && path !== '' ? await runCommand(from, 'host', argv, options) : { lines: [] };
    const pem = lines.flatMap(({ stream, text }) => (stream === 'stdout' ? [text] : [])).join('\n');
    const row = { service: service?.listed.service, path: shown(String(path)) };
    return {
      command: `docker exec ${name} cat ${shown(String(path ?? ''))}`,
      where: 'host',
      lines: [],
      table: tableOf(
        kamalCertificateProbe.fields,
        typeof path === 'string' && path !== '' ? [{ ...row, ...certificateOf(pem, hostClock(from)) }] : [],
      ),
    };
  },
};

/** What the first certificate of a PEM file says; nothing where there is none. `now`: ms. */
export function certificateOf(pem: string, now: number): Readonly<Record<string, string | number>> {
  try {
    const { validTo, subjectAltName, issuer } = new X509Certificate(pem);
    const end = Date.parse(validTo);
    return {
      days_left: Math.floor((end - now) / dayMs),
      not_after: new Date(end).toISOString(),
      names: shown(subjectAltName?.replaceAll('DNS:', '') ?? ''),
      issuer: shown(issuer.replaceAll('\n', ', ')),
    };
  } catch {
    return {};
  }
}
