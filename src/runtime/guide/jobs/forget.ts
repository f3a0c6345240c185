import { withDeadline } from '../../sampler.js';
import type { Context } from '../context.js';

const forgetMs = 10_000;

/** Removes a job of which the record knows the end; one that stays is forgotten the next time it is seen. Never rejects. */
export async function forgetJob({ operator, stopped }: Context, id: string): Promise<void> {
  await withDeadline((signal) => operator.jobs.forget(id, signal), forgetMs, stopped).catch(() => {});
}
