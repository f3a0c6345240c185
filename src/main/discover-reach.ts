import { saysNothing } from '../discovery/says-nothing.js';
import type { HostEntry } from '../domain/host.js';
import { msg } from '../domain/message.js';
import { type Lang, translate } from '../i18n/t.js';
import { discoverEntry } from './discover-host.js';
import type { Found } from './find-host.js';
import { type Reach, withEntry } from './reach-host.js';

const timeoutMs = 5000;
/** Where nothing was found, as without a right to Docker, it is looked again this often. */
const againMs = 60_000;

/**
 * The host with what was found on it, unless an entry describes it: at once when its link is up and a person waits,
 * else as soon as the link is.
 */
export async function discoverReach(reach: Reach, { described }: Found, lang: Lang): Promise<Reach> {
  const { entry, link, mode } = reach;
  if (entry.connection.kind === 'drill' || (described && !saysNothing(entry))) return reach;
  const look = async (signal: AbortSignal): Promise<HostEntry | undefined> => {
    const found = await discoverEntry(link, entry, { mode, signal, timeoutMs });
    if (!found.discovered) return undefined;
    // What stands in hosts.yaml already is not offered to be written there.
    const { discovered: _own, ...known } = found;
    return described ? known : found;
  };
  if (mode === 'operate' && link.status.phase === 'up') {
    process.stderr.write(`${translate(lang, msg('cli.looking', { host: entry.name }))}\n`);
    const found = await look(AbortSignal.timeout(timeoutMs));
    if (found) return withEntry(reach, found);
  }
  return { ...reach, discoverWhenUp: (signal) => lookWhenUp(reach, look, signal) };
}

async function lookWhenUp(
  { link }: Reach,
  look: (signal: AbortSignal) => Promise<HostEntry | undefined>,
  signal: AbortSignal,
): Promise<HostEntry | undefined> {
  while (!signal.aborted) {
    if (link.status.phase === 'up') {
      const found = await look(signal);
      if (found || signal.aborted) return found;
      await nextLook(signal);
    } else await nextChange(link, signal);
  }
  return undefined;
}

function nextLook(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, againMs);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}

function nextChange(link: Reach['link'], signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = link.onStatus(done);
    function done() {
      stop();
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}
