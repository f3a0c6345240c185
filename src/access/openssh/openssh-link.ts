import { type ConfigPlace, resolveHost } from '../ssh/ssh-config.js';
import { type Dial, SshLink } from '../ssh/ssh-link.js';
import type { Ssh2LinkOptions, SshConnectionSettings } from '../ssh/ssh2-link.js';
import { connectOwnMaster } from './own-master.js';
import { joinSharedMaster } from './shared-carrier.js';
import { findSharedMaster } from './shared-master.js';

/** Connects with the system's ssh. */
export const dialOpenSsh =
  (settings: SshConnectionSettings, place: ConfigPlace & { readonly unattended?: boolean }): Dial =>
  async (attempt) => {
    const resolved = await resolveHost(settings, place);
    const { env = process.env, unattended: batch = false } = place;
    const shared = await findSharedMaster(resolved);
    if (shared) return joinSharedMaster(shared, resolved, attempt, env);
    return connectOwnMaster(resolved, attempt, { env, batch });
  };

/** A link over the system's ssh. */
export class OpenSshLink extends SshLink {
  constructor(settings: SshConnectionSettings, options: Ssh2LinkOptions = {}) {
    super(settings.destination, dialOpenSsh(settings, options), options);
  }
}
