import { activeList, sortsOf, tabsOf } from '../store/active-list.js';
import { rowPaneOf } from '../store/selectors/selected-row.js';
import { type State, topScreen } from '../store/state.js';
import type { Scope } from './command.js';

/** The scopes that hold on a screen, innermost first. */
export function scopesOf(state: State): readonly Scope[] {
  const screen = topScreen(state.ui);
  const list = activeList(state);
  const scopes: Scope[] = [];
  if (!state.ui.help) {
    if (screen.id === 'guide') return state.drill ? ['guide', 'drill', 'global'] : ['guide', 'global'];
    if (screen.id === 'triage') scopes.push('triage');
    if (screen.id === 'jobs') scopes.push('jobs');
    if (screen.id === 'incident') scopes.push(state.incident.current ? 'incident' : 'declare');
    if (screen.id === 'logs') scopes.push('logs');
    if (rowPaneOf(state)) scopes.push('rows');
    if (screen.id === 'containers' || screen.id === 'container') scopes.push('containers');
    if (screen.id === 'alerts') scopes.push('alerts');
    if (screen.id === 'postgres' || screen.id === 'queues') scopes.push('sources');
    if (screen.id in tabsOf) scopes.push('tabs');
    if (list && (sortsOf[list] || list === 'activity' || list === 'alerts')) scopes.push('sorted');
    if (screen.id === 'overview') scopes.push('overview');
    if (screen.id === 'wall') scopes.push('wall');
  }
  if (list || screen.id === 'logs') scopes.push('list');
  if (state.drill) scopes.push('drill');
  scopes.push('global');
  return scopes;
}
