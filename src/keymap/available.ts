import { type Msg, msg } from '../domain/message.js';
import { isWatching, type State } from '../store/state.js';
import type { Command, Intent } from './commands.js';

/** What leads to an action. */
const acting: ReadonlySet<Intent['do']> = new Set(['triage', 'row-menu', 'playbook', 'guide']);

/** Why a command can't be used now; undefined when it can. */
export function whyUnavailable(
  { intent }: Pick<Command, 'intent'>,
  state: Pick<State, 'mode' | 'host'>,
): Msg | undefined {
  if (isWatching(state) && acting.has(intent.do))
    return msg('keys.unavailable.watch', { host: state.host.name });
  if (intent.do === 'save-entry' && !state.host.discovered) return msg('keys.unavailable.has-entry');
  return undefined;
}
