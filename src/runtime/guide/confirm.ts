import type { Confirm } from '../../domain/guide.js';
import { msg } from '../../domain/message.js';
import type { Plan } from '../../domain/perform.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';

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
  options: Pick<Confirm, 'undoing' | 'mode' | 'evidence' | 'underway' | 'unseen'> & { readonly now: number },
): Confirm {
  const { now, ...rest } = options;
  const isAlone = (rest.underway ?? []).length === 0;
  return {
    plan,
    ...rest,
    asks: firstQuestion(plan, isAlone),
    typed: '',
    scroll: 0,
    expiresAt: now + consentMs,
  };
}

/** Beside something else that changes the host a single key is too little. */
function firstQuestion({ confirm }: Plan, isAlone: boolean): Confirm['asks'] {
  if (confirm === 'host-and-name') return 'host';
  return confirm === 'name' || !isAlone ? 'target' : 'key';
}

/** The answer that a key gives; pure. `host` is the name that is typed for the host. */
export function answer(confirm: Confirm, host: string, key: string, typed?: string): Answer {
  if (key === 'escape') return { do: 'decline' };
  if (key === 'up' || key === 'down') return scrolled(confirm, key === 'up' ? -1 : 1);
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
  if (typed === undefined) return nothing;
  return retype(confirm, (confirm.typed + sanitizeLine(typed)).slice(0, longestTyped));
}

/** No row of a dialog is narrower: it bounds how far a command can be moved. */
const narrowest = 20;

function scrolled(confirm: Confirm, by: number): Answer {
  const lines = confirm.plan.shown.split('\n');
  const most = lines.reduce((sum, line) => sum + Math.ceil((line.length + 1) / narrowest), 0);
  const scroll = Math.min(most, Math.max(0, (confirm.scroll ?? 0) + by));
  return { do: 'ask', confirm: { ...confirm, scroll } };
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
