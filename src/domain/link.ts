import type { Failure } from './failure.js';

/**
 * `connecting`: TCP and key exchange · `authenticating` · `up` · `suspect`: no answer for some seconds, data are greyed ·
 * `down`: lost, will retry at `nextRetryAt` · `refused`: login refused or host key changed, waits for a key press · `closed`: by us.
 */
export type LinkPhase = 'connecting' | 'authenticating' | 'up' | 'suspect' | 'down' | 'refused' | 'closed';

/** The link to the host as the status bar shows it. */
export interface LinkStatus {
  readonly phase: LinkPhase;
  /** Grows by one with every connection that came up; samples of an older epoch are dropped. */
  readonly epoch: number;
  /** When this phase began (operator's clock, ms). */
  readonly since: number;
  /** Since when there is no link, through all attempts to bring it up again; not while it is up. */
  readonly lostAt?: number;
  /** Round trip of the last metrics tick, ms. */
  readonly rttMs?: number;
  /** Open channels (forwards and sessions). */
  readonly channels: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly attempt: number;
  readonly nextRetryAt?: number;
  readonly failure?: Failure;
  /** Which path reaches Docker: 'socket' (forwarded socket), 'dial-stdio', 'local'. */
  readonly dockerPath?: 'socket' | 'dial-stdio' | 'local';
  /** Which SSH client carries the link; undefined for the built-in one and for the machine itself. */
  readonly client?: 'openssh';
}

export const initialLink: LinkStatus = {
  phase: 'connecting',
  epoch: 0,
  since: 0,
  channels: 0,
  bytesIn: 0,
  bytesOut: 0,
  attempt: 0,
};
