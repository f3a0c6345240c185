import type { Failure } from '../../../domain/failure.js';
import type { JobNote } from '../../../domain/job.js';
import { msg } from '../../../domain/message.js';
import type { ActionRecord, Outcome, Plan } from '../../../domain/perform.js';
import { clockTime } from '../../clock-time.js';
import { withDeadline } from '../../sampler.js';
import type { Actions } from '../actions.js';
import type { Context } from '../context.js';
import type { Desk } from '../desk.js';
import { isOnShow } from '../on-show.js';
import { type Output, showFollowed } from '../output.js';
import { planUndo } from '../plans.js';
import { reconcile } from '../reconcile.js';
import { type Entry, endOf, entryOf, noteReconciled } from '../records.js';
import type { Walker } from '../walker.js';
import type { Adoption } from './adoptions.js';
import { knownOf, outcomeOf, wordOf } from './end.js';
import { forgetJob } from './forget.js';
import { learnedOf } from './learned.js';
import { remember } from './ran.js';
import { type Place, placeOf, resumedWalk, shownPlan, waitsFor } from './resume.js';

const settleMs = 20_000;
/** The folder of what has ended stays on the host for a week. */
const sweptAfterMs = 6 * 24 * 60 * 60 * 1000;
const notHere: Failure = { kind: 'missing', what: msg('jobs.not-here'), next: msg('jobs.not-here.next') };

