import { homedir } from 'node:os';
import { join } from 'node:path';
import type { LoadedHosts } from '../config/load.js';
import { FailureError } from '../domain/failure.js';
import type { HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { type Lang, translate } from '../i18n/t.js';
import { keyText } from '../keymap/match.js';
import type { Options, Request } from './arguments.js';
import { chooseHost } from './choose-host.js';
import { complaint } from './complaint.js';
import { discoverReach } from './discover-reach.js';
import type { Rehearsal } from './drill-rehearsal.js';
import { type Found, findHost, foundBy, hostsPaths } from './find-host.js';
import { listChoices } from './host-list.js';
import { closeReach, type Reach, reachHost, withEntry } from './reach-host.js';
import { type ActingContext, type CockpitOptions, runCockpit } from './run-cockpit.js';
import { printSnapshot } from './snapshot.js';

export type OpenRequest = Extract<Request, { kind: 'hosts' | 'open' | 'watch' | 'snapshot' | 'drill' }>;

export interface OpenContext {
  readonly options: Options;
  readonly loaded: LoadedHosts;
  readonly lang: Lang;
  readonly version: string;
}

/** Finds the host, connects, and shows it until the operator leaves. */
export async function openHost(request: OpenRequest, context: OpenContext): Promise<number> {
  const { loaded, lang, options } = context;
  const t = (message: Msg) => translate(lang, message);
  const complain = (message: Msg): number => {
    process.stderr.write(complaint(t(message)));
    return 1;
  };
  if (request.kind === 'drill' && request.of.action === 'list')
    return (await import('./drill-rehearsal.js')).listScenarios(loaded, t);
  const named = request.kind === 'drill' ? 'drill' : request.kind === 'hosts' ? undefined : request.host;
  const watching = request.kind === 'watch';
  const missing = request.kind === 'snapshot' ? undefined : withoutTerminal(named, watching);
  if (missing) return complain(missing);
  const found = named === undefined ? await choose(context) : await findHost(named, loaded);
  if (!found) return 0;
  if ('id' in found) return complain(found);
  const { entry } = found;
  const rehearsal =
    entry.connection.kind === 'drill'
      ? await (await import('./drill-rehearsal.js')).rehearse(request, loaded.file, lang)
      : undefined;
  if (rehearsal && 'id' in rehearsal) return complain(rehearsal);

  const interactive = !watching && process.stdin.isTTY === true;
  let reach: Reach;
  try {
    reach = await reachHost(entry, {
      lang,
      interactive,
      mode: watching ? 'watch' : 'operate',
      ...(rehearsal ? { script: rehearsal.script } : {}),
    });
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const { what, detail, next } = error.failure;
    const why = `${t(what)}${detail ? `: ${detail}` : ''}${next ? ` → ${t(next)}` : ''}`;
    return complain(msg('cli.refused', { host: entry.name, why }));
  }
  try {
    reach = await discoverReach(reach, found, lang);
    const language = options.lang ?? entry.lang ?? lang;
    if (request.kind === 'snapshot')
      return await printSnapshot(reach, { lang: language, version: context.version });
    for (;;) {
      const ending = await runCockpit(
        reach,
        cockpitOptions(reach.entry, watching, language, context, rehearsal),
      );
      rehearsal?.end(language);
      if (ending.why === 'quit') return ending.code;
      reach = await withEntry(reach, ending.entry);
    }
  } finally {
    await closeReach(reach);
  }
}

function cockpitOptions(
  entry: HostEntry,
  watching: boolean,
  lang: Lang,
  { options, loaded, version }: OpenContext,
  rehearsal: Rehearsal | undefined,
): CockpitOptions {
  const { dwellSeconds, ascii } = options;
  const common = {
    lang,
    ascii,
    version,
    restraint: restraintOf(options, entry),
    hostsFile: loaded.file,
    ...(dwellSeconds === undefined ? {} : { dwellSeconds }),
  };
  if (watching) return common;
  return {
    ...common,
    // What changes a host is loaded only here, where a person operates.
    act: async (context) => {
      const acting = await (await import('./open-acting.js')).openActing(context);
      rehearsal?.begin(context);
      return acting;
    },
    ...(entry.discovered ? { greeting: msg('cli.found', { key: keyText('W') }) } : {}),
    offerEntry: async (found) => {
      const { offerEntry } = await import('./offer-entry.js');
      const path = loaded.file ?? options.config ?? newHostsFile();
      const t = (message: Msg) => translate(lang, message);
      return offerEntry(found, { path, input: process.stdin, output: process.stdout, t });
    },
  };
}

/** Where a first hosts.yaml is written: it is found there from every folder. */
const newHostsFile = () =>
  join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'cockpit', 'hosts.yaml');

/** What a host forbids, no option allows. */
function restraintOf(options: Options, entry: HostEntry): ActingContext['mode'] {
  if (options.copyOnly || entry.actions === 'copy') return 'copy';
  return options.dryRun ? 'dry-run' : 'run';
}

/** The only host there is, or the one chosen from the list; undefined when the operator leaves it. */
async function choose({ loaded, lang, options }: OpenContext): Promise<Found | Msg | undefined> {
  const choices = await listChoices(loaded.hosts);
  if (choices.length === 0) return msg('cli.no-hosts', { paths: hostsPaths() });
  const only = choices.length === 1 ? choices[0] : undefined;
  const choice = only ?? (await chooseHost(choices, lang, options.ascii));
  return choice && foundBy(choice);
}

/** A wall monitor shows and needs no keys; everything else needs both. */
function withoutTerminal(host: string | undefined, watching: boolean): Msg | undefined {
  const which = !process.stdout.isTTY ? 'stdout' : !watching && !process.stdin.isTTY ? 'stdin' : undefined;
  return which ? msg('cli.no-terminal', { which, host: host ?? 'HOST' }) : undefined;
}
