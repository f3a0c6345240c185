import { msg } from '../../domain/message.js';
import type { ContainerRow } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { type Context, evidence, type Found, found } from './found.js';

/**
 * A gateway that shares no network with what stands behind it, while requests through it fail: it was detached.
 * A gateway on the host's own network needs none, and without failing requests nothing is claimed.
 */
export function gatewaySignals(context: Context): readonly Found[] {
  const { view, rows } = context;
  const failing = (dataOf(view.checks) ?? []).filter((c) => c.kind === 'http' && c.severity === 'critical');
  if (failing.length === 0) return [];
  const behind = rows.filter(
    (row) => row.state === 'running' && row.matters && ['web', 'app'].includes(context.tier(row.name)),
  );
  const wanted = commonNetworks(behind);
  if (wanted.length === 0) return [];
  return rows
    .filter(
      (row) => row.state === 'running' && context.tier(row.name) === 'gateway' && isDetached(row, behind),
    )
    .map((row) => {
      const network = wanted.join(', ');
      const text = msg('situation.gateway.detached', { name: row.name, network });
      const networks = row.networks.join(', ') || '–';
      const proof = [
        evidence('containers', msg('situation.evidence.networks', { networks }), row.name),
        ...behind
          .slice(0, 2)
          .map((r) =>
            evidence(
              'containers',
              msg('situation.evidence.networks', { networks: r.networks.join(', ') }),
              r.name,
            ),
          ),
      ];
      return found('gateway.detached', row.name, 'critical', text, proof, { container: row.name });
    });
}

function isDetached(gateway: ContainerRow, behind: readonly ContainerRow[]): boolean {
  if (gateway.networks.includes('host')) return false;
  return !behind.some((row) => row.networks.some((n) => gateway.networks.includes(n)));
}

/** Networks that all of them are on. */
function commonNetworks(rows: readonly ContainerRow[]): readonly string[] {
  const [first, ...rest] = rows;
  return (first?.networks ?? []).filter((n) => n !== 'host' && rest.every((row) => row.networks.includes(n)));
}
