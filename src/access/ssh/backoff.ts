/**
 * Wait before reconnection attempt `attempt` (1 = the first after a loss), ms: 0.5 s, 1, 2, 4 … at most 30 s.
 * Up to a fifth is taken off at random, so that many cockpits do not return at the same moment.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(30_000, 500 * 2 ** (Math.max(1, attempt) - 1));
  return Math.round(full * (1 - 0.2 * random()));
}

/**
 * Wait before a refused login is tried again where nobody attends, ms: 60 s, 120, 240 … at most 10 min, so that neither
 * sshd nor a ban list takes it for an attack. Up to a tenth is added at random.
 */
export function refusedBackoffMs(refusals: number, random: () => number = Math.random): number {
  const full = Math.min(600_000, 60_000 * 2 ** (Math.max(1, refusals) - 1));
  return Math.round(full * (1 + 0.1 * random()));
}
