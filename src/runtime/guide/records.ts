import { msg } from '../../domain/message.js';
import type { ActionRecord, Outcome, Plan } from '../../domain/perform.js';
import { recorded } from '../incident/facts.js';
import { failureOf } from '../sampler.js';
import type { Context } from './context.js';

type More = Pick<ActionRecord, 'outcome' | 'exit' | 'why' | 'detail' | 'detached'> & {
  /** Operator's clock, ms; now by default. */
  readonly at?: number;
};

/** The lines that one action leaves in the record. */
export interface Entry {
  /** Joins them; a UUID. */
  readonly id: string;
  /** Rejects when the line could not be written. */
  write(event: ActionRecord['event'], more?: More): Promise<void>;
  /** As `write`, but says so on the screen instead of rejecting: what was done is done. Tells whether it was written. */
  note(event: ActionRecord['event'], more?: More): Promise<boolean>;
}

type Subject = Pick<ActionRecord, 'id' | 'hostKey' | 'playbook' | 'step' | 'on' | 'command' | 'undoing'>;

export function openEntry(
  ctx: Context,
  plan: Plan,
  { hostKey, undoing }: { readonly hostKey: string; readonly undoing: boolean },
): Entry {
  return entryOf(ctx, {
    id: crypto.randomUUID(),
    hostKey,
    playbook: plan.playbook,
    step: plan.step,
    on: plan.run.kind === 'command' ? plan.run.on : 'host',
    command: plan.shown,
    ...(undoing ? { undoing } : {}),
  });
}

/** More lines of an action that is in the record, or should be. */
export function entryOf({ log, who, host, now, toast }: Context, subject: Subject): Entry {
  const { id, hostKey, playbook, step, on, command, undoing } = subject;
  const write: Entry['write'] = (event, { at = now(), ...more } = {}) =>
    log.append({
      at: new Date(at).toISOString(),
      event,
      id,
      who,
      host: host.name,
      hostKey,
      playbook,
      step,
      on,
      command,
      ...(undoing ? { undoing } : {}),
      ...more,
    });
  return {
    id,
    write,
    async note(event, more) {
      try {
        await write(event, more);
        return true;
      } catch (error) {
        const { what } = failureOf(error);
        toast(msg('guide.run.record-broken', { why: what }));
        return false;
      }
    },
  };
}

/** How it ended, as the record has it. */
export function endOf({ kind, exit, why }: Outcome): More & { readonly outcome: Outcome['kind'] } {
  // The exit code says that already.
  const said = why && why.what.id !== 'operate.failed.exit' ? recorded(why.what) : undefined;
  return {
    outcome: kind,
    ...(exit === undefined ? {} : { exit }),
    ...(said ? { why: said } : {}),
    ...(why?.detail === undefined ? {} : { detail: why.detail }),
  };
}

/** What a look at the host said of an action whose outcome nobody knew. */
export function noteReconciled(entry: Entry, { done }: NonNullable<Outcome['reconciled']>): Promise<boolean> {
  const detail = done === 'unknown' ? 'unknown' : done ? 'done' : 'not done';
  const outcome = done === 'unknown' ? 'unknown' : done ? 'done' : 'failed';
  return entry.note('reconciled', { outcome, detail });
}
