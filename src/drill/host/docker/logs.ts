import type { Host, Io } from '../host.js';
import { goStamp } from './stamps.js';

const valued = /^(-n|--tail|--since|--until)$/;

/** `docker logs [options] CONTAINER`: what it wrote, and with -f what follows until it stops or nobody listens. */
export async function readLogs(args: readonly string[], io: Io, host: Host, named = false): Promise<number> {
  const names: string[] = [];
  const options = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    const [, long, inline] = /^(--[\w-]+)=(.*)$/.exec(word) ?? [];
    if (long) options.set(long, inline ?? '');
    else if (valued.test(word)) options.set(word, args[++i] ?? '');
    else if (word.startsWith('-')) options.set(word, '');
    else names.push(word);
  }
  const tail = options.get('-n') ?? options.get('--tail') ?? 'all';
  const since = timeOf(options.get('--since'), host.system.now());
  const until = timeOf(options.get('--until'), host.system.now());
  const stamps = options.has('-t') || options.has('--timestamps');
  const follow = options.has('-f') || options.has('--follow');
  for (const name of names) {
    const container = host.system.find(name);
    if (!container) {
      io.err(`Error response from daemon: No such container: ${name}\n`);
      return 1;
    }
    const book = host.system.log(container.spec.name);
    const prefix = named ? `${container.spec.name}  | ` : '';
    const show = (entry: ReturnType<typeof book.read>[number]) => {
      const line = `${prefix}${stamps ? `${goStamp(entry.nanos)} ` : ''}${entry.text}\n`;
      if (entry.stream === 'stderr' && !named) io.err(line);
      else io.out(line);
    };
    const entries = book.read({
      sinceNanos: since,
      tail: tail === 'all' ? undefined : Number(tail),
    });
    for (const entry of entries) if (until === undefined || entry.nanos <= until) show(entry);
    if (follow && container.running) {
      const unfollow = book.follow(show);
      await new Promise<void>((resolve) => {
        const onEvent = (event: { readonly Action: string; readonly Actor: { readonly ID: string } }) => {
          if (event.Action === 'die' && event.Actor.ID === container.id) end();
        };
        const end = () => {
          host.system.off('event', onEvent);
          io.signal.removeEventListener('abort', end);
          resolve();
        };
        host.system.on('event', onEvent);
        if (io.signal.aborted) end();
        else io.signal.addEventListener('abort', end, { once: true });
      });
      unfollow();
    }
  }
  return 0;
}

/** "10m", "1h30m", unix seconds or an RFC 3339 time, as nanoseconds since the epoch. */
function timeOf(text: string | undefined, now: number): bigint | undefined {
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return BigInt(Math.round(Number(text) * 1e3)) * 1_000_000n;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([smh])/g)];
  if (parts.length > 0 && parts.map(([all]) => all).join('') === text) {
    const seconds = parts.reduce(
      (sum, [, number, unit]) => sum + Number(number) * ({ s: 1, m: 60, h: 3600 }[unit as 's'] ?? 0),
      0,
    );
    return BigInt(Math.round(now - seconds * 1000)) * 1_000_000n;
  }
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : BigInt(at) * 1_000_000n;
}
