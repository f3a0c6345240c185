import { msg } from '../../../../domain/message.js';
import { plainChange } from '../../../../domain/plain-change.js';
import { type Refusal, refuse } from './judge.js';

/** What plainly changes something is no look, whoever vouches for it: a probe runs without being asked. */
export function plainlyChanges(argv: readonly string[]): Refusal {
  const found = plainChange(argv);
  if (!found) return undefined;
  const { program, word } = found;
  return word === undefined ? msg('steps.refused.program', { program }) : refuse(program, word);
}
