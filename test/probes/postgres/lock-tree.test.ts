import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lockTree } from '../../../src/probes/postgres/lock-tree.js';

const waits = (graph: Record<number, number[]>) =>
  lockTree(Object.entries(graph).map(([pid, blockedBy]) => ({ pid: Number(pid), blockedBy })));

describe('lock tree', () => {
  it('is empty when nobody waits', () => {
    expect(waits({ 1: [], 2: [] })).toEqual([]);
  });

  it('walks down from the head, counting direct and indirect waiters', () => {
    expect(waits({ 1: [], 2: [1], 3: [2], 4: [1] })).toEqual([
      { pid: 1, depth: 0, waiters: 3 },
      { pid: 2, depth: 1, waiters: 1 },
      { pid: 3, depth: 2, waiters: 0 },
      { pid: 4, depth: 1, waiters: 0 },
    ]);
  });

  it('puts the head with most waiters first', () => {
    const heads = waits({ 2: [1], 4: [3], 5: [3] }).filter((node) => node.depth === 0);
    expect(heads.map((node) => node.pid)).toEqual([3, 1]);
  });

  it('shows a prepared transaction as head 0, though no session is its own', () => {
    expect(waits({ 5: [0] })[0]).toEqual({ pid: 0, depth: 0, waiters: 1 });
  });

  it('hangs a waiter under the head it queues for, not twice', () => {
    expect(waits({ 2: [1], 3: [1, 2] }).map(({ pid, depth }) => [pid, depth])).toEqual([
      [1, 0],
      [2, 1],
      [3, 1],
    ]);
  });

  it('shows a deadlock and those that wait behind it', () => {
    expect(
      waits({ 1: [2], 2: [1], 3: [2] })
        .map((node) => node.pid)
        .sort(),
    ).toEqual([1, 2, 3]);
  });

  it('ends on any graph, shows each pid once and every waiter below one of its blockers', () => {
    const graph = fc.dictionary(
      fc.integer({ min: 1, max: 12 }).map(String),
      fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 5 }),
    );
    fc.assert(
      fc.property(graph, (g) => {
        const rows = Object.entries(g).map(([pid, blockedBy]) => ({ pid: Number(pid), blockedBy }));
        const nodes = lockTree(rows);
        const pids = nodes.map((node) => node.pid);
        expect(new Set(pids).size).toBe(pids.length);
        const involved = new Set<number>();
        for (const row of rows) {
          for (const blocker of row.blockedBy) if (blocker !== row.pid) involved.add(blocker).add(row.pid);
        }
        expect(new Set(pids)).toEqual(involved);
        nodes.forEach((node, at) => {
          if (node.depth === 0) return;
          const above = nodes.slice(0, at).findLast((other) => other.depth === node.depth - 1);
          expect(rows.find((row) => row.pid === node.pid)?.blockedBy).toContain(above?.pid);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('takes no longer than a moment when 200 sessions queue for one lock', () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({
      pid: i + 1,
      blockedBy: Array.from({ length: i }, (_, k) => k + 1),
    }));
    const start = performance.now();
    expect(lockTree(rows)[0]).toEqual({ pid: 1, depth: 0, waiters: 199 });
    expect(performance.now() - start).toBeLessThan(500);
  });
});
