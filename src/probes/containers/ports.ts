import type { ContainerSummary } from '../../domain/docker.js';

/** Short port texts, published ones first: `0.0.0.0:443→443/tcp`, `5432/tcp`; the IPv6 twin of an IPv4 port is left out. */
export function portsOf(ports: ContainerSummary['Ports']): string[] {
  const published = ports.filter((port) => port.PublicPort !== undefined);
  const texts = published
    .filter((port) => !(port.IP === '::' && published.some((other) => isTwin(other, port))))
    .sort((a, b) => a.PrivatePort - b.PrivatePort)
    .map((port) => {
      const address = port.IP?.includes(':') ? `[${port.IP}]` : port.IP;
      return `${address ? `${address}:` : ''}${port.PublicPort}→${port.PrivatePort}/${port.Type}`;
    });
  const exposed = ports
    .filter((port) => port.PublicPort === undefined)
    .sort((a, b) => a.PrivatePort - b.PrivatePort)
    .map((port) => `${port.PrivatePort}/${port.Type}`);
  return [...new Set([...texts, ...exposed])];
}

type Port = ContainerSummary['Ports'][number];

const isTwin = (four: Port, six: Port): boolean =>
  four.IP === '0.0.0.0' &&
  four.PublicPort === six.PublicPort &&
  four.PrivatePort === six.PrivatePort &&
  four.Type === six.Type;
