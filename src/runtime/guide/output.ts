import type { EvidenceLine } from '../../domain/evidence.js';
import type { Failure } from '../../domain/failure.js';
import type { Acting, Followed } from '../../domain/guide.js';
import type { Context } from './context.js';

/** Output reaches the screen at most this often. */
const lineMs = 100;
const mostLines = 200;

/** What an action says on the screen until it is closed. */
export interface Output {
  add(line: EvidenceLine): void;
  /** The link is lost, or back. */
  trouble(why: Failure | undefined): void;
  close(): void;
  readonly lines: readonly EvidenceLine[];
}

type Ongoing = Pick<Acting, 'lines' | 'trouble'>;

/** The one action that cockpit itself keeps alive. */
export function showActing({ board }: Context, what: Pick<Acting, 'plan' | 'startedAt'>): Output {
  return gather((ongoing) => board.put({ acting: ongoing && { ...what, ...ongoing } }));
}

/** One of the detached actions. */
export function showFollowed({ board }: Context, what: Omit<Followed, 'lines' | 'trouble'>): Output {
  return gather((ongoing) => {
    const known = board.get().followed ?? [];
    const at = known.findIndex(({ id }) => id === what.id);
    const next = ongoing ? [{ ...what, ...ongoing }] : [];
    const followed = at < 0 ? [...known, ...next] : [...known.slice(0, at), ...next, ...known.slice(at + 1)];
    board.put({ followed: followed.length > 0 ? followed : undefined });
  });
}

function gather(show: (ongoing: Ongoing | undefined) => void): Output {
  let lines: readonly EvidenceLine[] = [];
  let why: Failure | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const put = () => {
    timer = undefined;
    if (!closed) show({ lines, ...(why ? { trouble: why } : {}) });
  };
  put();
  return {
    add(line) {
      lines = [...lines.slice(1 - mostLines), line];
      if (!closed) timer ??= setTimeout(put, lineMs);
    },
    trouble(now) {
      why = now;
      clearTimeout(timer);
      put();
    },
    close() {
      clearTimeout(timer);
      closed = true;
      show(undefined);
    },
    get lines() {
      return lines;
    },
  };
}
