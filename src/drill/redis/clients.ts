import type { Surroundings } from '../stores.js';
import type { Service } from '../world.js';

/** Connections that the application holds: commands that each of them sent last. */
const held: readonly { readonly service: Service; readonly commands: readonly string[] }[] = [
  { service: 'api', commands: ['ping', 'lpush'] },
  { service: 'worker', commands: ['brpop', 'brpop', 'exec', 'publish', 'subscribe'] },
  { service: 'beat', commands: ['lpush'] },
];

export interface ShownClient {
  readonly id: number;
  readonly address: string;
  readonly name: string;
  readonly age: number;
  readonly idle: number;
  readonly command: string;
}

/** The application's connections, as long as its containers run. @param sentAt when beat last sent a task, ms */
export function applicationClients(
  around: Pick<Surroundings, 'now' | 'service'>,
  sentAt: number | undefined,
): ShownClient[] {
  const now = around.now();
  return held.flatMap(({ service, commands }, group) => {
    const { state, ip, startedAt } = around.service(service);
    if (state === 'stopped') return [];
    const age = Math.max(0, Math.floor((now - startedAt) / 1000));
    return commands.map((command, i) => {
      const sent = service === 'beat' ? (sentAt ?? startedAt) : now - 400;
      const id = 3 + group * 10 + i + (Math.floor(startedAt / 1000) % 1000) * 100;
      return {
        id,
        address: `${ip}:${40_000 + (id % 20_000)}`,
        name: '',
        age,
        idle: Math.max(0, Math.floor((now - sent) / 1000)),
        command,
      };
    });
  });
}

/** `CLIENT LIST`, with `TYPE t` or `ID n …` behind it. */
export function clientList(clients: readonly ShownClient[], args: readonly string[]): string {
  const ids = args[0]?.toLowerCase() === 'id' ? new Set(args.slice(1)) : undefined;
  const type = args[0]?.toLowerCase() === 'type' ? args[1]?.toLowerCase() : undefined;
  return clients
    .filter(({ id }) => ids === undefined || ids.has(String(id)))
    .filter(({ command }) => type === undefined || (type === 'pubsub') === /subscribe$/.test(command))
    .map(
      ({ id, address, name, age, idle, command }) =>
        `id=${id} addr=${address} laddr=172.18.0.3:6379 fd=${8 + (id % 40)} name=${name} age=${age} idle=${idle} flags=${command === 'brpop' ? 'b' : 'N'} db=0 sub=0 psub=0 ssub=0 multi=-1 qbuf=0 qbuf-free=20474 argv-mem=0 multi-mem=0 rbs=1024 rbp=0 obl=0 oll=0 omem=0 tot-mem=22272 events=r cmd=${command} user=default redir=-1 resp=2\n`,
    )
    .join('');
}
