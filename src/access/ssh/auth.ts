import type { AnyAuthMethod, Prompt } from 'ssh2';
import { type FailureError, fail } from '../../domain/failure.js';
import { type Msg, msg } from '../../domain/message.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import type { Attempt } from './attempt.js';
import { collectIdentities, type Identity, IdentityAgent } from './identities.js';
import type { KeyFile } from './key-file.js';
import type { SshTarget } from './target.js';

/** What to try next: a method, or the failure that ends the login. */
export type NextStep = { readonly method: AnyAuthMethod } | { readonly failure: FailureError };

/** The login on one host, in the order of ssh(1): none, public keys, keyboard-interactive, password. */
export class Login {
  readonly #target: SshTarget;
  readonly #attempt: Attempt;
  readonly #giveUp: (failure: FailureError) => void;
  #identities: Identity[] | undefined;
  #signed = false;
  #unusable: readonly KeyFile[] = [];
  #interactiveRounds = 0;
  #interactiveAsked = false;
  #passwordRounds = 0;
  #cancelled = false;

  /** `giveUp` ends the login where the protocol has no word for it: a question that nobody answers. */
  constructor(target: SshTarget, attempt: Attempt, giveUp: (failure: FailureError) => void) {
    this.#target = target;
    this.#attempt = attempt;
    this.#giveUp = giveUp;
  }

  /** `allowed` are the methods that the server still accepts; null before anything was tried. */
  async next(allowed: readonly string[] | null): Promise<NextStep> {
    const username = this.#target.user;
    if (!allowed) return { method: { type: 'none', username } };
    if (this.#signed) {
      // The server took the key and wants more, but ssh2 does not tell what: `none` makes it say so.
      this.#signed = false;
      return { method: { type: 'none', username } };
    }
    const identity = allowed.includes('publickey') ? await this.#nextIdentity() : undefined;
    if (identity) return { method: { type: 'agent', username, agent: new IdentityAgent(identity) } };
    return (
      this.#tryInteractive(allowed) ??
      (await this.#tryPassword(allowed)) ?? { failure: this.#refused(allowed) }
    );
  }

  async #nextIdentity(): Promise<Identity | undefined> {
    if (!this.#identities) {
      const { identities, unusable } = await collectIdentities(this.#target, this.#attempt);
      this.#identities = identities;
      this.#unusable = unusable;
    }
    const identity = this.#identities.shift();
    return (
      identity && {
        key: identity.key,
        sign: async (data, hash) => {
          const signature = await identity.sign(data, hash);
          this.#signed = true;
          return signature;
        },
      }
    );
  }

  #tryInteractive(allowed: readonly string[]): NextStep | undefined {
    const { keyboardInteractive, passwordPrompts, user } = this.#target;
    if (!keyboardInteractive || !allowed.includes('keyboard-interactive')) return undefined;
    // A round that asked nothing was turned down as a whole: the same again would not help.
    const worthIt = this.#interactiveRounds === 0 || this.#interactiveAsked;
    if (!worthIt || this.#cancelled || this.#interactiveRounds >= passwordPrompts) return undefined;
    this.#interactiveRounds += 1;
    this.#interactiveAsked = false;
    return {
      method: {
        type: 'keyboard-interactive',
        username: user,
        prompt: (_name, instructions, _lang, prompts, finish) => {
          void this.#answer(instructions, prompts).then((answers) =>
            answers ? finish(answers) : this.#giveUp(this.#refused(allowed)),
          );
        },
      },
    };
  }

  /** Undefined when a question stays without an answer. */
  async #answer(instructions: string, prompts: readonly Prompt[]): Promise<string[] | undefined> {
    this.#interactiveAsked = true;
    const round = this.#interactiveRounds;
    if (instructions.trim()) this.#attempt.prompter?.say(hostText(instructions));
    const answers: string[] = [];
    for (const { prompt, echo } of prompts) {
      const question = msg('link.ask.host', { login: this.#login, prompt: sanitizeLine(prompt.trim()) });
      const answer = await this.#secret(prompt, question, echo !== true, round);
      if (answer === undefined) return undefined;
      answers.push(answer);
    }
    return answers;
  }

  async #tryPassword(allowed: readonly string[]): Promise<NextStep | undefined> {
    const { passwordAuthentication, passwordPrompts, user } = this.#target;
    if (!passwordAuthentication || !allowed.includes('password') || this.#cancelled) return undefined;
    // With PAM both methods ask for the same password; three wrong answers are enough.
    if (this.#passwordRounds >= passwordPrompts || this.#interactiveRounds >= passwordPrompts)
      return undefined;
    this.#passwordRounds += 1;
    const question = msg('link.ask.password', { login: this.#login });
    const password = await this.#secret('password', question, true, this.#passwordRounds);
    return password === undefined ? undefined : { method: { type: 'password', username: user, password } };
  }

  /** The remembered answer in the first round, else what the operator says; undefined when nobody answers. */
  async #secret(key: string, question: Msg, hidden: boolean, round: number): Promise<string | undefined> {
    const { answers, prompter } = this.#attempt;
    const slot = `${this.#login}\n${key}`;
    const remembered = answers.secrets.get(slot);
    if (remembered !== undefined && round === 1) return remembered;
    answers.secrets.delete(slot);
    if (!prompter) {
      this.#attempt.promptNeeded = true;
      this.#cancelled = true;
      return undefined;
    }
    if (round > 1) prompter.say(msg('link.ask.again'));
    const answer = await prompter.ask(question, { hidden });
    if (answer === undefined) this.#cancelled = true;
    else answers.secrets.set(slot, answer);
    return answer;
  }

  get #login(): string {
    const { user, alias, host, port } = this.#target;
    return `${user}@${alias || host}${port === 22 ? '' : `:${port}`}`;
  }

  #refused(allowed: readonly string[]): FailureError {
    const params = { login: this.#login };
    const detail = sanitizeLine(allowed.join(', '));
    if (this.#attempt.promptNeeded)
      return fail('denied', msg('link.login.prompt-needed', params), {
        detail,
        next: msg('link.login.prompt-needed.next'),
      });
    const onlyKerberos = allowed.length > 0 && allowed.every((method) => method.startsWith('gssapi'));
    const lack =
      this.#unusableKey() ?? this.#target.lacks[0] ?? (onlyKerberos ? msg('link.lacks.gssapi') : undefined);
    if (lack) return fail('unsupported', msg('link.login.refused', params), { detail, next: lack });
    return fail('denied', msg('link.login.refused', params), {
      detail,
      next: msg('link.login.refused.next', { command: `ssh -v ${this.#target.alias}` }),
    });
  }

  #unusableKey(): Msg | undefined {
    const [file] = this.#unusable;
    if (file?.state !== 'unusable') return undefined;
    if (file.why === 'security-key') return msg('link.lacks.security-key', { path: file.path });
    if (file.why === 'unprotected') return msg('link.key.unprotected', { path: file.path });
    return msg('link.key.unreadable', { path: file.path });
  }
}

/** Text of a host that is shown as it is. */
export const hostText = (text: string): Msg => msg('link.host-says', { text: sanitizeLine(text.trim()) });
