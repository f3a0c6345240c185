import type { Confirm } from '../../domain/guide.js';
import { msg } from '../../domain/message.js';
import type { Plan } from '../../domain/perform.js';

/** A question is answered within this time or asked anew: what it shows grows old. */
export const consentMs = 60_000;

/** What a key does to the question. */
export type Answer =
  | { readonly do: 'ask'; readonly confirm: Confirm }
  | { readonly do: 'consent' | 'decline' | 'copy' }
  | { readonly do: 'nothing' };

const nothing: Answer = { do: 'nothing' };
const longestTyped = 200;

export function openConfirm(
  plan: Plan,
  options: Pick<Confirm, 'undoing' | 'mode' | 'evidence'> & { readonly now: number },
): Confirm {
  const { now, ...rest } = options;
  return { plan, ...rest, asks: firstQuestion(plan), typed: '', expiresAt: now + consentMs };
}

function firstQuestion({ confirm }: Plan): Confirm['asks'] {
  if (confirm === 'host-and-name') return 'host';
  return confirm === 'name' ? 'target' : 'key';
}

/** The answer that a key gives; pure. `host` is the name that is typed for the host. */
export function answer(confirm: Confirm, host: string, key: string, typed?: string): Answer {
  if (key === 'escape') return { do: 'decline' };
  if (confirm.mode === 'copy') return answerCopyOnly(key);
  if (confirm.asks === 'key') {
    if (key === 'y') return { do: 'consent' };
    if (key === 'n') return { do: 'decline' };
    return key === 'c' ? { do: 'copy' } : nothing;
  }
  if (key === 'ctrl-y') return { do: 'copy' };
  if (key === 'enter') return compare(confirm, host);
  if (key === 'backspace') return retype(confirm, [...confirm.typed].slice(0, -1).join(''));
  if (key === 'ctrl-u') return retype(confirm, '');
  return typed === undefined ? nothing : retype(confirm, (confirm.typed + typed).slice(0, longestTyped));
}

/** Nothing is run here, so nothing needs to be typed. */
function answerCopyOnly(key: string): Answer {
  if (key === 'c' || key === 'y' || key === 'ctrl-y') return { do: 'copy' };
  return key === 'n' ? { do: 'decline' } : nothing;
}

function compare(confirm: Confirm, host: string): Answer {
  const expected = confirm.asks === 'host' ? host : confirm.plan.target;
  const { wrong: _old, ...asked } = confirm;
  if (confirm.typed !== expected) {
    return {
      do: 'ask',
      confirm: { ...asked, typed: '', wrong: msg('guide.run.not-the-name', { expected }) },
    };
  }
  if (confirm.asks === 'host') return { do: 'ask', confirm: { ...asked, typed: '', asks: 'target' } };
  return { do: 'consent' };
}

function retype(confirm: Confirm, typed: string): Answer {
  const { wrong: _old, ...asked } = confirm;
  return { do: 'ask', confirm: { ...asked, typed } };
}
