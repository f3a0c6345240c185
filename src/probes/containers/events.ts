import type { DockerEvent } from '../../domain/docker.js';
import type { ContainerEvent } from '../../domain/model.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';

const kinds: Readonly<Record<string, ContainerEvent['kind']>> = {
  create: 'create',
  start: 'start',
  restart: 'restart',
  stop: 'stop',
  kill: 'kill',
  die: 'die',
  oom: 'oom',
  pause: 'pause',
  unpause: 'unpause',
  destroy: 'destroy',
  'health_status: healthy': 'healthy',
  'health_status: unhealthy': 'unhealthy',
};

/** Compose makes a successor under the predecessor's short id and name, and renames it when that is gone. */
const temporary = /^[0-9a-f]{12}_(?=.)/;

/**
 * What an engine event says about a container's life; undefined for everything else. Health checks alone cause three
 * exec events each, so most of a stream is left out here.
 */
export function containerEventOf(event: DockerEvent): ContainerEvent | undefined {
  if (event.Type !== 'container' || event.Action.startsWith('exec_')) return undefined;
  const kind = kinds[event.Action];
  if (!kind) return undefined;
  const { name = '', image, exitCode } = event.Actor.Attributes ?? {};
  const code = exitCode === undefined ? Number.NaN : Number.parseInt(exitCode, 10);
  return {
    at: Math.floor(event.timeNano / 1e6),
    id: event.Actor.ID,
    name: sanitizeLine(name.replace(temporary, '')) || event.Actor.ID.slice(0, 12),
    kind,
    ...(Number.isFinite(code) ? { exitCode: code } : {}),
    ...(image ? { image: sanitizeLine(image) } : {}),
  };
}
