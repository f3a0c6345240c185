import { FailureError } from '../domain/failure.js';
import { type ClientChoice, choiceOf, secondChance } from './choose-client.js';
import { dialOpenSsh } from './openssh/openssh-link.js';
import type { LoginLink } from './remote-link.js';
import type { Attempt } from './ssh/attempt.js';
import type { Carrier } from './ssh/carrier.js';
import { SshLink } from './ssh/ssh-link.js';
import { dialSsh2, type Ssh2LinkOptions, type SshConnectionSettings } from './ssh/ssh2-link.js';

/** A link that chooses its SSH client by itself. */
export interface ChoosingLink extends LoginLink {
  /** Which client the present (or last) attempt used, and why; undefined before the first. */
  readonly choice: ClientChoice | undefined;
}

/**
 * Makes a link that is not connected yet. Every connection looks at the configuration anew: the system's ssh where it
 * is needed, the built-in client otherwise, and ssh after all when the host turns out to want it.
 */
export function createLink(settings: SshConnectionSettings, options: Ssh2LinkOptions = {}): ChoosingLink {
  const dials = { 'built-in': dialSsh2(settings, options), openssh: dialOpenSsh(settings, options) };
  let choice: ClientChoice | undefined;
  // What a host needed once it needs again: the built-in client would be refused at each return.
  let learned: ClientChoice | undefined;

  async function dial(attempt: Attempt): Promise<Carrier> {
    choice = learned ?? (await choiceOf(settings, options));
    try {
      return await dials[choice.client](attempt);
    } catch (error) {
      if (choice.client === 'openssh' || settings.client || !(error instanceof FailureError)) throw error;
      const second = secondChance(error.failure, attempt.asked);
      if (!second) throw error;
      choice = second;
      const carrier = await dials.openssh(attempt).catch((reason: unknown) => {
        // Without an ssh the first failure says more.
        throw isMissing(reason) ? error : reason;
      });
      learned = second;
      return carrier;
    }
  }

  const link = new SshLink(settings.destination, dial, options);
  return Object.defineProperty(link, 'choice', { get: () => choice }) as SshLink & ChoosingLink;
}

const isMissing = (error: unknown) =>
  error instanceof FailureError && error.failure.what.id === 'openssh.missing';
