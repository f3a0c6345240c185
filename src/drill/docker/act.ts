import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Host, record, serviceOf } from '../host/host.js';
import { type ContainerVerb, changeContainer } from '../system/change-container.js';
import { EngineError } from '../system/engine.js';
import { reply } from './reply.js';

/** `POST /containers/{id}/start` and the like: 204, or dockerd's own status and message. */
export async function act(
  host: Host,
  method: string,
  path: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  request.resume();
  const [, id = '', verb = ''] =
    /^\/containers\/([^/]+)(?:\/(start|stop|restart|kill|pause|unpause))?$/.exec(path) ?? [];
  const removal = method === 'DELETE' && verb === '';
  if (!id || (method !== 'POST' && !removal) || (method === 'POST' && !verb)) {
    reply(response, 404, { message: 'page not found' });
    return;
  }
  const container = host.system.find(decodeURIComponent(id));
  if (!container) {
    reply(response, 404, { message: `No such container: ${id}` });
    return;
  }
  const before = container.answers;
  let status = 204;
  try {
    await changeContainer(host.engine, container, removal ? 'rm' : (verb as ContainerVerb), {
      seconds: query.has('t') ? Number(query.get('t')) : undefined,
      signal: query.get('signal') ?? undefined,
      force: ['1', 'true'].includes(query.get('force') ?? ''),
    });
    reply(response, 204);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    status = error.status;
    reply(response, error.status, error.status === 304 ? undefined : { message: error.message });
  }
  record(host, ['docker', removal ? 'rm' : verb, container.spec.name], {
    ok: status < 400,
    harm: before && status === 204 && !/^(start|unpause)$/.test(verb) ? 'outage' : 'none',
    service: serviceOf(container),
  });
}
