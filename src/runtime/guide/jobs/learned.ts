import type { Outcome } from '../../../domain/perform.js';
import type { Context } from '../context.js';
import { knownOf } from './end.js';

/**
 * How a detached action ended by the record: another cockpit of this operator may have seen its end first, and its folder is
 * gone then. Undefined while the record tells no end. Never rejects.
 */
export async function learnedOf(
  ctx: Context,
  id: string,
): Promise<Pick<Outcome, 'kind' | 'exit' | 'why'> | undefined> {
  try {
    const recorded = await ctx.recorded?.();
    const end = recorded?.find(({ record }) => record.id === id)?.end;
    if (!end) return undefined;
    return end.exit === undefined ? end : knownOf({ state: 'ended', exit: end.exit, endedAt: 0 });
  } catch {
    return undefined;
  }
}
