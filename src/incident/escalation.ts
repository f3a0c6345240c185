import type { HostEntry } from '../domain/host.js';
import type { Incident } from '../domain/incident.js';

/** A rung of the ladder and when it is due. */
export interface Rung {
  readonly role: string;
  readonly name?: string;
  readonly reach?: string;
  /** Operator's clock, ms; a rung without a time is due at once. */
  readonly dueAt: number;
  /** When somebody noted that they were called. */
  readonly calledAt?: number;
}

/** The contacts of a host as a ladder for this incident, in the order of their times; equal times keep the entry's order. */
export function ladderOf(incident: Incident, contacts: HostEntry['contacts']): readonly Rung[] {
  return contacts
    .map(({ role, name, reach, withinMinutes = 0 }): Rung => {
      const call = incident.called.find((called) => called.role === role);
      return {
        role,
        ...(name === undefined ? {} : { name }),
        ...(reach === undefined ? {} : { reach }),
        dueAt: incident.declaredAt + withinMinutes * 60_000,
        ...(call ? { calledAt: call.at } : {}),
      };
    })
    .sort((a, b) => a.dueAt - b.dueAt);
}

/** The first rung that nobody has called yet. */
export const nextRung = (ladder: readonly Rung[]): Rung | undefined =>
  ladder.find((rung) => rung.calledAt === undefined);

/** ms until an answer was due; negative when it is overdue. */
export const leftToRespond = (incident: Incident, now: number): number =>
  incident.declaredAt + incident.respondMinutes * 60_000 - now;
