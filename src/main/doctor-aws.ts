import type { LinkReaders } from '../access/readers.js';
import { type Finding, whyOf } from '../doctor/finding.js';
import { trial } from '../doctor/trial.js';
import { awsRead } from '../domain/aws.js';
import type { EcsStack, HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { isObject, textIn } from '../probes/aws/json.js';
import { readSlow } from '../probes/aws/read-slow.js';
import { type Moment, readMoment } from '../probes/aws/read-tasks.js';

/** A process of aws may wait for others, and takes its time on a small machine. */
const timeoutMs = 50_000;

const ok = (what: Msg): Finding => ({ area: 'aws', state: 'ok', what });

/** Tries every read of AWS that the entry needs; `read` is whether services and tasks came. */
export async function examineAws(
  { stack, logs }: HostEntry & { readonly stack: EcsStack },
  { aws }: Pick<LinkReaders, 'aws'>,
  signal: AbortSignal,
): Promise<{ readonly findings: readonly Finding[]; readonly read: boolean }> {
  let moment: Moment | undefined;
  const look = (what: Msg, work: (inner: AbortSignal) => Promise<readonly Finding[]>) =>
    trial({ area: 'aws', what, signal, timeoutMs }, work);
  const where = stack.aws === 'host' ? msg('cloud.doctor.where.host') : msg('cloud.doctor.where.operator');
  const identity = await look(msg('cloud.doctor.no-identity'), async (inner) => {
    const answer = await aws.read(awsRead('identity'), inner);
    return [ok(msg('cloud.doctor.identity', { arn: isObject(answer) ? textIn(answer, 'Arn') : '', where }))];
  });
  // Without anybody to be, nothing else can be read, and would only say the same.
  if (identity.some(({ state }) => state === 'fail')) return { findings: identity, read: false };
  const { cluster } = stack;
  const services = await look(msg('cloud.doctor.no-services', { cluster }), async (inner) => {
    moment = await readMoment(aws, stack, { now: Date.now(), signal: inner });
    return momentFindings(moment, cluster);
  });
  const definition = moment?.services[0]?.taskDefinition;
  const rest = await Promise.all([
    ...(definition === undefined
      ? []
      : [
          look(msg('cloud.doctor.no-definition'), async (inner) => {
            await aws.read(awsRead('taskDefinition', definition), inner);
            return [ok(msg('cloud.doctor.definition', { name: definition }))];
          }),
        ]),
    look(msg('cloud.doctor.no-figures'), (inner) => slowFindings(stack, moment, aws, inner)),
    ...logs.flatMap((log) =>
      log.kind === 'cloudwatch'
        ? [
            look(msg('cloud.doctor.no-group', { group: log.group }), async (inner) => {
              await aws.read(awsRead('logEvents', log.group, String(Date.now() - 60_000), '1'), inner);
              return [{ ...ok(msg('cloud.doctor.group', { group: log.group })), area: 'logs' } as const];
            }),
          ]
        : [],
    ),
  ]);
  return { findings: [...identity, ...services, ...rest.flat()], read: moment !== undefined };
}

function momentFindings({ services, missing, tasks }: Moment, cluster: string): readonly Finding[] {
  const names = services.map(({ name }) => name).join(', ');
  const running = tasks.filter(({ status }) => status === 'RUNNING').length;
  return [
    ok(msg('cloud.doctor.services', { n: services.length, cluster, services: names })),
    ok(msg('cloud.doctor.tasks', { n: running })),
    ...(missing.length === 0
      ? []
      : [
          {
            area: 'aws',
            state: 'fail',
            what: msg('cloud.doctor.missing', { services: missing.join(', ') }),
            next: msg('cloud.doctor.missing.next', { cluster }),
          } as const,
        ]),
  ];
}

const partNames = {
  figures: msg('cloud.doctor.no-figures'),
  alarms: msg('cloud.doctor.no-alarms'),
  database: msg('cloud.doctor.no-database'),
} as const;

async function slowFindings(
  stack: EcsStack,
  moment: Moment | undefined,
  aws: LinkReaders['aws'],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const names = moment?.services.map(({ name }) => name) ?? [];
  const { figures, alarms, database, unread } = await readSlow(aws, stack, names, Date.now, signal);
  const { alarms: prefix = '' } = stack;
  const empty = [
    ...(stack.loadBalancer !== undefined && figures?.balancer?.requestsPerMinute === undefined
      ? [stack.loadBalancer]
      : []),
    ...(stack.database !== undefined && figures?.database.cpuPercent === undefined ? [stack.database] : []),
  ];
  return [
    ...unread.map(({ part, failure }): Finding => {
      const { next } = failure;
      return {
        area: 'aws',
        state: 'fail',
        what: partNames[part],
        why: whyOf(failure),
        ...(next ? { next } : {}),
      };
    }),
    ...(figures === undefined ? [] : figuresFindings(empty)),
    ...(alarms === undefined ? [] : alarmFindings(alarms.length, prefix)),
    ...(database ? [ok(msg('cloud.doctor.database', { name: database.name, status: database.status }))] : []),
  ];
}

const figuresFindings = (empty: readonly string[]): readonly Finding[] =>
  empty.length === 0
    ? [ok(msg('cloud.doctor.figures'))]
    : [
        {
          area: 'aws',
          state: 'warn',
          what: msg('cloud.doctor.empty-figures', { names: empty.join(', ') }),
          next: msg('cloud.doctor.empty-figures.next'),
        },
      ];

const alarmFindings = (n: number, prefix: string): readonly Finding[] =>
  n > 0
    ? [ok(msg('cloud.doctor.alarms', { n, prefix }))]
    : [
        {
          area: 'aws',
          state: 'warn',
          what: msg('cloud.doctor.alarms-none', { prefix }),
          next: msg('cloud.doctor.alarms-none.next'),
        },
      ];
