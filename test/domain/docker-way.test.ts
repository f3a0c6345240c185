import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { byDockerWay, dockerWayInScript, withoutDockerWay } from '../../src/domain/docker-way.js';

const socket = '/run/user/1001/docker.sock';

describe('the way to the engine', () => {
  test.each([
    [{}, ['docker', 'ps']],
    [{ sudo: true }, ['sudo', '-n', 'docker', 'ps']],
    [{ dockerSocket: socket }, ['docker', '-H', `unix://${socket}`, 'ps']],
    [{ sudo: true, dockerSocket: socket }, ['sudo', '-n', 'docker', '-H', `unix://${socket}`, 'ps']],
  ])('%o stands in a docker command once, and comes off again', (way, wanted) => {
    const words = byDockerWay(['docker', 'ps'], way);
    expect(words).toEqual(wanted);
    expect(byDockerWay(words, way)).toEqual(wanted);
    expect(withoutDockerWay(words)).toEqual(['docker', 'ps']);
  });

  test('is no part of other commands', () => {
    const way = { sudo: true, dockerSocket: socket };
    expect(byDockerWay(['systemctl', 'status'], way)).toEqual(['systemctl', 'status']);
    expect(withoutDockerWay(['curl', '-H', 'unix://x'])).toEqual(['curl', '-H', 'unix://x']);
  });

  test('holds for each docker of a script, whatever its words', () => {
    const odd = "/run/it's here/docker.sock";
    const line = dockerWayInScript({ dockerSocket: odd }) ?? '';
    const shown = execFileSync('bash', [
      '-c',
      `PATH=/nowhere; command() { printf '%s\\n' "$@"; }\n${line}\ndocker ps "a b"`,
    ]);
    expect(shown.toString().trimEnd().split('\n')).toEqual(['docker', '-H', `unix://${odd}`, 'ps', 'a b']);
    expect(dockerWayInScript({})).toBeUndefined();
    expect(dockerWayInScript({ sudo: true })).toBe('docker() { sudo -n docker "$@"; }');
  });
});
