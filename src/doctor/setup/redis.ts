import type { HostEntry, RedisEntry } from '../../domain/host.js';
import { msg } from '../../domain/message.js';
import { quoteArgv } from '../../domain/text/quote-argv.js';
import { placeholder, type SetupInput, type SetupSection } from './section.js';

/** A user a server that may run the reads that cockpit sends, and nothing else. */
export function redisSections(input: SetupInput): SetupSection[] {
  const made = new Set<string>();
  return input.entry.redis.flatMap((server) => {
    const place = JSON.stringify(server.address);
    if (made.has(place)) return [];
    made.add(place);
    return [section(input, server)];
  });
}

function section({ entry, user, redisCommands }: SetupInput, server: RedisEntry): SetupSection {
  const channels = heartbeatChannels(entry, server);
  const commands = [
    'select',
    'client|setname',
    ...redisCommands,
    ...(channels.length > 0 ? ['psubscribe', 'punsubscribe'] : []),
  ];
  const rules = [
    'reset',
    'on',
    `>${placeholder}`,
    '~*',
    ...channels.map((channel) => `&${channel}`),
    ...commands.map((command) => `+${command}`),
  ];
  return {
    id: `redis:${server.name}`,
    title: msg('doctor.setup.redis', { server: server.name, user }),
    notes: [
      msg('doctor.setup.redis.reads'),
      msg('doctor.setup.redis.keep'),
      ...(channels.length > 0 ? [msg('doctor.setup.redis.channels')] : []),
    ],
    code: `${redisCli(server)} <<'REDIS'\nACL SETUSER ${user} ${rules.map(quoted).join(' ')}\nREDIS`,
  };
}

/** As the queues pane subscribes: a pattern is allowed only as it is written. */
function heartbeatChannels(entry: HostEntry, { name, db }: RedisEntry): string[] {
  return entry.queues.flatMap((queue) =>
    queue.kind === 'celery' && queue.redis === name
      ? [`${queue.prefix.replace(/[\\*?[\]]/g, '\\$&')}/${db}.celeryev/worker.*`]
      : [],
  );
}

/** redis-cli as the user that the entry has now: the password comes by the environment, not by the command line. */
function redisCli({ address, password, user }: RedisEntry): string {
  const login = user === undefined ? [] : ['--user', user];
  if (address.kind === 'container') {
    const variable =
      password.from === 'container' && password.container === undefined ? password.variable : undefined;
    const auth = variable !== undefined && /^\w+$/.test(variable) ? `REDISCLI_AUTH="$${variable}" ` : '';
    const port = address.port === undefined ? [] : ['-p', String(address.port)];
    const words = quoteArgv(['redis-cli', ...port, ...login]);
    const inner = auth === '' ? words : quoteArgv(['sh', '-c', `${auth}exec ${words}`]);
    return `sudo docker exec -i ${quoteArgv([address.container])} ${inner}`;
  }
  const where =
    address.kind === 'socket' ? ['-s', address.path] : ['-h', address.host, '-p', String(address.port)];
  return quoteArgv(['redis-cli', ...where, ...login]);
}

/** A word of redis-cli's input. */
const quoted = (word: string): string =>
  /[\s"'\\]/.test(word) ? `"${word.replace(/["\\]/g, '\\$&')}"` : word;
