/**
 * Wait before reconnection attempt `attempt` (1 = the first after a loss), ms: 0.5 s, 1, 2, 4 … at most 30 s.
 * Up to a fifth is taken off at random, so that many cockpits do not return at the same moment.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(30_000, 500 * 2 ** (Math.max(1, attempt) - 1));
  return Math.round(full * (1 - 0.2 * random()));
}
