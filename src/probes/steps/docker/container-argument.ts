import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import { type Arguments, textOf } from '../arguments.js';

/** The container that a step means. */
export function containerOf(args: Arguments, name = 'container'): string {
  const container = textOf(args, name);
  if (container === undefined) throw fail('missing', msg('steps.no-argument', { name }));
  return container;
}
