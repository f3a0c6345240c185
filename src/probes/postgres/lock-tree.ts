import type { ActivityRow, LockNode } from '../../domain/model.js';

type Waiting = Pick<ActivityRow, 'pid' | 'blockedBy'>;

/**
 * Who waits for whom, as one walks down from the heads: sessions (or 0, a prepared transaction) that block others and
 * wait for nobody. Every waiter stands once, at its shortest way from a head; heads with most waiters come first.
 * In a deadlock that the server hasn't broken yet nobody is a head: then the session with most waiters stands for one.
 */
export function lockTree(activity: readonly Waiting[]): LockNode[] {
  const waitersOf = directWaiters(activity);
  if (waitersOf.size === 0) return [];
  const waits = new Set(activity.filter((row) => blockers(row).length > 0).map((row) => row.pid));
  const counts = new Map([...waitersOf.keys()].map((pid) => [pid, reach(pid, waitersOf).size]));
  const byWaiters = (a: number, b: number) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b;

  const placed = new Set<number>();
  const nodes: LockNode[] = [];
  const heads = [...waitersOf.keys()].filter((pid) => !waits.has(pid)).sort(byWaiters);
  const children = new Map<number, number[]>();
  const grow = (roots: readonly number[]) => {
    for (const root of roots) placed.add(root);
    claimWaiters(roots, waitersOf, placed, children);
    for (const root of roots) walk(root, children, counts, nodes);
  };
  grow(heads);
  for (const pid of [...waitersOf.keys()].sort(byWaiters)) {
    if (!placed.has(pid)) grow([pid]);
  }
  return nodes;
}

const blockers = (row: Waiting): number[] => [...new Set(row.blockedBy)].filter((pid) => pid !== row.pid);

function directWaiters(activity: readonly Waiting[]): Map<number, number[]> {
  const waitersOf = new Map<number, number[]>();
  for (const row of activity) {
    for (const blocker of blockers(row)) {
      const waiters = waitersOf.get(blocker);
      if (waiters) waiters.push(row.pid);
      else waitersOf.set(blocker, [row.pid]);
    }
  }
  return waitersOf;
}

/** Everyone who waits below `pid`, itself left out even in a cycle. */
function reach(pid: number, waitersOf: ReadonlyMap<number, readonly number[]>): Set<number> {
  const seen = new Set<number>();
  const open = [pid];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const waiter of waitersOf.get(at) ?? []) {
      if (waiter === pid || seen.has(waiter)) continue;
      seen.add(waiter);
      open.push(waiter);
    }
  }
  return seen;
}

/** Breadth first from all roots at once, so that each waiter hangs under the nearest of its blockers. */
function claimWaiters(
  roots: readonly number[],
  waitersOf: ReadonlyMap<number, readonly number[]>,
  placed: Set<number>,
  children: Map<number, number[]>,
): void {
  let level: readonly number[] = roots;
  while (level.length > 0) {
    const next: number[] = [];
    for (const pid of level) {
      const own = (waitersOf.get(pid) ?? []).filter((waiter) => !placed.has(waiter));
      for (const waiter of own) placed.add(waiter);
      children.set(pid, own);
      next.push(...own);
    }
    level = next;
  }
}

function walk(
  root: number,
  children: ReadonlyMap<number, readonly number[]>,
  counts: ReadonlyMap<number, number>,
  nodes: LockNode[],
): void {
  const open = [{ pid: root, depth: 0 }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    nodes.push({ pid: at.pid, depth: at.depth, waiters: counts.get(at.pid) ?? 0 });
    const depth = at.depth + 1;
    for (const pid of [...(children.get(at.pid) ?? [])].reverse()) open.push({ pid, depth });
  }
}
