import type { HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import type { Finding } from './finding.js';
import type { HostFacts } from './host-facts.js';

/** Programs that cockpit runs on a host, and what each is for on this one; nothing: it is not needed there. */
function uses(entry: HostEntry): readonly (readonly [program: string, use: Msg | undefined])[] {
  const when = (needed: boolean, use: Msg) => (needed ? use : undefined);
  const { stack } = entry;
  const has = (kind: string) => entry.checks.some((check) => check.kind === kind);
  return [
    ['sh', msg('doctor.use.metrics')],
    ['cat', msg('doctor.use.metrics')],
    ['df', msg('doctor.use.disks')],
    ['date', when(has('backup'), msg('doctor.use.backup'))],
    ['find', when(has('backup'), msg('doctor.use.backup'))],
    [
      'tail',
      when(
        entry.logs.some(({ kind }) => kind === 'file'),
        msg('doctor.use.log-files'),
      ),
    ],
    ['crontab', when(has('cron'), msg('doctor.use.cron'))],
    ['docker', undefined],
    ['aws', when(stack.kind === 'ecs' && stack.aws === 'host', msg('cloud.use'))],
    ['sudo', when(entry.sudo === true, msg('doctor.use.sudo'))],
  ];
}

/** The first word of each declared command: it is looked for, not run. */
const commandsOf = (entry: HostEntry): string[] =>
  entry.checks.flatMap((check) => (check.kind === 'command' ? [check.argv[0] ?? ''] : []));

export const programsOf = (entry: HostEntry): readonly string[] => [
  ...new Set([...uses(entry).map(([program]) => program), ...commandsOf(entry)].filter(Boolean)),
];

/** Folders and files of the host that the entry names, besides what checks and logs try by themselves. */
export function pathsOf({ stack }: HostEntry): readonly string[] {
  if ((stack.kind !== 'compose' && stack.kind !== 'kamal') || stack.dir === undefined) return [];
  const { dir } = stack;
  const inside = stack.kind === 'compose' ? [...stack.files, ...(stack.envFile ? [stack.envFile] : [])] : [];
  return [dir, ...inside.map((file) => (file.startsWith('/') ? file : `${dir.replace(/\/$/, '')}/${file}`))];
}

export function hostFindings(entry: HostEntry, facts: HostFacts): Finding[] {
  const groups = facts.groups.join(', ') || '–';
  return [
    {
      area: 'host',
      state: 'ok',
      what: msg('doctor.host.identity', { kernel: facts.kernel || '?', user: facts.user, groups }),
    },
    ...programFindings(entry, facts),
    ...flavourFindings(entry, facts),
    ...stackFindings(entry, facts),
  ];
}

function programFindings(entry: HostEntry, { programs }: HostFacts): Finding[] {
  const all = uses(entry);
  const found = all.filter(([program]) => programs.has(program)).map(([program]) => program);
  const missing = all.flatMap(([program, use]): Finding[] => {
    if (programs.has(program) || use === undefined) return [];
    const what = msg('doctor.host.no-program', { program, use });
    return [{ area: 'host', state: 'fail', what, next: msg('doctor.host.no-program.next', { program }) }];
  });
  const there: Finding = {
    area: 'host',
    state: 'ok',
    what: msg('doctor.host.programs', { programs: found.join(', ') }),
  };
  return [...(found.length > 0 ? [there] : []), ...missing];
}

function flavourFindings(entry: HostEntry, { gnuFind, blockSizes, programs }: HostFacts): Finding[] {
  const findings: Finding[] = [];
  if (programs.has('df') && !blockSizes)
    findings.push({
      area: 'host',
      state: 'fail',
      what: msg('doctor.host.df'),
      next: msg('doctor.host.coreutils.next'),
    });
  if (programs.has('find') && !gnuFind && entry.checks.some(({ kind }) => kind === 'backup'))
    findings.push({
      area: 'host',
      state: 'fail',
      what: msg('doctor.host.find'),
      next: msg('doctor.host.coreutils.next'),
    });
  return findings;
}

function stackFindings(entry: HostEntry, facts: HostFacts): Finding[] {
  const { stack } = entry;
  if (stack.kind === 'plain') return [];
  const findings: Finding[] = [];
  if (stack.kind === 'compose') findings.push(composeFinding(entry, facts));
  for (const path of pathsOf(entry)) {
    const { exists, readable } = facts.paths.get(path) ?? { exists: false, readable: false };
    if (exists && readable)
      findings.push({ area: 'host', state: 'ok', what: msg('doctor.host.path', { path }) });
    else
      findings.push({
        area: 'host',
        state: 'warn',
        what: exists ? msg('doctor.host.path.denied', { path }) : msg('doctor.host.path.missing', { path }),
        why: msg('doctor.host.path.why'),
        next: exists
          ? msg('doctor.host.path.denied.next', { path, user: facts.user })
          : msg('doctor.host.path.missing.next', { path }),
      });
  }
  return findings;
}

function composeFinding(entry: HostEntry, facts: HostFacts): Finding {
  const { composePlugin, composeStandalone } = facts;
  if (composePlugin !== undefined || composeStandalone !== undefined) {
    const name = composePlugin === undefined ? 'docker-compose' : 'docker compose';
    const what = msg('doctor.host.compose', { name, version: composePlugin ?? composeStandalone ?? '' });
    return { area: 'host', state: 'ok', what };
  }
  return {
    area: 'host',
    // Without the right to change anything nobody will miss it.
    state: entry.actions === 'copy' ? 'skipped' : 'warn',
    what: msg('doctor.host.no-compose'),
    why: msg('doctor.host.no-compose.why'),
    next: msg('doctor.host.no-compose.next'),
  };
}
