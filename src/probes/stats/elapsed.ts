import type { HostTick } from '../../domain/access.js';

/** Seconds between two ticks by the host's uptime, which no clock step touches; 0 or less after a reboot. */
export function elapsedSeconds(before: HostTick, after: HostTick): number {
  const from = uptimeSeconds(before);
  const to = uptimeSeconds(after);
  return from === undefined || to === undefined ? (after.hostNow - before.hostNow) / 1000 : to - from;
}

/** First field of /proc/uptime. */
export function uptimeSeconds(tick: HostTick): number | undefined {
  const seconds = Number.parseFloat(tick.sections.get('uptime') ?? '');
  return Number.isFinite(seconds) ? seconds : undefined;
}
