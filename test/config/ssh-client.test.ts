import { describe, expect, test } from 'vitest';
import { parseHosts } from '../../src/config/parse.js';
import { ConfigError } from '../../src/config/problem.js';

const connectionOf = (client: string) =>
  parseHosts(`hosts:\n  shop:\n    ssh: {host: shop.example${client}}\n`, 'hosts.yaml').hosts[0]?.connection;

describe('which SSH client a host entry names', () => {
  test('none, so that it is chosen by what the host needs', () => {
    expect(connectionOf('')).not.toHaveProperty('client');
  });

  test.each(['openssh', 'built-in'])('%s', (client) => {
    expect(connectionOf(`, client: ${client}`)).toMatchObject({ kind: 'ssh', client });
  });

  test('another one is refused with its line and the ones there are', () => {
    try {
      connectionOf(', client: putty');
      expect.unreachable();
    } catch (error) {
      expect(error instanceof ConfigError && error.problems[0]).toMatchObject({
        line: 3,
        expected: { params: { names: 'openssh, built-in' } },
      });
    }
  });
});
