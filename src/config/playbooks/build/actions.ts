import type { Act, Confirmation, Deed, Risk } from '../../../domain/playbook.js';
import type { ActionInput, UndoInput } from '../schema/actions.js';
import { given } from './given.js';
import { seconds } from './probes.js';

/** The least confirmation that a risk allows. */
export const floor: Readonly<Record<Risk, Confirmation | 'none'>> = {
  none: 'none',
  low: 'key',
  high: 'name',
  destructive: 'host-and-name',
};

export function actOf(input: ActionInput | UndoInput): Act {
  if ('run' in input) {
    return { do: 'run', on: input.on ?? 'host', argv: input.run, ...given({ stdin: input.stdin }) };
  }
  if ('compose' in input) return { do: 'compose', args: input.compose };
  if ('aws' in input) return { do: 'aws', args: input.aws };
  if ('script' in input) {
    return { do: 'script', on: input.on ?? 'host', text: input.script, env: input.env ?? {} };
  }
  if ('sql' in input) {
    return { do: 'sql', server: input.sql.server, text: input.sql.text, params: input.sql.params ?? [] };
  }
  return { do: 'shell', argv: input.shell };
}

export function deedOf(input: ActionInput | UndoInput, target: string): Deed {
  return {
    act: actOf(input),
    risk: input.risk,
    confirm: input.confirm ?? floor[input.risk],
    target,
    impact: input.impact,
    timeoutSeconds: seconds(input.timeout, input.detached ? 3600 : 60),
    ...given({ detached: input.detached }),
  };
}
