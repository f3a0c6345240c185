import { type FailureError, fail } from '../../domain/failure.js';
import { type Msg, msg } from '../../domain/message.js';
import type { Attempt } from '../ssh/attempt.js';
import type { AskpassHandler } from './askpass.js';
import { readQuestion, type SshQuestion } from './question.js';

export interface Desk {
  readonly attempt: Attempt;
  /** `user@host`, as the operator knows it. */
  readonly login: string;
  /** Lines that ssh wrote since the last call, for the operator to read above a question. */
  readonly said: () => readonly Msg[];
  /** Ends ssh at once: an answer that is missing would be sent as an empty one, which is a failed login. */
  readonly giveUp: (failure: FailureError) => void;
}

/**
 * Answers the questions of one attempt: from what was answered before, else by asking the operator. A remembered answer
 * is given once; when ssh asks the same again, it was wrong.
 */
export function answerQuestions(desk: Desk): AskpassHandler {
  const { attempt, login } = desk;
  const { prompter } = attempt;
  const { secrets } = attempt.answers;
  const asked = new Set<string>();
  const never = new Promise<undefined>(() => {});

  const needed = () => {
    attempt.promptNeeded = true;
    return fail('denied', msg('link.login.prompt-needed', { login }), {
      next: msg('link.login.prompt-needed.next'),
    });
  };
  const declined = () => fail('denied', msg('openssh.declined', { login }));

  async function typed(question: SshQuestion & { kind: 'passphrase' | 'secret' }, prompt: string) {
    const slot = `openssh\n${prompt}`;
    const again = asked.has(slot);
    asked.add(slot);
    const remembered = secrets.get(slot);
    if (remembered !== undefined && !again) return remembered;
    secrets.delete(slot);
    if (again && question.kind === 'passphrase') prompter?.say(msg('link.ask.passphrase.wrong'));
    const answer = await prompter?.ask(question.text, { hidden: true });
    if (answer !== undefined) secrets.set(slot, answer);
    return answer;
  }

  return async ({ prompt, kind }) => {
    const question = readQuestion({ prompt, kind }, login);
    for (const line of desk.said()) prompter?.say(line);
    switch (question.kind) {
      case 'notice':
        prompter?.say(question.text);
        return never;
      case 'trust': {
        if (!prompter) attempt.promptNeeded = true;
        return (await prompter?.trust(question.host)) ? 'yes' : 'no';
      }
      case 'confirm': {
        const answer = await prompter?.ask(question.text, { hidden: false });
        return /^y(es)?$/i.test(answer?.trim() ?? '') ? 'yes' : 'no';
      }
      case 'expired':
        desk.giveUp(
          fail('denied', msg('link.login.password-expired'), {
            next: msg('link.login.password-expired.next'),
          }),
        );
        return never;
      case 'passphrase': {
        const answer = await typed(question, prompt);
        if (answer === undefined && !prompter) attempt.promptNeeded = true;
        return answer;
      }
      case 'secret': {
        const answer = await typed(question, prompt);
        if (answer === undefined) desk.giveUp(prompter ? declined() : needed());
        return answer === undefined ? never : answer;
      }
    }
  };
}
