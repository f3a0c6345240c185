import type { Connection } from '../../domain/host.js';
import { connectRoute } from './route.js';
import { type ConfigPlace, resolveRoute } from './ssh-config.js';
import { type Dial, SshLink, type SshLinkOptions } from './ssh-link.js';
import { Ssh2Carrier } from './ssh2-carrier.js';

export type SshConnectionSettings = Extract<Connection, { kind: 'ssh' }>;

export type Ssh2LinkOptions = SshLinkOptions & ConfigPlace;

/** Connects with the built-in client. */
export const dialSsh2 =
  (settings: SshConnectionSettings, place: ConfigPlace): Dial =>
  async (attempt) =>
    new Ssh2Carrier(await connectRoute(await resolveRoute(settings, place), attempt));

/** A link over the built-in client. */
export class Ssh2Link extends SshLink {
  constructor(settings: SshConnectionSettings, options: Ssh2LinkOptions = {}) {
    super(settings.destination, dialSsh2(settings, options), options);
  }
}

/** Makes a link that is not connected yet: call `connectOnce`, and `start` to go on when the host is not reachable. */
export const createSsh2Link = (settings: SshConnectionSettings, options: Ssh2LinkOptions = {}): Ssh2Link =>
  new Ssh2Link(settings, options);
