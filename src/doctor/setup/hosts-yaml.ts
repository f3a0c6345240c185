import { identifierOf } from '../../discovery/name.js';
import type { Connection, HostEntry, ServiceAddress } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import { proxySocket, type SetupInput, type SetupSection } from './section.js';

/** The part of the entry that uses the new login, role and user. */
export function hostsYamlSection({ entry, user }: SetupInput): SetupSection {
  const { name, connection, postgres, redis } = entry;
  const lines = [
    'hosts:',
    `  ${scalar(keyOf(name))}:`,
    `    ssh: ${sshOf(connection, name, user)}`,
    `    # docker_socket: ${proxySocket}`,
    '    # sudo: true',
    ...services(
      'postgres',
      postgres.map((server) => [
        server.name,
        [
          ...addressOf(server.address),
          ['user', user],
          ['database', scalar(server.database)],
          ['password', `{ env: ${variableOf('PG', entry, server.name)} }`],
        ],
      ]),
    ),
    ...services(
      'redis',
      redis.map((server) => [
        server.name,
        [
          ...addressOf(server.address),
          ...(server.db === 0 ? [] : [['db', String(server.db)] as const]),
          ['user', user],
          ['password', `{ env: ${variableOf('REDIS', entry, server.name)} }`],
        ],
      ]),
    ),
  ];
  return {
    id: 'hosts',
    title: msg('doctor.setup.yaml'),
    notes: [msg('doctor.setup.yaml.rest'), msg('doctor.setup.yaml.docker'), msg('doctor.setup.yaml.secrets')],
    code: lines.join('\n'),
  };
}

/** A host without an entry goes by `user@host:port`, which no key of hosts.yaml may be. */
const keyOf = (name: string): string => identifierOf(name.replace(/^.*@|\/$/g, ''));

type Fields = readonly (readonly [key: string, value: string])[];

function services(key: string, servers: readonly (readonly [name: string, fields: Fields])[]): string[] {
  const flow = (fields: Fields) => `{ ${fields.map(([name, value]) => `${name}: ${value}`).join(', ')} }`;
  const [only] = servers;
  if (!only) return [];
  if (servers.length === 1 && only[0] === 'main') return [`    ${key}: ${flow(only[1])}`];
  return [`    ${key}:`, ...servers.map(([name, fields]) => `      ${scalar(name)}: ${flow(fields)}`)];
}

function addressOf(address: ServiceAddress): Fields {
  switch (address.kind) {
    case 'container':
      return [
        ['container', scalar(address.container)],
        ...(address.port === undefined ? [] : [['port', String(address.port)] as const]),
      ];
    case 'socket':
      return [['socket', scalar(address.path)]];
    case 'tcp':
      return [
        ['host', scalar(address.host)],
        ['port', String(address.port)],
        ...(address.tls === undefined ? [] : [['tls', address.tls] as const]),
        ...(address.ca === undefined ? [] : [['ca', scalar(address.ca)] as const]),
      ];
  }
}

function sshOf(connection: Connection, name: string, user: string): string {
  if (connection.kind !== 'ssh') return scalar(`${user}@${name}`);
  const { destination, host, port, jump } = connection;
  // As it may be typed: user@host:port, ssh://host, user@[v6]:port.
  const place = destination.replace(/^ssh:\/\/|\/$/gi, '').replace(/^.*@/, '');
  const [, bare = place, typed] =
    /^\[([^\]]+)\](?::(\d+))?$/.exec(place) ?? /^([^:]+):(\d+)$/.exec(place) ?? [];
  const at = port ?? typed;
  const fields: Fields = [
    ['host', scalar(host ?? bare)],
    ...(at === undefined ? [] : [['port', String(at)] as const]),
    ['user', user],
    ['key', '~/.ssh/cockpit_ed25519'],
    ...(jump === undefined ? [] : [['jump', scalar(jump)] as const]),
  ];
  return `{ ${fields.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;
}

/** `COCKPIT_PG_SHOP`, `COCKPIT_PG_SHOP_REPLICA`. */
const variableOf = (kind: 'PG' | 'REDIS', { name }: HostEntry, server: string): string =>
  ['COCKPIT', kind, name, ...(server === 'main' ? [] : [server])]
    .map((part) => part.toUpperCase().replace(/[^A-Z0-9]+/g, '_'))
    .join('_');

/** Plain where YAML reads it back as the same text. */
const scalar = (text: string): string =>
  /^[A-Za-z_/~][\w./@~-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n|~)$/i.test(text)
    ? text
    : JSON.stringify(text);
