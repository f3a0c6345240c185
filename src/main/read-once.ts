import { setTimeout as sleep } from 'node:timers/promises';
import type { LinkStatus } from '../domain/link.js';
import { dataOf } from '../domain/snapshot.js';
import { startSession } from '../runtime/session.js';
import { initialState, type Lang, type State } from '../store/state.js';
import { createCockpitStore } from '../store/store.js';
import type { Reach } from './reach-host.js';

const lookMs = 100;
/** Rates need a second look, and so does the diagnosis, which looks once a second. */
const settleMs = 2500;
const lateMs = 3000;
const size = { columns: 120, rows: 50 };

/**
 * Reads everything of a host once, until the deadline (ms since the epoch) at most, and stops. A link that does not come
 * up is not waited for: what it said first is the answer.
 */
export async function readOnce(
  { entry, link, readers }: Reach,
  { lang, deadline }: { readonly lang: Lang; readonly deadline: number },
): Promise<State> {
  const store = createCockpitStore(initialState({ host: entry, mode: 'watch', lang, now: Date.now(), size }));
  const session = startSession({ host: entry, store, link, readers, now: Date.now });
  // The first word of a link that does not come up, or that is lost: it may be on its next try by the end.
  let gone: LinkStatus | undefined;
  const note = (status: LinkStatus) => {
    if (isDown(status.phase)) gone ??= status;
  };
  note(link.status);
  const unlisten = link.onStatus(note);
  const timeLeft = () => Math.max(0, deadline - Date.now());
  try {
    while (timeLeft() > 0 && !gone && !isFull(store.getState())) {
      // A slow check shows with the next read of the checks, which a loaded host would have late.
      if (checksAreLate(store.getState())) {
        const enough = AbortSignal.timeout(timeLeft());
        await session.live.fresh('checks', 0, lateMs, enough).catch(() => {});
      }
      await sleep(lookMs);
    }
    if (!gone) await sleep(Math.min(settleMs, timeLeft()));
  } finally {
    unlisten();
    // The last look of all: what came in since the last flush belongs to it.
    store.flush();
    await session.stop();
  }
  store.dispatch({ type: 'link', status: { ...(gone ?? link.status), ...dockerPath(readers) } });
  store.dispatch({ type: 'clock', now: Date.now() });
  return store.getState();
}

const dockerPath = (readers: Reach['readers']): Pick<LinkStatus, 'dockerPath'> =>
  readers.dockerPath ? { dockerPath: readers.dockerPath } : {};

/** Lost, refused or never there. */
export const isDown = (phase: LinkStatus['phase']): boolean =>
  phase === 'down' || phase === 'refused' || phase === 'closed';

const checksMade = ({ checks }: State['data']): number => dataOf(checks)?.length ?? 0;

const checksAreLate = ({ data, host }: State): boolean =>
  data.checks.state === 'fresh' && checksMade(data) < host.checks.length;

/** AWS's tasks are there, and its figures are not. */
const isHalf = (cloud: State['data']['cloud']): boolean => 'data' in cloud && cloud.data.slowAt === undefined;

/** Everything that the host entry asks for has an answer, good or bad; slow checks too. */
function isFull({ data, host }: State): boolean {
  const wanted = [
    data.containers,
    data.stats,
    ...Object.values(data.postgres),
    ...(host.queues.length + host.redis.length > 0 ? [data.queues] : []),
    ...(host.alerts.length > 0 ? [data.sqlAlerts] : []),
    ...(host.stack.kind === 'ecs' ? [data.cloud] : []),
  ];
  return (
    data.link.phase === 'up' &&
    // Figures, alarms and the database come after the tasks.
    !isHalf(data.cloud) &&
    checksMade(data) >= host.checks.length &&
    wanted.every(({ state }) => state !== 'pending')
  );
}
