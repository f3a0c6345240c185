import type { Check } from '../domain/host.js';
import { msg } from '../domain/message.js';
import type { CheckResult } from '../domain/model.js';
import type { Finding } from './finding.js';
import type { HostFacts } from './host-facts.js';

/** What a check says of the host is not the doctor's business; these mean that the check itself can't do its work. */
const broken: ReadonlySet<CheckResult['reason']> = new Set([
  'dns',
  'refused',
  'tls',
  'timeout',
  'unreachable',
  'missing',
  'unread',
  'not-run',
]);

/** One check after it was tried; no result: it did not end in time. */
export function checkFinding(check: Check, result: CheckResult | undefined): Finding {
  const area = 'checks';
  const { id, kind } = check;
  const next = nextFor(check);
  if (!result)
    return {
      area,
      state: 'fail',
      what: msg('doctor.check.fails', { id, kind }),
      why: msg('doctor.check.late'),
      next,
    };
  const { severity, reason, text } = result;
  if (severity === 'ok') return { area, state: 'ok', what: msg('doctor.check.works', { id, kind, text }) };
  if (severity === 'info')
    return { area, state: 'warn', what: msg('doctor.check.fails', { id, kind }), why: text, next };
  if (reason !== undefined && broken.has(reason))
    return { area, state: 'fail', what: msg('doctor.check.fails', { id, kind }), why: text, next };
  return { area, state: 'warn', what: msg('doctor.check.alarms', { id, kind }), why: text };
}

function nextFor(check: Check) {
  switch (check.kind) {
    case 'http':
      return msg('doctor.check.http.next', { url: check.url });
    case 'tls':
      return msg('doctor.check.tls.next', { host: check.host, port: check.port });
    case 'backup':
      return msg('doctor.check.backup.next', { dir: check.dir, pattern: check.pattern });
    case 'cron':
      return msg('doctor.check.cron.next');
    case 'command':
      return msg('doctor.check.command.next', { program: check.argv[0] ?? '' });
  }
}

type CommandCheck = Extract<Check, { kind: 'command' }>;

/** A command that only a person may run is not run by the doctor either: only whether it is there is looked up. */
export function unrunFinding({ id, argv }: CommandCheck, facts: HostFacts | undefined): Finding {
  const area = 'checks';
  const program = argv[0] ?? '';
  if (facts && !facts.programs.has(program)) {
    return {
      area,
      state: 'fail',
      what: msg('doctor.check.no-program', { id, program }),
      next: msg('doctor.check.no-program.next', { program }),
    };
  }
  return {
    area,
    state: 'skipped',
    what: msg('doctor.check.not-run', { id }),
    why: msg('doctor.check.not-run.why'),
    next: msg('doctor.check.not-run.next'),
  };
}

/** Checks that may be made where nobody attends. */
export const isMade = (check: Check): boolean => check.kind !== 'command' || check.watch === 'allowed';
