import { msg } from '../../domain/message.js';
import type { CheckResult } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { type Context, evidence, type Found, found, quote } from './found.js';

const refused = /connection refused|can't connect|couldn't connect|failed to connect|\[?::1\]?/i;

/**
 * A health check that asks `localhost` where that means IPv6 (Alpine's musl, or ::1 in /etc/hosts) while the server
 * listens on IPv4 only: the container is called unhealthy although it serves. Only said when the site is seen to answer.
 */
export function healthCheckSignals(context: Context): readonly Found[] {
  const { view, rows } = context;
  const good = (dataOf(view.checks) ?? []).filter(
    (c: CheckResult) => c.kind === 'http' && c.severity === 'ok',
  );
  return rows.flatMap((row) => {
    const test = row.healthTest ?? '';
    const output = row.healthOutput ?? '';
    const asksLocalhost = /\blocalhost\b/.test(test) || (test === '' && /\blocalhost\b/.test(output));
    if (row.state !== 'running' || row.health !== 'unhealthy' || !asksLocalhost) return [];
    if (!refused.test(output) || good.length === 0) return [];
    const text = msg('situation.health.localhost', { who: context.who(row) });
    const proof = [
      evidence('containers', msg('situation.evidence.health-test', { test: test || output }), row.name),
      evidence('containers', quote({ source: row.name, text: output }).text, row.name),
      ...good
        .slice(0, 1)
        .map((c) => evidence('alerts', msg('situation.evidence.check', { id: c.id, text: c.text }), c.id)),
    ];
    return [found('health.localhost', row.name, 'warn', text, proof, { container: row.name })];
  });
}
