import { type Msg, msg } from '../domain/message.js';
import { isWatching, type State } from '../store/state.js';
import type { Command, Intent } from './command.js';

/** What leads to an action. */
const acting: ReadonlySet<Intent['do']> = new Set(['triage', 'row-menu', 'playbook', 'guide', 'jobs']);

/** Why a command can't be used now; undefined when it can. */
export function whyUnavailable(
  { intent }: Pick<Command, 'intent'>,
  state: Pick<State, 'mode' | 'host' | 'incident' | 'drill'>,
): Msg | undefined {
  if (isWatching(state) && acting.has(intent.do))
    return msg('keys.unavailable.watch', { host: state.host.name });
  if (intent.do.startsWith('incident')) {
    if (isWatching(state)) return msg('keys.unavailable.asks', { host: state.host.name });
    const needsOne = intent.do !== 'incident' && intent.do !== 'incident-declare';
    return needsOne && !state.incident.current ? msg('incident.none-open') : undefined;
  }
  if (intent.do.startsWith('drill-')) {
    if (state.drill?.began === undefined) return msg('drill.not-begun');
    return intent.do === 'drill-hint' && state.drill.solved !== undefined ? msg('drill.no-hint') : undefined;
  }
  if (intent.do !== 'save-entry') return undefined;
  if (state.drill) return msg('keys.unavailable.drill');
  if (!state.host.discovered) return msg('keys.unavailable.has-entry');
  if (isWatching(state)) return msg('keys.unavailable.asks', { host: state.host.name });
  return undefined;
}
