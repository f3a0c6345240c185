import type { Severity } from '../domain/model.js';
import type { StatusState } from './report.js';

/** Exit codes of monitoring plug-ins (monitoring-plugins.org, development guidelines). */
export const exitCodes: Readonly<Record<StatusState, number>> = { ok: 0, warn: 1, critical: 2, unknown: 3 };

const badness: Readonly<Record<StatusState, number>> = { ok: 0, warn: 1, unknown: 2, critical: 3 };

/** What is known to be critical stands above what nobody knows, and that above a warning; 'ok' of none. */
export const worstState = (states: Iterable<StatusState>): StatusState =>
  [...states].reduce((worst, state) => (badness[state] > badness[worst] ? state : worst), 'ok');

/** A remark is no trouble. */
export const stateOf = (severity: Severity): StatusState => (severity === 'info' ? 'ok' : severity);
