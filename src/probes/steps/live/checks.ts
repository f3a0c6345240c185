import { fail } from '../../../domain/failure.js';
import type { Check } from '../../../domain/host.js';
import { msg } from '../../../domain/message.js';
import type { CheckResult } from '../../../domain/model.js';
import { maskSecrets } from '../../../domain/text/mask-secrets.js';
import { quoteArgv } from '../../../domain/text/quote-argv.js';
import { textOf } from '../arguments.js';
import { optional } from '../parameters.js';
import { type LiveLook, liveProbe } from './live-look.js';

/** Checks are made on intervals of their own, of minutes and hours. */
const anyAge = Number.POSITIVE_INFINITY;

export const checksProbe = liveProbe(
  {
    id: 'checks',
    about:
      'checks of the host entry as they last came out; `reason` says what is wrong (status refused timeout expired stale …), `unread`: it could not be made; `age_s`: how long ago',
    parameters: {
      id: optional('name', 'only this check'),
      kind: optional('enum', 'only checks of this kind', {
        choices: ['http', 'tls', 'backup', 'cron', 'command'],
      }),
    },
    fields: ['id', 'kind', 'severity', 'reason', 'value', 'ms', 'age_s'],
  },
  (from, args): LiveLook<readonly CheckResult[]> => {
    const id = textOf(args, 'id');
    const kind = textOf(args, 'kind');
    const checks = from.host.checks.filter(
      (check) => (id === undefined || check.id === id) && (kind === undefined || check.kind === kind),
    );
    if (id !== undefined && checks.length === 0) throw fail('missing', msg('steps.no-check', { id }));
    return {
      slot: 'checks',
      empty: checks.length === 0,
      snapshot: () => from.live.checks(),
      command: checks.map(commandOf).join('; ') || 'hosts.yaml: checks',
      maxAgeMs: anyAge,
      rows(results) {
        const found = results.filter((result) => checks.some((check) => check.id === result.id));
        if (id !== undefined && found.length === 0) throw fail('timeout', msg('steps.live.pending'));
        return found.map((result) => ({
          id: result.id,
          kind: result.kind,
          severity: result.severity,
          reason: result.reason,
          value: result.value,
          ms: result.ms,
          age_s: Math.max(0, Math.round((from.now() - result.at) / 1000)),
        }));
      },
    };
  },
);

function commandOf(check: Check): string {
  switch (check.kind) {
    case 'http':
      return quoteArgv(['curl', '-sS', '-o', '/dev/null', '-w', '%{http_code}', check.url]);
    case 'tls':
      return quoteArgv(['openssl', 's_client', '-connect', `${check.host}:${check.port}`]);
    case 'backup':
      return quoteArgv(['find', check.dir, '-maxdepth', '1', '-name', check.pattern]);
    case 'cron':
      return 'crontab -l';
    case 'command':
      return maskSecrets(quoteArgv(check.argv));
  }
}
