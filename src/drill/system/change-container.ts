import type { DrillContainer } from './container.js';
import type { Engine } from './engine.js';

/** What dockerd and the docker program do to one container. */
export type ContainerVerb = 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill' | 'rm';

/** Does it; rejects with an EngineError where dockerd refuses. */
export async function changeContainer(
  engine: Engine,
  container: DrillContainer,
  verb: ContainerVerb,
  how: {
    /** Until it is killed; default: the container's own. */
    readonly seconds?: number | undefined;
    readonly signal?: string | undefined;
    /** Removes it while it runs, too. */
    readonly force?: boolean;
  },
): Promise<void> {
  switch (verb) {
    case 'start':
      return engine.start(container);
    case 'stop':
      return engine.stop(container, how.seconds);
    case 'restart':
      return engine.restart(container, how.seconds);
    case 'pause':
      return engine.pause(container);
    case 'unpause':
      return engine.unpause(container);
    case 'kill':
      return engine.kill(container, how.signal);
    case 'rm':
      return engine.remove(container, how.force ?? false);
  }
}