/** Takes up what this operator began and nobody looks after: each until its end stands in the record. Never rejects. */
export function createTakeUp(
  ctx: Context,
  { desk, actions, walker }: { readonly desk: Desk; readonly actions: Actions; readonly walker: Walker },
) {
  const { board, operator, now, toast, stopped, inHand, store } = ctx;
  /** Those that were said and whose walk was taken up: a record that can't be written is tried again in silence. */
  const said = new Set<string>();

  const follow = async ({ job, as, record }: Extract<Adoption, { do: 'follow' }>) => {
    // The record has the lines of a script, too.
    const note = record ? { ...job.note, shown: record.command } : job.note;
    const place = placeOf(board, note);
    const plan = shownPlan(note, place);
    const isNew = !said.has(note.id);
    said.add(note.id);
    const waits = isOrphan(note);
    const walk = isNew && !waits ? resumedWalk(board, note, place, now()) : undefined;
    if (walk) {
      // What the tree read until now belongs to no step of the walk that takes its place.
      walker.halt(note.playbook);
      board.begin(walk);
    }
    const hasWalk = walk !== undefined || waits;
    const release = hasWalk ? desk.hold(note.playbook) : () => {};
    const isRunning = job.now.state === 'running';
    if (isRunning && isNew)
      toast(msg('jobs.found.running', { title: note.title, at: clockTime(note.startedAt) }));
    const of = hasWalk ? { walk: note.playbook } : {};
    const output = showFollowed(ctx, { id: note.id, plan, startedAt: note.startedAt, ...of });
    try {
      const outcome = await endedOf(note, output);
      if (!outcome) return;
      remember(ctx, note, outcome);
      const entry = entryFor(note);
      if (!(await keep(entry, note.id, outcome, as))) return;
      const known = await look(outcome, entry, note, place);
      release();
      output.close();
      if (isNew && !isOnShow(ctx, note.playbook)) {
        const title = note.title;
        const word = { title, outcome: wordOf(known) };
        toast(isRunning ? msg('jobs.ended', word) : msg('jobs.found.ended', word));
      }
      if (hasWalk && place)
        conclude(place, { outcome: known, entry, goOn: isRunning }, await undoOf(note, place));
    } finally {
      release();
      output.close();
    }
  };

  /** How it ended; undefined when it is no longer followed. */
  const endedOf = async (note: JobNote, output: Output): Promise<Outcome | undefined> => {
    const { add: onLine, trouble: onTrouble } = output;
    try {
      const end = await operator.jobs.follow(note.id, { signal: stopped, onLine, onTrouble });
      if (end.now.state === 'running' || stopped.aborted) return undefined;
      return outcomeOf(end, note, { now: now(), skewMs: store.getState().data.skewMs ?? 0 });
    } catch (error) {
      const learned = await learnedOf(ctx, note.id);
      if (!learned || stopped.aborted) throw error;
      return { ...learned, lines: output.lines, startedAt: note.startedAt, endedAt: now() };
    }
  };

  const isOrphan = (of: Pick<JobNote, 'playbook' | 'step'>) =>
    waitsFor(board, of) && !desk.isBusy(of.playbook);

  const entryFor = ({ id, playbook, step, shown: command, undoing }: JobNote) => {
    const hostKey = operator.hostKey ?? '';
    return entryOf(ctx, {
      id,
      hostKey,
      playbook,
      step,
      on: 'host',
      command,
      ...(undoing ? { undoing } : {}),
    });
  };

  /** The record first, then the folder; false when the record has it already, or can't be written. */
  const keep = async (entry: Entry, id: string, outcome: Outcome, as: 'ended' | 'reconciled') => {
    const recorded = await ctx.recorded?.();
    const isKnown = recorded?.some(({ record, state }) => record.id === id && state === 'ended');
    const line = { ...endOf(outcome), at: outcome.endedAt, detached: true } as const;
    const written = isKnown || (await entry.note(as, line));
    if (written && outcome.kind !== 'refused') await forgetJob(ctx, id);
    return written;
  };

  /** Of an outcome that nobody knows the tree may know how to look. */
  const look = async (outcome: Outcome, entry: Entry, note: JobNote, place: Place | undefined) => {
    if (outcome.kind !== 'unknown' || !place || note.undoing) return outcome;
    const reconciled = await reconcile(ctx, place.playbook, place.step.reconcile, note.values);
    await noteReconciled(entry, reconciled);
    return { ...outcome, reconciled };
  };

  const undoOf = async (note: JobNote, { playbook, step }: Place): Promise<Plan | undefined> => {
    try {
      return await planUndo(ctx, { playbook, step, values: note.values, signal: stopped });
    } catch {
      return undefined;
    }
  };

  const conclude = (
    { playbook, step }: Place,
    ended: Omit<Parameters<Actions['conclude']>[2], 'undo'>,
    undo: Plan | undefined,
  ) => {
    if (!stopped.aborted) actions.conclude(playbook, step, { ...ended, undo });
  };

  const settle = async (record: ActionRecord) => {
    const state = await withDeadline((signal) => operator.jobs.settle(record.id, signal), settleMs, stopped);
    // It is there after all: the next look takes it up.
    if (state.state !== 'void') return;
    const startedAt = Date.parse(record.at);
    // What was seen there once, may have been swept away, or was begun by another cockpit, perhaps under another login, did
    // begin for all one knows.
    const isGone = said.has(record.id) || now() - startedAt > sweptAfterMs;
    const isSure = ctx.begunHere.has(record.id) && !isGone;
    const outcome: Outcome = {
      ...(isSure ? knownOf(state) : { kind: 'unknown', why: notHere }),
      lines: [],
      startedAt,
      endedAt: now(),
    };
    const entry = entryOf(ctx, record);
    if (!(await keep(entry, record.id, outcome, 'ended'))) return;
    const place = placeOf(board, record);
    if (place && isOrphan(record)) conclude(place, { outcome, entry, goOn: false }, undefined);
    toast(msg('jobs.ended', { title: record.command, outcome: wordOf(outcome) }));
  };

  return async (adoption: Adoption): Promise<void> => {
    const id =
      adoption.do === 'follow'
        ? adoption.job.note.id
        : adoption.do === 'settle'
          ? adoption.record.id
          : adoption.id;
    inHand.add(id);
    try {
      if (adoption.do === 'follow') await follow(adoption);
      else if (adoption.do === 'settle') await settle(adoption.record);
      else await forgetJob(ctx, id);
    } catch {
      // What could not be read is taken up again at the next look.
    } finally {
      inHand.delete(id);
    }
  };
}
