import { prepare } from '../prepare.js';
import type { StepOf, Stop } from '../stop.js';

/** Shows what would be done, or why it can't be; nothing is asked yet. */
export async function standAtAction(stop: Stop<StepOf<'action'>>): Promise<void> {
  const { ctx, playbook, step, signal, tell } = stop;
  const { unmet, plan, unready } = await prepare(ctx, { playbook, step, values: stop.values(), signal });
  tell({
    state: 'stands',
    unmet,
    ...(plan ? { plan } : {}),
    ...(unready ? { unready } : {}),
  });
}
