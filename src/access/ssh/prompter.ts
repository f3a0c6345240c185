import type { Msg } from '../../domain/message.js';

/** An unknown host key, to be compared with what the administrator of the host says. */
export interface UnknownHost {
  /** `host` or `[host]:port`. */
  readonly name: string;
  readonly keyType: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
  /** The host is already known by keys of these other types: a reason for suspicion. */
  readonly knownTypes: readonly string[];
}

/**
 * Asks the operator while a connection is made. It must not be given while the full screen is up.
 * A cancelled question (Ctrl-C, EOF) answers undefined or false.
 */
export interface Prompter {
  /** A text from the host stands in `text.params` sanitised. `hidden`: the answer is not echoed. */
  ask(text: Msg, options: { readonly hidden: boolean }): Promise<string | undefined>;
  /** Whether to trust the host; only an explicit yes is true. */
  trust(host: UnknownHost): Promise<boolean>;
  /** Shows a line: a wrong passphrase, a banner. */
  say(text: Msg): void;
}
