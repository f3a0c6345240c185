import { type Msg, msg } from '../../domain/message.js';
import type { ContainerRow, Severity } from '../../domain/model.js';

/** A row before its verdict, and what the verdict needs besides. */
export interface Judged {
  readonly row: Omit<ContainerRow, 'severity' | 'why'>;
  readonly replaced: boolean;
  readonly oneOff: boolean;
  /** Why the engine could not start it; '' otherwise. */
  readonly error: string;
  /** Host clock, ms. */
  readonly now: number;
}

type Verdict = { readonly severity: Severity; readonly why?: Msg };

/** The engine doubles its pause between restarts up to a minute, so a loop shows as a short life soon after an end. */
const shortLifeMs = 30_000;
const longestPauseMs = 70_000;

/** How bad a container's state is, and why. */
export function judge(judged: Judged): Verdict {
  const { row, replaced } = judged;
  switch (row.state) {
    case 'running':
      return judgeRunning(judged);
    case 'restarting':
      return { severity: 'critical', why: withCode('containers.why.restarting', row) };
    case 'paused':
      return { severity: 'warn', why: msg('containers.why.paused') };
    case 'created':
      if (replaced) return { severity: 'info', why: msg('containers.why.replaced') };
      return judged.error
        ? {
            severity: row.matters ? 'critical' : 'warn',
            why: msg('containers.why.not-started', { error: judged.error }),
          }
        : { severity: 'warn', why: msg('containers.why.created') };
    case 'exited':
    case 'dead':
      return judgeEnded(judged);
    case 'removing':
      return { severity: 'info', why: msg('containers.why.removing') };
    default:
      return { severity: 'unknown', why: msg('containers.why.unknown', { state: row.state }) };
  }
}

function judgeRunning({ row, now }: Judged): Verdict {
  if (row.health === 'unhealthy') {
    return {
      severity: 'critical',
      why: row.healthOutput
        ? msg('containers.why.unhealthy-output', { output: row.healthOutput })
        : msg('containers.why.unhealthy'),
    };
  }
  const { startedAt, finishedAt, restarts } = row;
  const looping =
    restarts > 0 &&
    startedAt !== undefined &&
    finishedAt !== undefined &&
    now - startedAt < shortLifeMs &&
    startedAt - finishedAt < longestPauseMs;
  if (looping) {
    return {
      severity: row.matters ? 'critical' : 'warn',
      why: msg('containers.why.looping', { n: restarts }),
    };
  }
  if (row.health === 'starting') return { severity: 'warn', why: msg('containers.why.starting') };
  if (row.oomKilled) return { severity: 'warn', why: msg('containers.why.oom-running') };
  return { severity: 'ok' };
}

function judgeEnded({ row, replaced, oneOff }: Judged): Verdict {
  if (replaced) return { severity: 'info', why: msg('containers.why.replaced') };
  const why = row.state === 'dead' ? msg('containers.why.dead') : withCode('containers.why.exited', row);
  if (row.matters) return { severity: 'critical', why };
  if (oneOff || (row.state === 'exited' && row.exitCode === 0)) return { severity: 'info', why };
  return { severity: 'warn', why };
}

function withCode(id: 'containers.why.restarting' | 'containers.why.exited', row: Judged['row']): Msg {
  const params = { code: row.exitCode ?? '?', meaning: row.exitMeaning ?? msg('containers.exit.own') };
  return id === 'containers.why.exited'
    ? msg('containers.why.exited', params)
    : msg('containers.why.restarting', params);
}
