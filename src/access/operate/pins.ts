import type { DockerReader, PostgresReader } from '../../domain/access.js';
import { FailureError, fail } from '../../domain/failure.js';
import { type Msg, msg } from '../../domain/message.js';
import type { Pin } from '../../domain/perform.js';

/** What is there to read pins with. */
export interface PinReaders {
  readonly docker: DockerReader;
  readonly postgres: ReadonlyMap<string, PostgresReader>;
}

/** A container as it is now; undefined when there is none of that name. */
export async function pinContainer(
  { docker }: PinReaders,
  name: string,
  signal: AbortSignal,
): Promise<Extract<Pin, { kind: 'container' }> | undefined> {
  try {
    const { Id, State } = await docker.inspect(name, signal);
    return { kind: 'container', name, id: Id, startedAt: State.StartedAt };
  } catch (error) {
    if (error instanceof FailureError && error.failure.kind === 'missing') return undefined;
    throw error;
  }
}

/** A backend given as "pid/backend_start"; undefined when it has ended, also when its pid serves another by now. */
export async function pinSession(
  { postgres }: PinReaders,
  server: string,
  session: string,
  signal: AbortSignal,
): Promise<Extract<Pin, { kind: 'session' }> | undefined> {
  const [, pid, backendStart] = /^(\d{1,9})\/(.+)$/.exec(session) ?? [];
  if (pid === undefined || backendStart === undefined) {
    throw fail('malformed', msg('operate.pin.session', { session }));
  }
  const reader = postgres.get(server);
  if (!reader) throw fail('missing', msg('operate.sql.no-server', { server }));
  const statement = {
    name: 'operate-session',
    text: `SELECT backend_start::text AS start FROM pg_stat_activity WHERE pid = ${pid}`,
  };
  const [row] = await reader.query<{ start: string | null }>(statement, signal);
  if (row?.start === null) throw fail('denied', msg('operate.pin.hidden', { pid, server }));
  return row?.start === backendStart
    ? { kind: 'session', server, pid: Number(pid), backendStart }
    : undefined;
}

/** Why a pin does not hold any more; undefined when it does. Rejects when that can't be told. */
export async function brokenPin(
  readers: PinReaders,
  pin: Pin,
  signal: AbortSignal,
): Promise<{ readonly kind: 'missing' | 'denied'; readonly what: Msg } | undefined> {
  if (pin.kind === 'session') {
    const { server, pid, backendStart } = pin;
    const now = await pinSession(readers, server, `${pid}/${backendStart}`, signal);
    return now ? undefined : { kind: 'missing', what: msg('operate.refused.session.gone', { server, pid }) };
  }
  const { name } = pin;
  const now = await pinContainer(readers, name, signal);
  if (!now) return { kind: 'missing', what: msg('operate.refused.container.gone', { name }) };
  if (now.id !== pin.id)
    return { kind: 'denied', what: msg('operate.refused.container.recreated', { name }) };
  if (now.startedAt !== pin.startedAt)
    return { kind: 'denied', what: msg('operate.refused.container.restarted', { name }) };
  return undefined;
}
