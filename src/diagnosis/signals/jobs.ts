import { isJobSuccess, isPushed, jobOf, jobSignatureOf } from '../job-signatures.js';
import type { ErrorLine } from '../view.js';
import { type Context, type Found, found, quote } from './found.js';
import { serviceOfSource } from './log-groups.js';

/** A run that failed stands until the next one, which may be a day away; it is told as long as an alert of the application. */
const recentMs = 15 * 60_000;

/**
 * Why recurring jobs fail, or why nobody hears of it: `job.<reason>` and `notify.<reason>`, by the container (or service)
 * that says so. One line is enough: a job that runs once a day says it once a day.
 */
export function jobSignals(context: Context): readonly Found[] {
  const { view, now } = context;
  const lines = view.errors.filter((line) => now - line.at <= recentMs);
  const newest = new Map<string, Found>();
  for (const line of lines) {
    const signature = jobSignatureOf(line.text);
    if (!signature || isOver(line, signature.kind, lines, context)) continue;
    const { object, who, speaksForJobs } = speakerOf(line.source, context);
    if (signature.kind.startsWith('job.') && !speaksForJobs) continue;
    const text = signature.text(who, jobOf(line.text) ?? object);
    // The newest run counts: of each job, and of what is notified.
    const family = signature.kind.startsWith('job.') ? jobOf(line.text) : 'notify';
    newest.set(
      family ?? object,
      found(signature.kind, object, 'warn', text, [quote(line)], { since: line.at, container: object }),
    );
  }
  return [...newest.values()];
}

function speakerOf(source: string, context: Context) {
  const service = serviceOfSource(source, context.view);
  if (service !== undefined) return { object: service, who: service, speaksForJobs: true };
  const row = context.rows.find((one) => one.name === source);
  const who = row ? context.who(row) : source;
  return { object: source, who, speaksForJobs: context.tier(source) === 'jobs' };
}

/** The same job has succeeded since; somebody was notified, or the container made anew, which has other settings. */
function isOver(line: ErrorLine, kind: string, lines: readonly ErrorLine[], { rows }: Context): boolean {
  if (kind.startsWith('notify.')) {
    const user = userOf(line.text);
    return (
      rows.some(({ name, createdAt }) => name === line.source && createdAt > line.at) ||
      lines.some(
        ({ at, text }) => at > line.at && isPushed(text) && (user === undefined || userOf(text) === user),
      )
    );
  }
  const job = jobOf(line.text);
  return lines.some(
    (other) =>
      other.at > line.at && isJobSuccess(other.text) && (job === undefined || jobOf(other.text) === job),
  );
}

const userOf = (text: string): string | undefined => /\buser (\w+)/.exec(text)?.[1];
