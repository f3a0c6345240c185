import type { ParsedKey } from 'ssh2';
import type { LinkPhase } from '../../domain/link.js';
import type { Deadline } from './deadline.js';
import type { Prompter } from './prompter.js';

/** What the operator answered, kept in memory only, so that a lost link comes back without a question. */
export class Answers {
  /** Host keys that were accepted, base64, by known_hosts name: they may not be on disk (`UserKnownHostsFile none`). */
  readonly hostKeys = new Map<string, string>();
  /** Decrypted keys by path. */
  readonly keys = new Map<string, ParsedKey>();
  /** Passwords and answers to keyboard-interactive questions, by login and question. */
  readonly secrets = new Map<string, string>();
}

/** One attempt to connect, over all hosts of the route. */
export class Attempt {
  readonly answers: Answers;
  readonly signal: AbortSignal;
  /** Absent while the full screen is up: nothing may be asked then. */
  readonly prompter: Prompter | undefined;
  readonly onPhase: (phase: Extract<LinkPhase, 'connecting' | 'authenticating'>) => void;
  /** Of the handshake under way; it stands still while something is asked. */
  deadline: Deadline | undefined;
  /** Noted by whatever needed an answer and had nobody to ask. */
  promptNeeded = false;
  /** Something was asked; a connection lost meanwhile is worth one more attempt at once. */
  asked = false;

  constructor(options: {
    readonly answers: Answers;
    readonly signal: AbortSignal;
    readonly prompter?: Prompter | undefined;
    readonly onPhase: Attempt['onPhase'];
  }) {
    const { answers, signal, prompter, onPhase } = options;
    this.answers = answers;
    this.signal = signal;
    this.onPhase = onPhase;
    this.prompter = prompter && {
      ask: (text, how) => this.#timed(() => prompter.ask(text, how)),
      trust: (host) => this.#timed(() => prompter.trust(host)),
      say: (text) => prompter.say(text),
    };
  }

  #timed<T>(question: () => Promise<T>): Promise<T> {
    this.asked = true;
    return this.deadline ? this.deadline.without(question) : question();
  }
}
