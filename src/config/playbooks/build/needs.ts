import type { Need, NeedSource, TierName } from '../../../domain/playbook.js';
import { type PlaybookInput, tiers } from '../schema/playbook.js';
import { given } from './given.js';

const fieldsOf = {
  postgres: ['name', 'container', 'user', 'database'],
  redis: ['name', 'container'],
  queue: ['name', 'worker', 'beat'],
  stack: ['dir', 'project', 'service', 'env_file', 'checkout'],
  ssh: ['target', 'key', 'jump'],
  ecs: ['cluster', 'service', 'database', 'alarms', 'balancer', 'log_group'],
} as const;

/** Sources without an argument of their own, as they stand in a file. */
const fixed: ReadonlyMap<string, NeedSource> = new Map<string, NeedSource>([
  ['signal', { kind: 'signal', tiers: [] }],
  ...fieldsOf.postgres.map((field) => [`postgres.${field}`, { kind: 'postgres', field }] as const),
  ...fieldsOf.redis.map((field) => [`redis.${field}`, { kind: 'redis', field }] as const),
  ...fieldsOf.queue.map((field) => [`queue.${field}`, { kind: 'queue', field }] as const),
  ...fieldsOf.stack.map((field) => [`stack.${field}`, { kind: 'stack', field }] as const),
  ...fieldsOf.ssh.map((field) => [`ssh.${field}`, { kind: 'ssh', field }] as const),
  ...fieldsOf.ecs.map((field) => [`ecs.${field}`, { kind: 'ecs', field }] as const),
  ['check.http.url', { kind: 'check', check: 'http', field: 'url' }],
  ['check.tls.host', { kind: 'check', check: 'tls', field: 'host' }],
  ['check.backup.dir', { kind: 'check', check: 'backup', field: 'dir' }],
  ...(['pattern', 'prefix', 'suffix'] as const).map(
    (field) => [`check.backup.${field}`, { kind: 'check', check: 'backup', field }] as const,
  ),
  ...tiers.map((tier) => [`tier:${tier}`, { kind: 'tier', tier }] as const),
]);

/** Every source that is written without an argument, to suggest the nearest. */
export const fixedSources: readonly string[] = [...fixed.keys()];

const isTier = (text: string): text is TierName => (tiers as readonly string[]).includes(text);

/** A source as written in `from`; undefined when it is none. */
export function needSource(text: string): NeedSource | undefined {
  const known = fixed.get(text);
  if (known) return known;
  const [, kind, of = ''] = /^(signal|containers|role|health-url|service):(.+)$/.exec(text) ?? [];
  if (kind === 'signal' || kind === 'containers') {
    const names = of.split(',').map((tier) => tier.trim());
    return names.every(isTier) ? { kind, tiers: names } : undefined;
  }
  if (kind === 'role') return { kind, role: of };
  if (kind === 'health-url' || kind === 'service') return { kind, of };
  return /^row\.\w+$/.test(text) ? { kind: 'row', field: text.slice(4) } : undefined;
}

export const needsOf = (input: PlaybookInput['needs']): Need[] =>
  Object.entries(input ?? {}).map(([name, need]) => ({
    name,
    type: need.type,
    label: need.label,
    from: (need.from ?? []).flatMap((text) => needSource(text) ?? []),
    optional: need.optional ?? false,
    ...given({ otherwise: need.otherwise, choices: need.choices }),
  }));
