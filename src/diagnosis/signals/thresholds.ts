import { msg } from '../../domain/message.js';
import type { Alert } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { parseKey } from '../alerts/key.js';
import { type Context, evidence, type Found, found } from './found.js';
import { isFailingHttp } from './http.js';

/** Raised thresholds: their kind is the metric (`disk.used`, `host.memory`, …). A disk without room is more than one nearly full. */
export function thresholdSignals({ view }: Context): readonly Found[] {
  const suffering = (dataOf(view.checks) ?? []).some(isFailingHttp);
  const asked = new Set<string>(view.host.thresholds.map((rule) => rule.metric));
  return view.alerts.filter(isRaised).map((alert) => {
    const { kind, object } = parseKey(alert.key);
    const quiet = busy.includes(kind) && !asked.has(kind);
    const severity = quiet ? (suffering ? 'warn' : 'info') : alert.severity;
    const proof = [evidence(paneOf(kind), alert.text, object)];
    const more = kind.startsWith('container.')
      ? { since: alert.since ?? alert.firstAt, container: object }
      : { since: alert.since ?? alert.firstAt };
    return found(kind, object, severity, msg('situation.threshold', { text: alert.text }), proof, more);
  });
}

/** A busy machine is no trouble while nothing suffers, unless the host entry says that it is. */
const busy: readonly string[] = ['host.cpu', 'host.load', 'container.cpu'];

const isRaised = (alert: Alert): boolean =>
  alert.active && (alert.source === 'threshold' || alert.source === 'disk');

function paneOf(metric: string): 'stats' | 'containers' | 'postgres' | 'queues' | 'alerts' {
  switch (metric.split('.')[0]) {
    case 'container':
      return 'containers';
    case 'postgres':
      return 'postgres';
    case 'queue':
    case 'job':
    case 'redis':
      return 'queues';
    case 'http':
      return 'alerts';
    default:
      return 'stats';
  }
}
