import type { EvidenceLine } from '../../domain/evidence.js';
import { type Failure, FailureError, fail } from '../../domain/failure.js';
import type { HostEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import type { OutcomeKind, Run } from '../../domain/perform.js';
import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { sanitizeLine } from '../../domain/text/sanitize.js';
import { attempt } from '../attempt.js';
import { errorCode, errorText } from '../error-text.js';
import { isNoWay } from '../no-way.js';
import { noSlotLeft, pgFailure } from '../postgres/pg-failure.js';
import { timeIsUp } from './follow-process.js';
import { Refusal } from './refusal.js';
import type { Machines } from './run-command.js';
import { askByPsql, PsqlUnknown } from './sql-by-psql.js';
import { patienceMs, type SqlAnswer, type SqlPlaces, SqlSession } from './sql-session.js';
import { countsRows, oneStatement } from './sql-statement.js';

export interface SqlResult {
  readonly kind: Extract<OutcomeKind, 'done' | 'failed' | 'unknown'>;
  readonly exit?: number;
  readonly why?: Failure;
  readonly lines: readonly EvidenceLine[];
}

export interface SqlBounds {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  onLine(line: EvidenceLine): void;
  /** Asked just before the statement is sent: throws a FailureError when it must not be. */
  mayRun(): void;
}

const openTimeoutMs = 15_000;

/**
 * Runs one statement once; rejects with a {@link Refusal} alone. A statement that found no row, or answered false, has
 * failed: nothing was done.
 */
export async function runSql(
  places: SqlPlaces & Machines,
  host: HostEntry,
  { server, text, params }: Extract<Run, { kind: 'sql' }>,
  bounds: SqlBounds,
): Promise<SqlResult> {
  let way: 'none' | 'connection' | 'psql' = 'none';
  try {
    const entry = host.postgres.find(({ name }) => name === server);
    if (!entry) throw fail('missing', msg('operate.sql.no-server', { server }));
    const statement = oneStatement(text);
    if (params.some((value) => value.includes('\0'))) throw fail('denied', msg('operate.sql.not-one'));
    let answer: SqlAnswer;
    try {
      answer = await askDirectly(places, entry, { statement, params }, bounds, () => {
        bounds.mayRun();
        way = 'connection';
      });
    } catch (error) {
      // No slot, or no way to the server: the statement never reached it, so another way is no second run.
      if (way !== 'none' || !(noSlotLeft(error) || isNoWay(error)) || entry.address.kind !== 'container')
        throw error;
      way = 'psql';
      const { timeoutMs, signal, mayRun } = bounds;
      answer = await askByPsql(
        places,
        entry,
        { statement, params },
        {
          timeoutMs,
          signal,
          mayRun,
          docker: host,
        },
      );
    }
    return resultOf(answer, countsRows(statement), bounds.onLine);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const lines = errorLines(error);
    for (const line of lines) bounds.onLine(line);
    // On the connection even a FailureError only means that it was lost.
    const known = way === 'none' || isServersWord(error) || (way === 'psql' && error instanceof FailureError);
    if (way === 'none') return { kind: 'failed', why: pgFailure(server, server, error).failure, lines };
    if (known) return { kind: 'failed', exit: 1, why: whyNot(error, server, bounds), lines };
    return { kind: 'unknown', why: unknownWhy(error, bounds), lines };
  }
}

async function askDirectly(
  places: SqlPlaces,
  entry: HostEntry['postgres'][number],
  { statement, params }: { readonly statement: string; readonly params: readonly string[] },
  { timeoutMs, signal }: SqlBounds,
  sending: () => void,
): Promise<SqlAnswer> {
  const what = msg('operate.sql.what', { server: entry.name });
  const opening = { what, timeoutMs: Math.min(timeoutMs, openTimeoutMs), signal };
  let late = false;
  const session = await attempt(places.link, opening, async (inner) => {
    const opened = await SqlSession.open(places, entry, timeoutMs, inner);
    if (late) await opened.close();
    return opened;
  }).catch((error: unknown) => {
    late = true;
    throw error;
  });
  const stopping = new AbortController();
  const onAbort = () => stopping.abort(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => stopping.abort(timeIsUp), timeoutMs + patienceMs);
  try {
    stopping.signal.throwIfAborted();
    sending();
    return await session.ask(statement, params, stopping.signal);
  } catch (error) {
    if (stopping.signal.reason === timeIsUp && !isServersWord(error)) throw new OutOfTime();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    await session.close();
  }
}

/** The server did not even tell that its own time limit had passed. */
class OutOfTime extends Error {}

function resultOf({ rows, count }: SqlAnswer, counts: boolean, onLine: SqlBounds['onLine']): SqlResult {
  const lines = rows.map((row) => ({ text: shown(row), stream: 'stdout' as const }));
  for (const line of lines) onLine(line);
  const found = count ?? (rows.length > 0 ? rows.length : undefined);
  if (counts && found === 0) {
    return { kind: 'failed', exit: 1, why: { kind: 'missing', what: msg('operate.sql.none') }, lines };
  }
  if (rows.length > 0 && rows.every((row) => row === 'f')) {
    return { kind: 'failed', exit: 1, why: { kind: 'denied', what: msg('operate.sql.false') }, lines };
  }
  return { kind: 'done', exit: 0, lines };
}

/** The server itself said that it did not carry the statement out; FATAL comes with the end of the connection instead. */
function isServersWord(error: unknown): boolean {
  const code = errorCode(error) ?? '';
  if (error instanceof PsqlUnknown || !/^[0-9A-Z]{5}$/.test(code) || /^(?:08|57P)/.test(code)) return false;
  const severity =
    typeof error === 'object' && error !== null && 'severity' in error ? error.severity : 'ERROR';
  return severity === 'ERROR' || code === '53300';
}

/** The server's refusal in words that fit a change; the readers' speak of reading. */
function whyNot(error: unknown, server: string, { timeoutMs }: SqlBounds): Failure {
  const detail = errorText(error);
  switch (errorCode(error)) {
    case '57014':
      return { kind: 'timeout', what: msg('operate.sql.time', { seconds: timeoutMs / 1000 }), detail };
    case '42501':
      return { kind: 'denied', what: msg('operate.sql.privilege', { server }), detail };
    case '53300':
      return pgFailure(server, server, error).failure;
  }
  if (error instanceof FailureError) return error.failure;
  return { kind: 'malformed', what: msg('operate.sql.failed'), detail };
}

function unknownWhy(error: unknown, { signal, timeoutMs }: SqlBounds): Failure {
  const next = msg('operate.unknown.next');
  if (signal.aborted) return { kind: 'timeout', what: msg('operate.unknown.stopped'), next };
  const late = error instanceof OutOfTime || (error instanceof PsqlUnknown && error.end.timedOut);
  return late
    ? { kind: 'timeout', what: msg('operate.unknown.time', { seconds: timeoutMs / 1000 }), next }
    : { kind: 'unreachable', what: msg('operate.unknown.lost'), detail: errorText(error), next };
}

function errorLines(error: unknown): readonly EvidenceLine[] {
  if (error instanceof PsqlUnknown) return error.end.lines;
  if (error instanceof FailureError) return [];
  return [{ text: shown(errorText(error)), stream: 'stderr' }];
}

const shown = (text: string): string => maskSecrets(sanitizeLine(text));
