import { hostname, userInfo } from 'node:os';
import { FailureError } from '../domain/failure.js';
import { type Incident, responseMinutes } from '../domain/incident.js';
import { type Msg, msg } from '../domain/message.js';
import { translate } from '../i18n/t.js';
import { foldIncident } from '../incident/fold.js';
import { incidentId, listIncidents, openIncidentFile, readIncident } from '../record/incident-file.js';
import { createIncidentDesk, type RunningIncidentDesk } from '../runtime/incident/desk.js';
import { recordFolder } from './record-folder.js';
import type { ActingContext } from './run-cockpit.js';

const toastMs = 6000;
/** An incident that was left open longer ago than this many incidents is history. */
const lookBack = 50;

/** Incidents on one host; the one that was left open goes on, except on a practice host, which is a new one each time. */
export async function openIncidents({ reach, store, now }: ActingContext): Promise<RunningIncidentDesk> {
  const { entry } = reach;
  const dir = recordFolder(process.env);
  const open = reach.drill ? undefined : await findOpen(dir, entry.name);
  const desk = createIncidentDesk({
    store,
    file: openIncidentFile({ dir }),
    ...(open ? { open } : {}),
    who: `${userInfo().username}@${hostname()}`,
    respondMinutes: (severity) => entry.response?.[severity] ?? responseMinutes[severity],
    newId: (at) => incidentId(entry.name, at),
    now,
    toast: (text: Msg) => store.dispatch({ type: 'toast', text, until: now() + toastMs }),
  });
  if (!reach.drill) return desk;
  return {
    ...desk,
    async stop() {
      const { incident, lang } = store.getState();
      if (incident.current) desk.close(translate(lang, msg('incident.drill-ended')));
      await desk.stop();
    },
  };
}

/** The newest incident of a host that nobody closed; files that can't be read are left to `cockpit incident`. */
async function findOpen(dir: string, host: string): Promise<Incident | undefined> {
  try {
    for (const id of (await listIncidents(dir)).slice(-lookBack).reverse()) {
      const read = await readIncident(dir, id);
      const incident = read && foldIncident(id, read.entries);
      if (incident?.host === host) return incident.closedAt === undefined ? incident : undefined;
    }
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
  }
  return undefined;
}
