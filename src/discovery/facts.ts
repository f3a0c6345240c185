import type { ContainerDetail, ContainerSummary } from '../domain/docker.js';
import { commandWords, optionWord } from '../domain/text/command-words.js';
import { mask, maskSecrets } from '../domain/text/mask-secrets.js';
import { nameOf } from './name.js';
import { isPlainValue, type UrlVariable, urlVariable } from './url-variable.js';

/** What discovery knows of a container. No secret is in it: of passwords only where they stand. */
export interface ContainerFacts {
  readonly name: string;
  /** As the container names it: `redis:7-alpine`. */
  readonly image: string;
  /** Entry point and arguments, scripts of `sh -c` taken apart; secrets masked. */
  readonly words: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Running, paused or restarting. */
  readonly isUp: boolean;
  readonly exitCode: number;
  /** The engine starts it again when it ends. */
  readonly restarts: boolean;
  /** Unix seconds. */
  readonly createdAt: number;
  readonly onHostNetwork: boolean;
  readonly networks: readonly NetworkFacts[];
  /** TCP ports of the host that lead to ports of the container. */
  readonly published: readonly { readonly inside: number; readonly outside: number }[];
  /** Names of its variables that have a value. */
  readonly variables: ReadonlySet<string>;
  /** Values of the few variables that are no secrets. */
  readonly settings: ReadonlyMap<string, string>;
  readonly urls: readonly UrlVariable[];
  /** `--requirepass` on the command line; `variable` where a shell takes it from one of the container's variables. */
  readonly passwordOption?: { readonly option: string; readonly variable?: string };
}

interface NetworkFacts {
  readonly name: string;
  readonly address?: string;
  /** Names under which others on this network reach it. */
  readonly names: readonly string[];
}

/** Variables whose values say who and where, never with what. */
const readable =
  /^(?:POSTGRES(?:QL)?_(?:USER(?:NAME)?|DB|DATABASE|HOST|PORT|HOST_AUTH_METHOD)|PG(?:DATA|HOST|PORT|USER|DATABASE|SSLMODE)|CELERY_BROKER_TRANSPORT_OPTIONS)$/;

export function factsOf(summary: ContainerSummary, detail: ContainerDetail): ContainerFacts {
  const { Config, State, HostConfig, NetworkSettings } = detail;
  const variables = new Map(
    (Config.Env ?? []).flatMap((line) => {
      const [, name, value] = /^([^=]+)=([\s\S]+)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
  const words = commandWords([...(detail.Path ? [detail.Path] : []), ...(detail.Args ?? [])]);
  const password = optionWord(words, '--requirepass');
  return {
    name: nameOf(summary),
    image: Config.Image,
    words: withoutSecrets(words.map(({ text }) => text)),
    labels: Config.Labels ?? {},
    isUp: State.Running || State.Paused || State.Restarting,
    exitCode: State.ExitCode,
    restarts: !['', 'no'].includes(HostConfig.RestartPolicy?.Name ?? ''),
    createdAt: summary.Created,
    onHostNetwork: HostConfig.NetworkMode === 'host',
    networks: Object.entries(NetworkSettings.Networks ?? {}).map(([name, { IPAddress, Aliases }]) => ({
      name,
      ...(IPAddress ? { address: IPAddress } : {}),
      names: [nameOf(summary), ...(Aliases ?? [])],
    })),
    published: Object.entries(NetworkSettings.Ports ?? {}).flatMap(([port, bindings]) =>
      port.endsWith('/tcp')
        ? (bindings ?? []).map(({ HostPort }) => ({
            inside: Number.parseInt(port, 10),
            outside: Number(HostPort),
          }))
        : [],
    ),
    variables: new Set(variables.keys()),
    settings: new Map(
      [...variables].filter(
        // That of Celery is JSON, which may have several lines.
        ([name, value]) => readable.test(name) && (isPlainValue(value) || name.startsWith('CELERY_')),
      ),
    ),
    urls: [...variables].flatMap(([name, value]) => urlVariable(name, value) ?? []),
    ...(password === undefined || password.text === ''
      ? {}
      : {
          passwordOption: {
            option: '--requirepass',
            ...(password.variable === undefined ? {} : { variable: password.variable }),
          },
        }),
  };
}

const secretOption = /^--?[\w-]*(?:pass|auth|secret|token|key)[\w-]*$/i;

const withoutSecrets = (words: readonly string[]): string[] =>
  words.map((word, index) => (secretOption.test(words[index - 1] ?? '') ? mask : maskSecrets(word)));
