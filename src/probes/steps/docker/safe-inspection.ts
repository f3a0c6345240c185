import type { ContainerDetail } from '../../../domain/docker.js';
import { mask } from '../../../domain/text/mask-secrets.js';
import { healthTestOf } from '../../containers/row.js';
import { shown } from '../seen.js';

/**
 * The parts of an inspection that tell something and no secret, under the engine's own names. Every text is harmless;
 * of the variables only names are shown, and whether they are empty.
 */
export function safeInspection(detail: ContainerDetail): unknown {
  const { State, Config, HostConfig, NetworkSettings } = detail;
  return harmless({
    Id: detail.Id,
    Name: detail.Name,
    Created: detail.Created,
    Image: detail.Image,
    RestartCount: detail.RestartCount,
    State: { ...State, Health: State.Health && { ...State.Health, Log: State.Health.Log ?? [] } },
    Config: {
      Image: Config.Image,
      Hostname: Config.Hostname,
      Tty: Config.Tty ?? false,
      Command: [detail.Path, ...(detail.Args ?? [])].join(' '),
      Healthcheck: Config.Healthcheck && {
        Test: healthTestOf(detail),
        Interval: Config.Healthcheck.Interval,
      },
      Env: variables(Config.Env ?? []),
    },
    HostConfig: {
      Memory: HostConfig.Memory,
      NanoCpus: HostConfig.NanoCpus,
      RestartPolicy: HostConfig.RestartPolicy,
      LogConfig: HostConfig.LogConfig && {
        Type: HostConfig.LogConfig.Type,
        Config: sizes(HostConfig.LogConfig),
      },
      NetworkMode: HostConfig.NetworkMode,
    },
    Mounts: (detail.Mounts ?? []).map(({ Type, Name, Source, Destination, RW }) => ({
      Type,
      Name,
      Source,
      Destination,
      RW,
    })),
    NetworkSettings: {
      Networks: mapped(NetworkSettings.Networks ?? {}, ({ IPAddress, Aliases }) => ({ IPAddress, Aliases })),
      Ports: NetworkSettings.Ports ?? {},
    },
  });
}

/** Other log options may hold a token of the log service. */
const sizes = ({ Config = {} }: NonNullable<ContainerDetail['HostConfig']['LogConfig']>) =>
  Object.fromEntries(Object.entries(Config).filter(([name]) => /^max-|^mode$/.test(name)));

const variables = (lines: readonly string[]) =>
  Object.fromEntries(
    lines.map((line) => {
      const equals = line.indexOf('=');
      return equals < 0 ? [line, ''] : [line.slice(0, equals), equals === line.length - 1 ? '' : mask];
    }),
  );

const mapped = <T, U>(values: Readonly<Record<string, T>>, to: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, to(value)]));

function harmless(value: unknown): unknown {
  if (typeof value === 'string') return shown(value);
  if (Array.isArray(value)) return value.map(harmless);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [shown(name), harmless(inner)]));
}
