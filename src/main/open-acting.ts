import { createOperator } from '../access/operate/create-operator.js';
import { leftRunning, sayOnTerminal } from './left-running.js';
import { openChecklists } from './open-checklists.js';
import { openGuide } from './open-guide.js';
import { openIncidents } from './open-incidents.js';
import type { Acting, ActingContext } from './run-cockpit.js';

/** What changes a host: this module is loaded only where a person operates. */
export async function openActing(context: ActingContext): Promise<Acting> {
  const { reach, store } = context;
  const { docker, postgres } = reach.readers;
  const operator = createOperator(reach.link, reach.entry, { docker, postgres });
  const incidents = await openIncidents(context);
  const guide = openGuide({ ...context, operator, onRecord: incidents.noteAction });
  const stopNoting = openChecklists(context);
  return {
    guide,
    incidents,
    close: async () => {
      const left = leftRunning(store.getState());
      await guide.stop();
      await operator.close();
      stopNoting();
      await incidents.stop();
      sayOnTerminal(left);
    },
  };
}
