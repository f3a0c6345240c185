import type { Check } from '../domain/host.js';
import type { Placed } from './placed.js';

const atMost = 8;

/**
 * Certificates that labels prove: a Traefik router with TLS and host names in its rule. They are read on the host's own
 * port 443. Whether a page should answer, and with what, no label says: that stays for the operator to add.
 */
export function findTlsChecks(placed: readonly Placed[]): readonly Check[] {
  const listens = placed.some(
    ({ facts }) => facts.isUp && facts.published.some(({ outside }) => outside === 443),
  );
  if (!listens) return [];
  const hosts = new Set(
    placed.filter(({ facts }) => facts.isUp).flatMap(({ facts }) => tlsHosts(facts.labels)),
  );
  return [...hosts].slice(0, atMost).map((host) => ({
    kind: 'tls',
    id: `tls:${host}`,
    host,
    port: 443,
    address: '127.0.0.1',
    from: 'host',
    warnDays: 14,
    criticalDays: 3,
    everySeconds: 600,
  }));
}

function tlsHosts(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels).flatMap(([name, rule]) => {
    const [, router] = /^traefik\.http\.routers\.([^.]+)\.rule$/.exec(name) ?? [];
    if (router === undefined) return [];
    const of = (key: string) => labels[`traefik.http.routers.${router}.${key}`];
    if (of('tls') !== 'true' && of('tls.certresolver') === undefined) return [];
    return [...rule.matchAll(/\bHost\(([^)]*)\)/g)].flatMap(([, names = '']) =>
      [...names.matchAll(/[`"]([A-Za-z0-9][A-Za-z0-9.-]{0,252})[`"]/g)].flatMap(([, host]) => host ?? []),
    );
  });
}
