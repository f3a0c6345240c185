/** What the list's Status column says: `Up 3 minutes (healthy)`, `Exited (137) 5 minutes ago`, `Restarting (1) 2 seconds ago`. */
export interface StatusText {
  readonly health?: 'healthy' | 'unhealthy' | 'starting';
  readonly exitCode?: number;
  /** Lower bound of the time in this state, s; undefined where the text has none. */
  readonly ageSeconds?: number;
}

const unitSeconds: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 7 * 86_400,
  month: 30 * 86_400,
  year: 365 * 86_400,
};

export function parseStatus(status: string): StatusText {
  const health = /\((?:health: )?(healthy|unhealthy|starting)\)/.exec(status)?.[1] as StatusText['health'];
  const code = /^(?:Exited|Restarting) \((-?\d+)\)/.exec(status)?.[1];
  const age = ageOf(status);
  return {
    ...(health ? { health } : {}),
    ...(code === undefined ? {} : { exitCode: Number(code) }),
    ...(age === undefined ? {} : { ageSeconds: age }),
  };
}

function ageOf(status: string): number | undefined {
  if (/less than a second/i.test(status)) return 0;
  const [, amount = '', unit = ''] =
    /(\d+|about an?|an?) (second|minute|hour|day|week|month|year)s?\b/i.exec(status) ?? [];
  const seconds = unitSeconds[unit.toLowerCase()];
  return seconds === undefined ? undefined : (Number.parseInt(amount, 10) || 1) * seconds;
}

/** A container's state with its age left out: the same text means that nothing happened, unless the age went back. */
export const statusKey = (state: string, { health, exitCode }: StatusText): string =>
  `${state} ${health ?? ''} ${exitCode ?? ''}`;
