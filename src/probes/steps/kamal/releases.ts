import type { ContainerDetail, ContainerSummary } from '../../../domain/docker.js';
import { FailureError } from '../../../domain/failure.js';
import type { StepProbe, StepReaders } from '../../../domain/step-probe.js';
import { tagOf } from '../../containers/identity.js';
import { timeOf } from '../../containers/row.js';
import { textOf } from '../arguments.js';
import { hostClock, secondsSince } from '../live/host-clock.js';
import { optional, required } from '../parameters.js';
import { type Row, tableOf } from '../seen.js';
import { isTarget, type ProxyService, proxyContainer, readServices, splitTarget } from './read-proxy.js';

export const kamalReleasesProbe: StepProbe = {
  id: 'kamal-releases',
  about:
    'the containers of a Kamal service, one a release, in any state, newest first; `served`: a service of kamal-proxy has it as its target; `older`: made before the served one; `address`: its one address on the networks of the proxy, none unless it is exactly one; `target`: what `kamal-proxy deploy` is given for it, by address or id as it is now',
  parameters: {
    service: required('name', 'the Kamal service, as in the label service'),
    role: optional('name', 'only this role; default web'),
    proxy: optional('container', "kamal-proxy's container"),
  },
  fields: [
    'container',
    'id',
    'role',
    'version',
    'short',
    'state',
    'exit',
    'created_s_ago',
    'started_s_ago',
    'served',
    'older',
    'address',
    'port',
    'target',
    'networks',
    'image',
    'repository',
    'proxy_service',
  ],
  gives: 'rows',
  async read(from, args, options) {
    const { signal } = options;
    const [service, role] = [textOf(args, 'service') ?? '', textOf(args, 'role') ?? 'web'];
    const proxy = await proxyContainer(from, textOf(args, 'proxy'), signal);
    const proxyName = (proxy.Names[0] ?? proxy.Id).replace(/^\//, '');
    const [all, services, proxyDetail] = await Promise.all([
      from.readers.docker.list(signal),
      readServices(from, proxyName, options),
      from.readers.docker.inspect(proxy.Id, signal),
    ]);
    const own = all.filter(({ Labels }) => Labels.service === service && Labels.role === role);
    const details = await Promise.all(own.map((one) => inspected(from, one, signal)));
    const found = details.flatMap((detail) => detail ?? []);
    const networks = Object.keys(proxyDetail.NetworkSettings.Networks ?? {});
    const rows = releaseRows(found, { services, networks, now: hostClock(from) });
    return {
      command: `docker ps -a --filter label=service=${service} --filter label=role=${role}`,
      where: 'host',
      lines: [],
      table: tableOf(kamalReleasesProbe.fields, rows),
    };
  },
};

/** Undefined when it went away meanwhile. */
function inspected(from: StepReaders, { Id }: ContainerSummary, signal: AbortSignal) {
  return from.readers.docker.inspect(Id, signal).catch((error: unknown) => {
    if (error instanceof FailureError && error.failure.kind === 'missing') return undefined;
    throw error;
  });
}

interface Around {
  readonly services: readonly ProxyService[];
  /** Those of the proxy. */
  readonly networks: readonly string[];
  readonly now: number;
}

function releaseRows(found: readonly ContainerDetail[], { services, networks, now }: Around): readonly Row[] {
  const targets = services.flatMap(({ listed }) =>
    listed.target.split(',').map((target) => ({ ...splitTarget(target), service: listed.service })),
  );
  const targetFor = (detail: ContainerDetail) => targets.find(({ host }) => isTarget(host, partsOf(detail)));
  const newestFirst = found.toSorted((a, b) => createdAt(b) - createdAt(a));
  const served = newestFirst.find(targetFor);
  const current = served && targetFor(served);
  return newestFirst.map((detail) => {
    const { State, Config, Id } = detail;
    const address = addressOf(detail, networks);
    const version = tagOf(Config.Image);
    const host = isAddress(current?.host) ? address : Id.slice(0, 12);
    return {
      container: partsOf(detail).name,
      id: Id.slice(0, 12),
      role: Config.Labels?.role,
      version,
      short: version.slice(0, 8),
      state: State.Status,
      exit: State.Running ? undefined : State.ExitCode,
      created_s_ago: secondsSince(createdAt(detail), now),
      started_s_ago: State.Running ? secondsSince(timeOf(State.StartedAt), now) : undefined,
      served: targetFor(detail) !== undefined,
      older: served === undefined ? undefined : createdAt(detail) < createdAt(served),
      address,
      port: current?.port,
      target: host !== undefined && address !== undefined && current ? `${host}:${current.port}` : undefined,
      networks: Object.keys(detail.NetworkSettings.Networks ?? {}).join(' '),
      image: Config.Image,
      repository: version === '' ? undefined : Config.Image.slice(0, -version.length - 1),
      proxy_service: current?.service,
    };
  });
}

const createdAt = ({ Created }: ContainerDetail): number => timeOf(Created) ?? 0;
/** Kamal gives ids, which outlive a restart; an address is given by hand. */
const isAddress = (host: string | undefined): boolean => /^\d+(?:\.\d+){3}$/.test(host ?? '');

const partsOf = ({ Id, Name, NetworkSettings }: ContainerDetail) => ({
  Id,
  name: Name.replace(/^\//, ''),
  networks: NetworkSettings.Networks,
});

/** Several addresses, or none, are no address that requests could be sent to. */
function addressOf({ NetworkSettings }: ContainerDetail, networks: readonly string[]): string | undefined {
  const addresses = networks.flatMap((name) => NetworkSettings.Networks?.[name]?.IPAddress || []);
  return addresses.length === 1 ? addresses[0] : undefined;
}
