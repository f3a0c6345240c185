import { wantsDocker } from '../../domain/wanted.js';
import { redisCommands } from '../redis.js';
import { awsSections } from './aws.js';
import { dockerSections } from './docker.js';
import { hostsYamlSection } from './hosts-yaml.js';
import { loginSection, sshdSection } from './login.js';
import { postgresSections } from './postgres.js';
import { redisSections } from './redis.js';
import type { SetupInput, SetupSection } from './section.js';

/** The set-up of a login with the least rights that all panes of an entry need, in the order in which it is made. */
export function setupSections(options: Omit<SetupInput, 'redisCommands'>): readonly SetupSection[] {
  const input: SetupInput = { ...options, redisCommands: aclCommands() };
  const isRemote = input.entry.connection.kind !== 'local';
  return [
    ...(isRemote ? [loginSection(input), sshdSection(input)] : []),
    ...(wantsDocker(input.entry) ? dockerSections(input) : []),
    ...awsSections(input),
    ...postgresSections(input),
    ...redisSections(input),
    hostsYamlSection(input),
  ];
}

const containers = new Set(['CLIENT', 'SLOWLOG', 'LATENCY', 'MEMORY']);

/** The commands of cockpit's read-only list, as an ACL names them. */
const aclCommands = (): string[] => [
  ...new Set(
    redisCommands.map(([name, sub]) => (containers.has(name) ? `${name}|${sub}` : name).toLowerCase()),
  ),
];
