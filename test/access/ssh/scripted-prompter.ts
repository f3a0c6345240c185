import type { Prompter, UnknownHost } from '../../../src/access/ssh/prompter.js';
import type { Msg } from '../../../src/domain/message.js';

/** Answers from a list and remembers what it was asked. */
export class ScriptedPrompter implements Prompter {
  readonly asked: Msg[] = [];
  readonly said: Msg[] = [];
  readonly hosts: UnknownHost[] = [];
  readonly #answers: (string | undefined)[];
  readonly #trusts: boolean;
  readonly delayMs: number;

  constructor(answers: (string | undefined)[] = [], { trusts = true, delayMs = 0 } = {}) {
    this.#answers = [...answers];
    this.#trusts = trusts;
    this.delayMs = delayMs;
  }

  async ask(text: Msg): Promise<string | undefined> {
    this.asked.push(text);
    if (this.delayMs) await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    return this.#answers.shift();
  }

  trust(host: UnknownHost): Promise<boolean> {
    this.hosts.push(host);
    return Promise.resolve(this.#trusts);
  }

  say(text: Msg): void {
    this.said.push(text);
  }
}
