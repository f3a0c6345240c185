import type { EvidenceLine } from '../../../domain/evidence.js';
import { listKeys } from '../../../store/active-list.js';
import { cursorAt, listOf } from '../../../store/lists.js';
import { topScreen } from '../../../store/state.js';
import type { Context } from '../context.js';

const lineMs = 200;
const mostLines = 200;

/** Follows the job under the cursor while the list of jobs is on the screen; one that is followed anyway is not read twice. */
export function followShown(ctx: Context): void {
  const { board, store, operator, stopped } = ctx;
  let current: { readonly id: string; readonly doing: AbortController } | undefined;

  const chosen = (): string | undefined => {
    const state = store.getState();
    if (topScreen(state.ui).id !== 'jobs' || state.data.link.phase !== 'up') return undefined;
    const keys = listKeys(state, 'jobs');
    const id = keys[cursorAt(listOf(state.ui, 'jobs'), keys)];
    return state.guide.followed?.some((one) => one.id === id) ? undefined : id;
  };

  const put = (id: string, lines: readonly EvidenceLine[]) => {
    const { jobs } = board.get();
    if (jobs) board.put({ jobs: { ...jobs, shown: { id, lines } } });
  };

  const begin = async (id: string, signal: AbortSignal) => {
    let lines: readonly EvidenceLine[] = [];
    let timer: NodeJS.Timeout | undefined;
    const show = () => {
      timer = undefined;
      if (!signal.aborted) put(id, lines);
    };
    const stop = () => clearTimeout(timer);
    signal.addEventListener('abort', stop, { once: true });
    put(id, lines);
    try {
      const end = await operator.jobs.follow(id, {
        signal,
        onLine(line) {
          lines = [...lines.slice(1 - mostLines), line];
          timer ??= setTimeout(show, lineMs);
        },
      });
      if (end.lines.length > 0) lines = end.lines;
    } catch {
      // What it said so far stays on the screen.
    } finally {
      stop();
      signal.removeEventListener('abort', stop);
      show();
    }
  };

  const choose = () => {
    const id = chosen();
    if (id === current?.id || stopped.aborted) return;
    current?.doing.abort();
    current = undefined;
    if (id === undefined) return;
    const doing = new AbortController();
    current = { id, doing };
    // What ended while this cockpit watched has no folder any more.
    const ran = ctx.ran.get(id);
    if (ran) put(id, ran.lines);
    else void begin(id, doing.signal);
  };

  const unsubscribe = store.subscribe(choose);
  stopped.addEventListener('abort', () => {
    current?.doing.abort();
    unsubscribe();
  });
}
