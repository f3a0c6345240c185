import { describe, expect, test } from 'vitest';
import { parseHosts } from '../../src/config/parse.js';
import { ConfigError } from '../../src/config/problem.js';

const entryOf = (lines: string) => {
  const text = `hosts:\n  shop:\n    ssh: shop.example\n${lines}`;
  return parseHosts(text, 'hosts.yaml').hosts[0];
};
const problemOf = (lines: string) => {
  try {
    entryOf(lines);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems[0];
    throw error;
  }
  throw new Error('no problem found');
};

describe('how a host entry says where Docker is', () => {
  test('nothing is assumed when it says nothing', () => {
    expect(entryOf('')).not.toHaveProperty('sudo');
    expect(entryOf('')).not.toHaveProperty('dockerSocket');
  });

  test('sudo and a socket of its own', () => {
    expect(entryOf('    sudo: true\n    docker_socket: /run/user/1001/docker.sock\n')).toMatchObject({
      sudo: true,
      dockerSocket: '/run/user/1001/docker.sock',
    });
  });

  test.each([
    ['    sudo: yes please\n', 'config.expect.true', 4],
    ['    sudo: false\n', 'config.expect.true', 4],
    ['    docker_socket: docker.sock\n', 'config.expect.path', 4],
  ])('%j is refused with its line and the form expected', (lines, expected, line) => {
    expect(problemOf(lines)).toMatchObject({ line, expected: { id: expected } });
  });
});
