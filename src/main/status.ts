import { type Failure, FailureError } from '../domain/failure.js';
import type { HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { type Lang, translate } from '../i18n/t.js';
import { statusReport } from '../status/build-report.js';
import type { StatusReport } from '../status/report.js';
import { exitCodes, worstState } from '../status/states.js';
import { statusLine, statusText } from '../status/text.js';
import { initialState, type State } from '../store/state.js';
import { discoverReach } from './discover-reach.js';
import { closeReach, type Reach, reachHost, withEntry } from './reach-host.js';
import { isDown, readOnce } from './read-once.js';

export interface StatusOptions {
  readonly lang: Lang;
  readonly json: boolean;
  /** Hosts were asked for as a list: the JSON is an array, whatever its length. Default: with any number but one. */
  readonly all?: boolean;
  /** For each host, the login included. Default 20 s. */
  readonly timeoutMs?: number;
  readonly version: string;
}

interface StatusTools {
  readonly reach?: typeof reachHost;
  readonly write?: (text: string) => Promise<void>;
}

/** A reader that has gone takes the text with it, but not the exit code. */
const writeOut = (text: string): Promise<void> =>
  new Promise((done) => {
    process.stdout.on('error', () => done());
    process.stdout.write(text, () => done());
  });

const atOnce = 4;
const defaultTimeoutMs = 20_000;
/** To find out what runs on a host whose entry does not say it. */
const discoverMs = 8000;
/** Ending a link that does not answer either must not hold up the report. */
const closeMs = 3000;

/**
 * Reads each host once and prints its state as a monitoring plug-in does; the result is the exit code: 0 ok, 1 warn,
 * 2 critical, 3 unknown, of several the worst. Asks nothing and changes nothing.
 */
export async function reportStatus(
  entries: readonly HostEntry[],
  options: StatusOptions,
  { reach = reachHost, write = writeOut }: StatusTools = {},
): Promise<number> {
  const { lang, json, all = entries.length !== 1 } = options;
  const t = (message: Msg) => translate(lang, message);
  if (entries.length === 0) {
    await write(json ? '[]\n' : `COCKPIT UNKNOWN - ${t(msg('status.none'))}\n`);
    return exitCodes.unknown;
  }
  const reports = await mapAtMost(atOnce, entries, (entry) => statusOf(entry, options, reach));
  const [only] = reports;
  const text = json
    ? `${JSON.stringify(all ? reports : only, null, 2)}\n`
    : `${(all || !only ? reports.map(statusLine) : statusText(only, t)).join('\n')}\n`;
  await write(text);
  return exitCodes[worstState(reports.map(({ state }) => state))];
}

async function statusOf(
  entry: HostEntry,
  { lang, timeoutMs = defaultTimeoutMs, version }: StatusOptions,
  reach: typeof reachHost,
): Promise<StatusReport> {
  const deadline = Date.now() + timeoutMs;
  const report = (state: State) => statusReport(state, { t: (message) => translate(lang, message), version });
  let reached: Reach | undefined;
  try {
    reached = await reach(entry, { lang, interactive: false, mode: 'watch' });
    reached = await withFound(reached, lang);
    return report(await readOnce(reached, { lang, deadline }));
  } catch (error) {
    return report(withoutLink(entry, lang, failureOf(error)));
  } finally {
    if (reached) await Promise.race([closeReach(reached), later(closeMs)]);
  }
}

/** An entry that says nothing of what runs on the host: it is found out, once, unless the link does not come up. */
async function withFound(reach: Reach, lang: Lang): Promise<Reach> {
  const looking = await discoverReach(reach, { entry: reach.entry, described: true }, lang);
  if (!looking.discoverWhenUp) return reach;
  const enough = new AbortController();
  const timer = setTimeout(() => enough.abort(), discoverMs);
  const unlisten = reach.link.onStatus(({ phase }) => {
    if (isDown(phase)) enough.abort();
  });
  try {
    if (isDown(reach.link.status.phase)) return reach;
    const entry = await looking.discoverWhenUp(enough.signal);
    return entry ? await withEntry(reach, entry) : reach;
  } finally {
    clearTimeout(timer);
    unlisten();
  }
}

/** A host of which nothing is known but why. */
function withoutLink(entry: HostEntry, lang: Lang, failure: Failure): State {
  const now = Date.now();
  const size = { columns: 80, rows: 24 };
  const state = initialState({ host: entry, mode: 'watch', lang, now, size });
  return { ...state, data: { ...state.data, link: { ...state.data.link, phase: 'refused', failure } } };
}

/** A bug on one host leaves the others their report. */
const failureOf = (error: unknown): Failure =>
  error instanceof FailureError
    ? error.failure
    : {
        kind: 'malformed',
        what: msg('status.bug'),
        detail: sanitizeLine(error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
      };

const later = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms).unref();
  });

/** In the order of the items. */
async function mapAtMost<T, R>(
  most: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, lane));
  return results;
}
