/** How to reach a practice host that is running, as it says on its first line of output. */
export interface DrillConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Private key of the one user, OpenSSH format. */
  readonly key: string;
  /** A line of known_hosts(5) that pins the host's key. */
  readonly knownHostsLine: string;
  /** The same two as files (mode 0600), removed when the host ends. */
  readonly keyFile: string;
  readonly knownHostsFile: string;
  /** PEM certificate of the practice web site: trust it and only it, for this host alone. */
  readonly siteCertificate: string;
}

/** What the process is told in its environment variable COCKPIT_DRILL, as JSON. */
export interface DrillOptions {
  readonly scenario: string;
  /** When the trouble of the scenario begins, ms after the start. */
  readonly afterMs: number;
}
