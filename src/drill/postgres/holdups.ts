import type { Surroundings } from '../stores.js';
import type { Backend } from './sessions/backend.js';
import type { Refusal } from './sessions/backends.js';
import type { ServerLife } from './sessions/server-life.js';

const lookMs = 40;

/** Milliseconds of a setting: `2000`, `2s`, `1min`; 0 for none. */
function milliseconds(text: string | undefined): number {
  const [, figure = '0', unit = 'ms'] = /^\s*(\d+)\s*(ms|s|min|h)?\s*$/.exec(text ?? '') ?? [];
  return Number(figure) * { ms: 1, s: 1000, min: 60_000, h: 3_600_000 }[unit as 'ms' | 's' | 'min' | 'h'];
}

/** Seconds that a statement wants to sleep. */
export const sleepSeconds = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/\bpg_sleep\s*\(\s*'?(\d+(?:\.\d+)?)/gi)].map(([, s]) => Number(s)));

/**
 * What keeps a statement from going on at once, though PGlite would: it sleeps, or needs a row that another session has
 * locked. The answer is why it ends instead; undefined: it may go on.
 */
export async function holdUp(
  text: string,
  backend: Backend,
  settings: ReadonlyMap<string, string>,
  life: ServerLife,
  around: Pick<Surroundings, 'now'>,
): Promise<Refusal | undefined> {
  const began = around.now();
  const sleepMs = sleepSeconds(text) * 1000;
  const statementMs = milliseconds(settings.get('statement_timeout'));
  const lockMs = milliseconds(settings.get('lock_timeout'));
  let cancelled = false;
  backend.onCancel = () => {
    cancelled = true;
  };
  for (;;) {
    const passed = around.now() - began;
    const blocker = life.blockerOf(text);
    if (passed >= sleepMs && blocker === undefined) return undefined;
    if (cancelled) return { code: '57014', text: 'canceling statement due to user request' };
    if (blocker !== undefined) {
      if (lockMs > 0 && passed >= lockMs) {
        return { code: '55P03', text: 'canceling statement due to lock timeout' };
      }
      backend.wait = ['Lock', 'transactionid'];
      backend.blockedBy = [blocker];
      backend.locks = [{ type: 'transactionid', mode: 'ShareLock', granted: false, waitStart: began }];
    } else {
      backend.wait = ['Timeout', 'PgSleep'];
      backend.blockedBy = [];
      backend.locks = [];
    }
    if (statementMs > 0 && passed >= statementMs) {
      return { code: '57014', text: 'canceling statement due to statement timeout' };
    }
    await new Promise((resolve) => setTimeout(resolve, lookMs));
    if (!life.backends.find(backend.pid)) return { code: '57P01', text: 'gone' };
  }
}
