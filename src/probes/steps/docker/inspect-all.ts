import type { ContainerDetail } from '../../../domain/docker.js';
import { FailureError } from '../../../domain/failure.js';
import type { StepReaders } from '../../../domain/step-probe.js';

/** Every container in any state, as docker inspect says; one that vanishes meanwhile is left out. */
export async function inspectAll(
  { readers }: StepReaders,
  signal: AbortSignal,
): Promise<readonly ContainerDetail[]> {
  const containers = await readers.docker.list(signal);
  const details = await Promise.all(
    containers.map(({ Id }) =>
      readers.docker.inspect(Id, signal).catch((error: unknown) => {
        if (error instanceof FailureError && error.failure.kind === 'missing') return undefined;
        throw error;
      }),
    ),
  );
  return details.filter((one) => one !== undefined);
}
