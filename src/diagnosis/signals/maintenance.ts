import { msg } from '../../domain/message.js';
import type { CheckResult } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { type Context, evidence, type Found, found } from './found.js';

/** Certificates, backups, crontab entries and declared commands; kinds are `tls.expired`, `cron.missing`, `command.exit` and so on. */
export function maintenanceSignals({ view }: Context): readonly Found[] {
  return (dataOf(view.checks) ?? [])
    .filter((c) => c.kind !== 'http' && (c.severity === 'warn' || c.severity === 'critical'))
    .map((check) => {
      const proof = [
        evidence('alerts', msg('situation.evidence.check', { id: check.id, text: check.text }), check.id),
      ];
      const kind = `${check.kind}.${check.reason ?? 'bad'}`;
      return found(kind, check.id, check.severity, textOf(check), proof);
    });
}

function textOf(check: CheckResult) {
  const { id, text } = check;
  switch (check.kind) {
    case 'tls':
      return msg('situation.tls', { id, text });
    case 'backup':
      return msg('situation.backup', { id, text });
    case 'command':
      return msg('situation.command', { id, text });
    default:
      return msg('situation.cron', { id, text });
  }
}
