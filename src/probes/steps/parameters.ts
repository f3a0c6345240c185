import type { ProbeParameter } from '../../domain/step-probe.js';

type Parameter = Omit<ProbeParameter, 'required'>;

/** A parameter that a step may leave out. */
export const optional = (
  type: ProbeParameter['type'],
  about: string,
  more: Partial<Parameter> = {},
): ProbeParameter => ({ type, about, required: false, ...more });

/** A parameter that a step must give. */
export const required = (
  type: ProbeParameter['type'],
  about: string,
  more: Partial<Parameter> = {},
): ProbeParameter => ({ type, about, required: true, ...more });

export const serverParameter = optional(
  'name',
  'name of a Postgres server of the host entry; default: its first',
);
export const systemParameter = optional('name', 'name of one queue system of the host entry; default: all');
