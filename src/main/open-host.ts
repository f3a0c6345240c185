import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { type LoadedHosts, searchPaths } from '../config/load.js';
import { nearest } from '../config/nearest.js';
import { parseHosts } from '../config/parse.js';
import { FailureError } from '../domain/failure.js';
import type { HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { type Lang, translate } from '../i18n/t.js';
import type { Options, Request } from './arguments.js';
import { chooseHost } from './choose-host.js';
import { complaint } from './complaint.js';
import { bareEntry, type Choice, listChoices } from './host-list.js';
import { closeReach, type Reach, reachHost } from './reach-host.js';
import { runCockpit } from './run-cockpit.js';
import { printSnapshot } from './snapshot.js';

export interface OpenContext {
  readonly options: Options;
  readonly loaded: LoadedHosts;
  readonly lang: Lang;
  readonly version: string;
}

/** Finds the host, connects, and shows it until the operator leaves. */
export async function openHost(request: Request, context: OpenContext): Promise<number> {
  const { loaded, lang, options } = context;
  const t = (message: Msg) => translate(lang, message);
  const complain = (message: Msg): number => {
    process.stderr.write(complaint(t(message)));
    return 1;
  };
  const named = request.kind === 'open' || request.kind === 'snapshot' ? request.host : undefined;
  const missing = request.kind === 'snapshot' ? undefined : withoutTerminal(named);
  if (missing) return complain(missing);

  let entry: HostEntry | undefined;
  if (request.kind === 'drill' || named === 'drill') {
    entry = loaded.hosts.find((host) => host.connection.kind === 'drill') ?? (await builtInDrill());
  } else {
    const choices = await listChoices(loaded.hosts);
    if (named !== undefined) {
      entry = findHost(named, choices)?.entry;
      if (!entry) return complain(notFound(named, choices, loaded));
    } else {
      if (choices.length === 0) return complain(noHosts());
      const only = choices.length === 1 ? choices[0] : undefined;
      entry = (only ?? (await chooseHost(choices, lang, options.ascii)))?.entry;
      if (!entry) return 0;
    }
  }
  if (request.kind === 'drill' || entry.connection.kind === 'drill')
    process.stderr.write(`${t(msg('cli.drill'))}\n`);

  let reach: Reach;
  try {
    reach = await reachHost(entry, { lang, interactive: process.stdin.isTTY === true });
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const { what, detail, next } = error.failure;
    const why = `${t(what)}${detail ? `: ${detail}` : ''}${next ? ` → ${t(next)}` : ''}`;
    return complain(msg('cli.refused', { host: entry.name, why }));
  }
  const language = options.lang ?? entry.lang ?? lang;
  try {
    return request.kind === 'snapshot'
      ? await printSnapshot(reach, { lang: language, version: context.version })
      : await runCockpit(reach, {
          lang: language,
          ascii: options.ascii,
          version: context.version,
          mode: modeOf(options, entry),
          hostsFile: loaded.file,
        });
  } finally {
    await closeReach(reach);
  }
}

/** What a host forbids, no option allows. */
function modeOf(options: Options, entry: HostEntry): 'run' | 'dry-run' | 'copy' {
  if (options.copyOnly || entry.actions === 'copy') return 'copy';
  return options.dryRun ? 'dry-run' : 'run';
}

function withoutTerminal(host: string | undefined): Msg | undefined {
  const which = !process.stdout.isTTY ? 'stdout' : !process.stdin.isTTY ? 'stdin' : undefined;
  return which ? msg('cli.no-terminal', { which, host: host ?? 'HOST' }) : undefined;
}

/** The drill's entry in the hosts.yaml that comes with cockpit. */
async function builtInDrill(): Promise<HostEntry> {
  const file = new URL('../hosts.yaml', import.meta.url);
  const shipped = [file, new URL('../../hosts.yaml', import.meta.url)];
  for (const place of shipped) {
    const text = await readFile(place, 'utf8').catch(() => undefined);
    const entry =
      text === undefined
        ? undefined
        : parseHosts(text, 'hosts.yaml').hosts.find((h) => h.connection.kind === 'drill');
    if (entry) return entry;
  }
  return { ...bareEntry('drill'), connection: { kind: 'drill' }, environment: 'drill' };
}

/** An entry, an alias, or anything that looks like `user@host`. */
function findHost(name: string, choices: readonly Choice[]): Choice | undefined {
  const found = choices.find((choice) => choice.name === name);
  if (found) return found;
  return name.includes('@') ? { name, title: '', source: 'ssh-config', entry: bareEntry(name) } : undefined;
}

function notFound(host: string, choices: readonly Choice[], loaded: LoadedHosts): Msg {
  const names = choices.map((choice) => choice.name);
  const known = names.slice(0, 12).join(', ') || '–';
  const file = loaded.file ?? 'hosts.yaml';
  const near = nearest(host, names);
  return near === undefined
    ? msg('cli.no-such-host', { host, file, known })
    : msg('cli.no-such-host.near', { host, file, known, nearest: near });
}

function noHosts(): Msg {
  const paths = searchPaths({ cwd: process.cwd(), env: process.env, home: homedir() });
  return msg('cli.no-hosts', { paths: paths.join(', ') });
}
