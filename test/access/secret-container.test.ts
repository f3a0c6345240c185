import { describe, expect, test } from 'vitest';
import { secretContainer } from '../../src/access/secret-container.js';
import type { ContainerDetail, ContainerSummary } from '../../src/domain/docker.js';

const summary = (name: string, State: string, Created: number) =>
  ({ Id: `id of ${name}`, Names: [`/${name}`], State, Created }) as unknown as ContainerSummary;

const docker = {
  list: async () => [
    summary('app-web-old', 'exited', 30),
    summary('app-web-new', 'running', 20),
    summary('app-web-older', 'running', 10),
    summary('app-db', 'running', 1),
  ],
  inspect: async (id: string) => ({ Id: id }) as unknown as ContainerDetail,
};
const signal = () => AbortSignal.timeout(1000);

describe('the container that holds a password', () => {
  test("is the service's own without another name", async () => {
    await expect(secretContainer(docker, 'app-db', signal)()).resolves.toEqual({ Id: 'app-db' });
  });

  test('of a glob is the newest that runs', async () => {
    await expect(secretContainer(docker, 'app-db', signal)('app-web-*')).resolves.toEqual({
      Id: 'id of app-web-new',
    });
  });

  test('that is not there is a failure', async () => {
    const missing = { failure: { kind: 'missing', what: { id: 'access.secret.none-of' } } };
    await expect(secretContainer(docker, undefined, signal)('job-*')).rejects.toMatchObject(missing);
    const none = { failure: { kind: 'missing', what: { id: 'access.secret.no-container' } } };
    await expect(secretContainer(docker, undefined, signal)()).rejects.toMatchObject(none);
  });
});
