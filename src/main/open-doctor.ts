import { translate } from '../i18n/t.js';
import { complaint } from './complaint.js';
import { runDoctor } from './doctor.js';
import { findHost } from './find-host.js';
import type { OpenContext } from './open-host.js';

/** The exit code for a host that could not be looked at. */
const unknown = 3;

/** Tries everything that cockpit would use on a host, and says what does not work. */
export async function openDoctor(name: string, context: OpenContext): Promise<number> {
  const { loaded, lang, options, version } = context;
  const found = await findHost(name, loaded);
  if ('id' in found) {
    process.stderr.write(complaint(translate(lang, found)));
    return unknown;
  }
  return runDoctor(found.entry, {
    lang,
    setup: options.setup,
    interactive: process.stdin.isTTY === true,
    columns: process.stdout.columns || 100,
    version,
    ...(loaded.file === undefined ? {} : { hostsFile: loaded.file }),
  });
}
