import type { Msg } from '../domain/message.js';
import { msg } from '../domain/message.js';
import { translate } from '../i18n/t.js';
import { complaint } from './complaint.js';
import { findHost, hostsPaths } from './find-host.js';
import type { OpenContext } from './open-host.js';
import { reportStatus } from './status.js';

/** The exit code of monitoring plug-ins for what could not be found out. */
const unknown = 3;

/** Prints the state of a host, or of every host of hosts.yaml but the drill. */
export async function openStatus(name: string | undefined, context: OpenContext): Promise<number> {
  const { loaded, lang, options, version } = context;
  const complain = (problem: Msg): number => {
    process.stderr.write(complaint(translate(lang, problem)));
    return unknown;
  };
  const found = name === undefined ? undefined : await findHost(name, loaded);
  if (found && 'id' in found) return complain(found);
  const entries = found ? [found.entry] : loaded.hosts.filter((host) => host.connection.kind !== 'drill');
  if (entries.length === 0) return complain(msg('cli.status.none', { paths: hostsPaths() }));
  return reportStatus(entries, { lang, json: options.json, all: found === undefined, version });
}
