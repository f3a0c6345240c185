import { FailureError } from '../../../domain/failure.js';
import type { StepProbe, StepReaders } from '../../../domain/step-probe.js';
import { required } from '../parameters.js';
import { type Row, tableOf } from '../seen.js';
import { containerOf } from './container-argument.js';
import { dockerJson } from './docker-json.js';

export const networksProbe: StepProbe = {
  id: 'networks',
  about:
    'the running containers on a Docker network, with their names there; fails as missing when there is no such network',
  parameters: { name: required('name', 'name of the network') },
  fields: ['container', 'ipv4', 'aliases'],
  gives: 'rows',
  async read(from, args, options) {
    const name = containerOf(args, 'name');
    const argv = ['docker', 'network', 'inspect', '--format', '{{json .Containers}}', name];
    const [members = {}] = await dockerJson(from, argv, options);
    const rows = await Promise.all(
      Object.entries(members).map(([id, member]) => rowOf(from, name, id, member, options.signal)),
    );
    return {
      command: `docker network inspect ${name}`,
      where: 'host',
      lines: [],
      table: tableOf(
        networksProbe.fields,
        rows.sort((a, b) => (String(a.container) < String(b.container) ? -1 : 1)),
      ),
    };
  },
};

/** The network itself does not tell its containers' other names there. */
async function rowOf(
  { readers }: StepReaders,
  network: string,
  id: string,
  member: unknown,
  signal: AbortSignal,
): Promise<Row> {
  const { Name, IPv4Address } = member as { readonly Name?: string; readonly IPv4Address?: string };
  const detail = await readers.docker.inspect(id, signal).catch((error: unknown) => {
    if (error instanceof FailureError && error.failure.kind === 'missing') return undefined;
    throw error;
  });
  return {
    container: Name ?? id.slice(0, 12),
    ipv4: IPv4Address?.replace(/\/\d+$/, ''),
    aliases: detail?.NetworkSettings.Networks?.[network]?.Aliases?.join(' '),
  };
}
