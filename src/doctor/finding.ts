import { type Failure, FailureError } from '../domain/failure.js';
import { type Msg, msg } from '../domain/message.js';
import { maskSecrets } from '../domain/text/mask-secrets.js';
import { sanitizeLine } from '../domain/text/sanitize.js';

/** What is looked at, in the order of the report. */
export const areas = [
  'ssh',
  'host',
  'docker',
  'aws',
  'containers',
  'logs',
  'postgres',
  'redis',
  'queues',
  'alerts',
  'checks',
  'entry',
] as const;
export type Area = (typeof areas)[number];

/** `ok`: works · `warn`: works, with less than it could · `fail`: does not work · `skipped`: not tried. */
export type FindingState = 'ok' | 'warn' | 'fail' | 'skipped';

/** One thing that was tried on a host. */
export interface Finding {
  readonly area: Area;
  readonly what: Msg;
  readonly state: FindingState;
  readonly why?: Msg;
  /** What the operator can do about it. */
  readonly next?: Msg;
  /** How long it took. */
  readonly ms?: number;
}

/** The words of a host, made harmless. */
export const hostWords = (text: string): string => maskSecrets(sanitizeLine(text.trim())).slice(0, 300);

/** A failure as the reason of a finding. */
export function whyOf({ what, detail }: Failure): Msg {
  return detail ? msg('doctor.why', { what, detail: hostWords(detail) }) : what;
}

/** What did not work, and why. */
export function failed(area: Area, what: Msg, error: unknown, state: 'fail' | 'warn' = 'fail'): Finding {
  if (error instanceof FailureError) {
    const { next } = error.failure;
    return { area, what, state, why: whyOf(error.failure), ...(next ? { next } : {}) };
  }
  const words = hostWords(error instanceof Error ? error.message : String(error));
  return { area, what, state, why: msg('doctor.unexpected', { words }) };
}

/** 0 all works, 1 with less than it could, 2 something does not work. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 | 2 {
  if (findings.some(({ state }) => state === 'fail')) return 2;
  return findings.some(({ state }) => state === 'warn') ? 1 : 0;
}
