import { msg } from '../../domain/message.js';
import type { ActionRecord, Outcome, Plan } from '../../domain/perform.js';
import { failureOf } from '../sampler.js';
import type { Context } from './context.js';

/** The lines that one action leaves in the record. */
export interface Entry {
  /** Rejects when the line could not be written. */
  write(
    event: ActionRecord['event'],
    more?: Pick<ActionRecord, 'outcome' | 'exit' | 'detail'>,
  ): Promise<void>;
  /** As `write`, but says so on the screen instead of rejecting: what was done is done. */
  note(event: ActionRecord['event'], more?: Pick<ActionRecord, 'outcome' | 'exit' | 'detail'>): Promise<void>;
}

export function openEntry(ctx: Context, plan: Plan, hostKey: string): Entry {
  const { log, who, host, now, toast } = ctx;
  const id = crypto.randomUUID();
  const write: Entry['write'] = (event, more = {}) =>
    log.append({
      at: new Date(now()).toISOString(),
      event,
      id,
      who,
      host: host.name,
      hostKey,
      playbook: plan.playbook,
      step: plan.step,
      on: plan.run.kind === 'command' ? plan.run.on : 'host',
      command: plan.shown,
      ...more,
    });
  return {
    write,
    async note(event, more) {
      try {
        await write(event, more);
      } catch (error) {
        const { what } = failureOf(error);
        toast(msg('guide.run.record-broken', { why: what }));
      }
    },
  };
}

/** What a look at the host said of an action whose outcome nobody knew. */
export function noteReconciled(entry: Entry, { done }: NonNullable<Outcome['reconciled']>): Promise<void> {
  const detail = done === 'unknown' ? 'unknown' : done ? 'done' : 'not done';
  return entry.note('reconciled', { detail });
}
