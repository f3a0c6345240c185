import type { DrillSystem } from '../system/system.js';
import type { Io } from './host.js';

/** Seconds of "10m", "90s" or "1h", as `docker events --since` takes them. */
function secondsOf(text: string): number {
  const [, number = '0', unit = 's'] = /^(\d+)([smh])?$/.exec(text) ?? [];
  return Number(number) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h'];
}

/** `docker events --since 10m --until 0s --filter container=NAME --filter event=KIND …`, in docker's words. */
export function pastEvents(args: readonly string[], io: Io, system: DrillSystem): number {
  const values = (option: string) => args.flatMap((word, i) => (args[i - 1] === option ? [word] : []));
  const filters = values('--filter').map((filter) => filter.split('='));
  const wanted = (key: string) => filters.filter(([name]) => name === key).map(([, value]) => value ?? '');
  const containers = wanted('container').map((name) => system.find(name)?.id);
  const kinds = wanted('event');
  const since = system.now() / 1000 - secondsOf(values('--since')[0] ?? '0s');
  const lines = system
    .eventsSince(since)
    .filter((event) => containers.length === 0 || containers.includes(event.Actor.ID))
    .filter((event) => kinds.length === 0 || kinds.includes(event.Action))
    .map((event) => {
      const at = new Date(event.timeNano / 1e6).toISOString().replace('Z', '000000+00:00');
      const attributes = Object.entries(event.Actor.Attributes ?? {}).map(
        ([key, value]) => `${key}=${value}`,
      );
      return `${at} ${event.Type} ${event.Action} ${event.Actor.ID} (${attributes.join(', ')})\n`;
    });
  io.out(lines.join(''));
  return 0;
}
