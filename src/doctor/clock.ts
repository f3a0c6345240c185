import { msg } from '../domain/message.js';
import type { Finding } from './finding.js';

/** Beyond this, ages and "since" on the screen are wrong by more than a glance forgives. */
const warnMs = 2_000;

/** `skewMs`: the host's clock minus the operator's; the round trip is what it can't be told from. */
export function clockFinding(skewMs: number, rttMs: number): Finding {
  const away = Math.abs(skewMs);
  const seconds = (away / 1000).toFixed(away < 10_000 ? 1 : 0);
  if (away <= Math.max(warnMs, rttMs))
    return { area: 'host', state: 'ok', what: msg('doctor.clock', { seconds }) };
  return {
    area: 'host',
    state: 'warn',
    what: skewMs > 0 ? msg('doctor.clock.ahead', { seconds }) : msg('doctor.clock.behind', { seconds }),
    why: msg('doctor.clock.why'),
    next: msg('doctor.clock.next'),
  };
}
