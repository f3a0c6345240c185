import { forgetReports } from '../lab/forget-reports.js';
import { type Lab, startLab } from '../lab/lab.js';
import { psyfitEntry } from '../lab/psyfit-entry.js';
import { type LabGuide, startLabGuide } from './lab-guide.js';

/** The lab's host with Docker Compose, and the one that was deployed with Kamal. */
export type WalkedSystem = 'salon' | 'psyfit';

/** Starts the system, without what its applications have reported of earlier faults. */
export async function startSystem(system: WalkedSystem): Promise<Lab> {
  const lab = await startLab(system);
  if (system === 'salon') await forgetReports(lab);
  return lab;
}

/** cockpit on it, with its entry of hosts.yaml. */
export const openSystem = (lab: Lab, system: WalkedSystem): Promise<LabGuide> =>
  startLabGuide(lab, system === 'psyfit' ? { entry: psyfitEntry(lab) } : {});
