import { createOperator } from '../access/operate/create-operator.js';
import { openGuide } from './open-guide.js';
import { openIncidents } from './open-incidents.js';
import type { Acting, ActingContext } from './run-cockpit.js';

/** What changes a host: this module is loaded only where a person operates. */
export async function openActing(context: ActingContext): Promise<Acting> {
  const { reach } = context;
  const { docker, postgres } = reach.readers;
  const operator = createOperator(reach.link, reach.entry, { docker, postgres });
  const incidents = await openIncidents(context);
  const guide = openGuide({ ...context, operator, onRecord: incidents.noteAction });
  return {
    guide,
    incidents,
    close: async () => {
      await guide.stop();
      await operator.close();
      await incidents.stop();
    },
  };
}
