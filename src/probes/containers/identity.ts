import type { ContainerSummary } from '../../domain/docker.js';
import type { Stack } from '../../domain/host.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';

/** What a container is called and what it belongs to. */
export interface Identity {
  readonly name: string;
  /** Compose project, Kamal service, or ''. */
  readonly group: string;
  readonly service?: string;
  readonly version?: string;
  /** Where each deploy makes a container of a new name, the same for all of them; else the name. */
  readonly slot: string;
  /** Run once by hand (`compose run`), so that its end is no trouble. */
  readonly oneOff: boolean;
}

/** Deploy tools end a name with the commit that it runs. */
const commitSuffix = /-[0-9a-f]{7,40}$/;

/** Labels: `com.docker.compose.*` (v1 and v2 alike), Kamal's `service`, `role`, `destination`. */
export function identityOf(container: ContainerSummary, stack: Stack): Identity {
  const { Labels: labels } = container;
  const name = sanitizeLine((container.Names[0] ?? '').replace(/^\//, '')) || container.Id.slice(0, 12);
  const tag = sanitizeLine(tagOf(container.Image));
  const project = labels['com.docker.compose.project'];
  if (project) {
    const service = labels['com.docker.compose.service'];
    return {
      name,
      group: sanitizeLine(project),
      ...(service ? { service: sanitizeLine(service) } : {}),
      ...(tag ? { version: tag } : {}),
      // Compose makes a successor under the predecessor's short id and name, until that is gone.
      slot: name.replace(/^[0-9a-f]{12}_(?=.)/, ''),
      oneOff: /^true$/i.test(labels['com.docker.compose.oneoff'] ?? ''),
    };
  }
  const kamal = kamalOf(labels, stack);
  if (!kamal) {
    return {
      name,
      group: '',
      ...(tag ? { version: tag } : {}),
      slot: name.replace(commitSuffix, ''),
      oneOff: false,
    };
  }
  const destination = labels.destination ? `${sanitizeLine(labels.destination)}/` : '';
  return {
    name,
    group: sanitizeLine(kamal.group),
    service: sanitizeLine(kamal.service),
    ...(tag ? { version: destination + tag } : {}),
    slot: kamal.role ? `${kamal.group}/${destination}${kamal.service}` : name,
    oneOff: false,
  };
}

/** Applications carry `service` and `role`; accessories only `service`, as SERVICE-NAME. */
function kamalOf(labels: ContainerSummary['Labels'], stack: Stack) {
  const { service, role } = labels;
  if (!service) return undefined;
  if (role) return { group: service, service: role, role: true };
  if (stack.kind !== 'kamal') return undefined;
  const prefix = `${stack.service}-`;
  return service.startsWith(prefix)
    ? { group: stack.service, service: service.slice(prefix.length), role: false }
    : { group: service, service, role: false };
}

/** The tag of an image reference; '' for digests, ids and names without one. */
export function tagOf(image: string): string {
  const name = image.split('@')[0] ?? '';
  const colon = name.lastIndexOf(':');
  return name.startsWith('sha256:') || colon < 0 || name.indexOf('/', colon) >= 0
    ? ''
    : name.slice(colon + 1);
}
