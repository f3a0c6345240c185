import { describe, expect, test } from 'vitest';
import { endpointsOf } from '../../src/access/service-address.js';
import type { ContainerDetail } from '../../src/domain/docker.js';

const inspect =
  (change: object, mode = 'app-network') =>
  async () =>
    ({
      State: { Running: true, Status: 'running' },
      HostConfig: { NetworkMode: mode },
      NetworkSettings: change,
    }) as unknown as ContainerDetail;
const db = { kind: 'container', container: 'db' } as const;
const tcp = (host: string, port: number) => ({ kind: 'tcp', host, port });
const published = (port: number) => ({ ...tcp('127.0.0.1', port), published: true });

describe('where a service in a container is reached', () => {
  test('at its address on a network that gives one, then at its published port', async () => {
    const networks = { none: { IPAddress: '' }, app: { IPAddress: '172.18.0.2' } };
    const ports = {
      '5432/tcp': [
        { HostIp: '0.0.0.0', HostPort: '15432' },
        { HostIp: '::', HostPort: '15432' },
      ],
    };
    await expect(endpointsOf(db, 5432, inspect({ Networks: networks, Ports: ports }))).resolves.toEqual([
      { ...tcp('172.18.0.2', 5432), own: true },
      published(15432),
    ]);
  });

  test('on the loopback when it shares the network of the host', async () => {
    await expect(
      endpointsOf(db, 5432, inspect({ Networks: { host: { IPAddress: '' } } }, 'host')),
    ).resolves.toEqual([published(5432)]);
  });

  test('nowhere without an address, and the failure names the port', async () => {
    await expect(
      endpointsOf({ ...db, port: 6432 }, 5432, inspect({ Ports: { '6432/tcp': null } })),
    ).rejects.toMatchObject({
      failure: { what: { id: 'access.service.no-address', params: { port: 6432 } } },
    });
  });

  test('nowhere while it does not run', async () => {
    const stopped = async () =>
      ({ State: { Running: false, Status: 'exited' } }) as unknown as ContainerDetail;
    await expect(endpointsOf(db, 5432, stopped)).rejects.toMatchObject({
      failure: { kind: 'unreachable', what: { params: { container: 'db', state: 'exited' } } },
    });
  });
});
