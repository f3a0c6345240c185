import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../domain/failure.js';
import { msg } from '../../domain/message.js';
import { errorCode, errorText } from '../error-text.js';

type Env = Readonly<Record<string, string | undefined>>;

/** What a docker context says about its engine. */
export interface DockerContext {
  readonly name: string;
  /** As DOCKER_HOST would have it. */
  readonly host: string;
  readonly skipVerify: boolean;
  /** Folder of ca.pem, cert.pem and key.pem; it may not exist. */
  readonly tlsFolder: string;
}

/** The docker command's own folder: DOCKER_CONFIG or ~/.docker. */
export const dockerFolder = (env: Env, home: string): string => env.DOCKER_CONFIG || join(home, '.docker');

/**
 * The context that the docker command would use: DOCKER_CONTEXT, else `currentContext` of its config.json; undefined for
 * the default one. Rejects with a FailureError when the one that is chosen can't be read.
 */
export async function currentContext(env: Env, home: string): Promise<DockerContext | undefined> {
  const folder = dockerFolder(env, home);
  const name = env.DOCKER_CONTEXT || (await chosenName(join(folder, 'config.json')));
  if (name === undefined || name === '' || name === 'default') return undefined;
  const id = createHash('sha256').update(name).digest('hex');
  const path = join(folder, 'contexts', 'meta', id, 'meta.json');
  const next = { next: msg('local.docker.context.next') };
  let meta: unknown;
  try {
    meta = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT')
      throw fail('missing', msg('local.docker.context-missing', { name }), { ...next, cause });
    const detail = errorText(cause);
    throw fail('malformed', msg('local.docker.context-unread', { name }), { ...next, detail, cause });
  }
  const endpoint = property(property(meta, 'Endpoints'), 'docker');
  const host = property(endpoint, 'Host');
  if (typeof host !== 'string')
    throw fail('malformed', msg('local.docker.context-unread', { name }), { ...next });
  return {
    name,
    host,
    skipVerify: property(endpoint, 'SkipTLSVerify') === true,
    tlsFolder: join(folder, 'contexts', 'tls', id, 'docker'),
  };
}

/** A config.json that is missing or broken chooses nothing, as for the docker command itself. */
async function chosenName(path: string): Promise<string | undefined> {
  try {
    const name = property(JSON.parse(await readFile(path, 'utf8')), 'currentContext');
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
