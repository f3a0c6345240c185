import type { Msg } from '../../domain/message.js';

/** How an unknown host key is treated. `no` is read as `ask`: cockpit never connects to a host that nobody has checked. */
export type HostKeyPolicy = 'ask' | 'yes' | 'accept-new';

/** One host on the way, as ssh_config(5) describes it, with every token expanded. */
export interface SshTarget {
  /** What was asked for: the alias or name before HostName. */
  readonly alias: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** In the order in which they are tried; files need not exist. */
  readonly identityFiles: readonly string[];
  /** True: agent keys that are in no identity file are not offered. */
  readonly identitiesOnly: boolean;
  /** Socket of the agent; absent without one. */
  readonly agentSocket?: string;
  readonly userKnownHosts: readonly string[];
  readonly globalKnownHosts: readonly string[];
  /** Looked up in known_hosts in place of host and port. */
  readonly hostKeyAlias?: string;
  readonly hostKeyPolicy: HostKeyPolicy;
  readonly hashKnownHosts: boolean;
  /** Key exchange and TCP connection each, ms. */
  readonly connectTimeoutMs: number;
  /** 0 = any. */
  readonly addressFamily: 0 | 4 | 6;
  readonly compression: boolean;
  readonly passwordPrompts: number;
  readonly passwordAuthentication: boolean;
  readonly keyboardInteractive: boolean;
  /** Configured features that the built-in client lacks; shown when the login fails. */
  readonly lacks: readonly Msg[];
}

/** The hosts to pass, in connecting order; the last one is the destination. */
export type Route = readonly [...SshTarget[], SshTarget];

/** `host` or `[host]:port`, as known_hosts(5) names a host. */
export function knownHostsName(target: Pick<SshTarget, 'host' | 'port' | 'hostKeyAlias'>): string {
  if (target.hostKeyAlias) return target.hostKeyAlias.toLowerCase();
  const host = target.host.toLowerCase();
  return target.port === 22 ? host : `[${host}]:${target.port}`;
}
