import { levelOf } from '../../logs/level.js';

/** What a line says of a run of a job. */
export type RunOutcome = 'started' | 'success' | 'partial' | 'failed' | 'missed';

/** In this order: a run that ended says more than how it began. */
const words: readonly (readonly [RunOutcome, RegExp])[] = [
  // APScheduler's own words for a run that it left out.
  ['missed', /\b(?:was missed by|missed|skipped|skipping)\b|maximum number of running instances/i],
  ['partial', /\bpartial(?:ly)?\b|一部失敗|部分/i],
  ['failed', /\b(?:fail(?:ed|ure|s)?|error|exception|raised|aborted)\b|失敗|異常/i],
  ['success', /\b(?:success(?:ful(?:ly)?)?|succeeded|completed?|finished|done|executed)\b|完了|成功/i],
  ['started', /\b(?:start(?:ed|ing)?|begin|began|running)\b|開始/i],
];
/** "failed=0" is no failure. */
const noneOf = /["']?\b(?:failed|failures?|errors?)["']?\s*[=:]\s*0\b/gi;
const said = /["']?\b(?:status|outcome|result)["']?\s*[=:]\s*["']?(\w+)/i;

/**
 * What a line says of a run; `error` when it only tells what went wrong in it, so that a line of its end may follow;
 * undefined when it speaks of no run ("scheduled", "next run at …").
 */
export function runOutcomeOf(text: string): RunOutcome | 'error' | undefined {
  const rest = text.replace(noneOf, '');
  const status = said.exec(rest)?.[1];
  const told = status === undefined ? undefined : outcomeIn(status);
  if (told !== undefined) return told;
  // It names the next run, too.
  if (outcomeIn(rest) === 'missed') return 'missed';
  const level = levelOf(text);
  if (level === 'error' || level === 'fatal') return 'error';
  if (/\b(?:scheduled|next[ _]run|added job)\b/i.test(text)) return undefined;
  const outcome = outcomeIn(rest);
  // What a warning calls failed is a part of the run.
  return outcome === 'failed' && level === 'warn' ? 'error' : outcome;
}

const outcomeIn = (text: string): RunOutcome | undefined =>
  words.find(([, pattern]) => pattern.test(text))?.[0];
