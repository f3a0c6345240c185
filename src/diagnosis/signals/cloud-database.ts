import type { CloudDatabase } from '../../domain/cloud.js';
import { databaseLevels, freeShare, severityAbove, severityBelow } from '../../domain/cloud-levels.js';
import { msg } from '../../domain/message.js';
import type { Severity } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { type Context, evidence, type Found, found } from './found.js';

const mib = 1024 ** 2;

/** What is wrong with the RDS instance, by its status and by CloudWatch's figures. */
export function databaseSignals(database: CloudDatabase, context: Context): readonly Found[] {
  const { name, status, instanceClass } = database;
  const proof = [
    evidence('stats', msg('cloud.evidence.database', { name, status, class: instanceClass }), name),
  ];
  if (database.why?.id === 'cloud.why.database') {
    const text = msg('cloud.signal.database', { name, status });
    return [found('rds.status', name, database.severity, text, proof)];
  }
  const free = freeShare(database);
  const freeMib =
    database.freeMemoryBytes === undefined ? undefined : Math.round(database.freeMemoryBytes / mib);
  const percent = database.cpuPercent === undefined ? undefined : Math.round(database.cpuPercent);
  const usable = usableOf(context);
  const total = database.connections;
  const used = usable === undefined || total === undefined ? undefined : total / usable;
  const of = (kind: string, severity: Severity | undefined, text: Found['text']): readonly Found[] =>
    severity === undefined
      ? []
      : [found(kind, name, severity, text, [evidence('stats', text, name), ...proof])];
  return [
    ...of(
      'rds.storage',
      severityBelow(free, databaseLevels.storage),
      msg('cloud.signal.storage', { name, percent: Math.round((free ?? 0) * 100) }),
    ),
    ...of(
      'rds.connections',
      severityAbove(used, databaseLevels.connections),
      msg('cloud.signal.connections', { name, total: Math.round(total ?? 0), usable: usable ?? 0 }),
    ),
    ...of(
      'rds.cpu',
      severityAbove(percent, databaseLevels.cpu),
      msg('cloud.signal.cpu', { name, percent: percent ?? 0 }),
    ),
    ...of(
      'rds.memory',
      severityBelow(database.freeMemoryBytes, databaseLevels.memory),
      msg('cloud.signal.memory', { name, mib: freeMib ?? 0 }),
    ),
  ];
}

/** As the server itself says, where cockpit reads the only one there is. */
function usableOf({ view }: Context): number | undefined {
  const servers = Object.values(view.postgres).flatMap((snapshot) => dataOf(snapshot) ?? []);
  const usable = servers.length === 1 ? servers[0]?.connections.usable : undefined;
  return usable !== undefined && usable > 0 ? usable : undefined;
}
