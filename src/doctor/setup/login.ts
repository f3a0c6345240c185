import type { HostEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import { proxySocket, type SetupInput, type SetupSection } from './section.js';

/** A system user that logs in by key alone. */
export function loginSection({ entry, user }: SetupInput): SetupSection {
  const readsLogs = entry.logs.some((log) => log.kind === 'file' && log.path.startsWith('/var/log/'));
  const lines = [
    `sudo useradd --system --create-home --shell /bin/sh ${user}`,
    `sudo usermod -p '*' ${user}`,
    ...(readsLogs ? [`sudo usermod -aG adm ${user}`] : []),
    `sudo install -d -m 700 -o ${user} -g ${user} ~${user}/.ssh`,
    `echo 'restrict,port-forwarding ssh-ed25519 REPLACE-BY-YOUR-PUBLIC-KEY you@example' | sudo tee ~${user}/.ssh/authorized_keys >/dev/null`,
    `sudo chown ${user}:${user} ~${user}/.ssh/authorized_keys && sudo chmod 600 ~${user}/.ssh/authorized_keys`,
  ];
  return {
    id: 'login',
    title: msg('doctor.setup.login', { user }),
    notes: [
      msg('doctor.setup.login.key'),
      msg('doctor.setup.login.locked'),
      ...(readsLogs ? [msg('doctor.setup.login.adm')] : []),
    ],
    code: lines.join('\n'),
  };
}

/** Keeps forwarding for the login, to the ports that its panes need, and nothing else. */
export function sshdSection({ entry, user }: SetupInput): SetupSection {
  const ports = forwardedPorts(entry);
  // PermitOpen also stops the forwarding of every socket that it does not name.
  const targets = [...ports.map((port) => `*:${port}`), ...sockets(entry).map((path) => `[${path}]:*`)].join(
    ' ',
  );
  const code = `sudo tee /etc/ssh/sshd_config.d/${user}.conf >/dev/null <<'CONF'
Match User ${user}
  AuthenticationMethods publickey
  AllowStreamLocalForwarding local
  AllowTcpForwarding local
  PermitOpen ${targets}
  PermitListen none
  PermitTTY no
  X11Forwarding no
  AllowAgentForwarding no
CONF
sudo sshd -t && sudo systemctl reload ssh`;
  return {
    id: 'sshd',
    title: msg('doctor.setup.sshd', { user }),
    notes: [
      msg('doctor.setup.sshd.include'),
      ports.length > 0
        ? msg('doctor.setup.sshd.forwarding', { ports: ports.join(', ') })
        : msg('doctor.setup.sshd.sockets-only'),
      msg('doctor.setup.sshd.pty'),
    ],
    code,
  };
}

/** Docker's socket, the proxy's, and those of servers. */
const sockets = ({ dockerSocket, postgres, redis }: HostEntry): string[] => [
  ...new Set([
    dockerSocket ?? '/var/run/docker.sock',
    proxySocket,
    ...[...postgres, ...redis].flatMap(({ address }) => (address.kind === 'socket' ? [address.path] : [])),
  ]),
];

/** The ports to which cockpit asks sshd to forward: servers, and what checks ask as the host sees it. */
export function forwardedPorts({ postgres, redis, checks }: HostEntry): number[] {
  const ports = new Set<number>();
  for (const { address } of postgres) if (address.kind !== 'socket') ports.add(address.port ?? 5432);
  for (const { address } of redis) if (address.kind !== 'socket') ports.add(address.port ?? 6379);
  for (const check of checks) {
    if ((check.kind !== 'http' && check.kind !== 'tls') || check.from !== 'host') continue;
    const other = /:(\d{1,5})$/.exec(check.address ?? '')?.[1];
    ports.add(other !== undefined ? Number(other) : check.kind === 'tls' ? check.port : portOf(check.url));
  }
  return [...ports].sort((a, b) => a - b);
}

function portOf(url: string): number {
  const [, scheme = 'https', port] = /^(https?):\/\/(?:\[[^\]]*\]|[^/:?#]*)(?::(\d+))?/i.exec(url) ?? [];
  if (port !== undefined) return Number(port);
  return scheme.toLowerCase() === 'http' ? 80 : 443;
}
