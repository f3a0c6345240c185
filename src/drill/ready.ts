import type { Script } from './scenario.js';

/** How to reach a practice host that is running, as it says on its first line of output. */
export interface DrillConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Private key of the one user, OpenSSH format. */
  readonly key: string;
  /** A line of known_hosts(5) that pins the host's key. */
  readonly knownHostsLine: string;
  /**
   * A folder to take for the home directory: its `.ssh/config` describes the host by the name `drill`, with this key and
   * this host key and nothing of the operator's own. Removed when the host ends.
   */
  readonly home: string;
  /** PEM certificate of the practice web site, to be trusted for this host alone. */
  readonly siteCertificate: string;
}

/** The host's name in `<home>/.ssh/config`. */
export const drillAlias = 'drill';

/** What the process is told in its environment variable COCKPIT_DRILL, as JSON. */
export interface DrillOptions {
  /** None: the machine stays well. */
  readonly script?: Script;
}
