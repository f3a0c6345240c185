import { activeList } from '../store/active-list.js';
import type { State } from '../store/state.js';

/** Where Enter opens something by the command of every screen. */
const opening: ReadonlySet<string> = new Set(['overview', 'wall', 'containers', 'triage', 'jobs']);
/** Screens that are read from top to bottom: there is nothing to look for in them. */
const read: ReadonlySet<string> = new Set(['debrief', 'incident']);
/** Lists whose rows can be in trouble. */
const troubled: ReadonlySet<string> = new Set(['containers', 'queues', 'alerts', 'workers', 'activity']);

/**
 * A command of every screen that would do nothing on this one; the footer leaves it out.
 * @param screen the id of the screen on top, or `help`
 */
export function leadsNowhere(command: string, screen: string, state: State): boolean {
  switch (command) {
    case 'open':
      return !opening.has(screen) && activeList(state) !== 'usage';
    case 'back':
      return screen === 'overview' || screen === 'wall';
    case 'triage':
    case 'incident':
      return screen === command;
    case 'drill-debrief':
      return screen === 'debrief';
    case 'filter':
      return read.has(screen);
    case 'next-trouble': {
      const list = activeList(state);
      return list === undefined || !troubled.has(list);
    }
    case 'copy':
      // A wall has no row to copy.
      return screen === 'wall';
    default:
      return false;
  }
}
