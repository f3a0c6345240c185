import { readFileSync } from 'node:fs';
import { factsOf } from '../../src/discovery/facts.js';
import type { ContainerDetail, ContainerSummary } from '../../src/domain/docker.js';
import { bareEntry } from '../../src/main/host-list.js';

export interface Recorded {
  readonly summary: ContainerSummary;
  readonly detail: ContainerDetail;
}

/** Containers of a lab system as the engine told of them: test/fixtures/discovery/record.sh. */
export function recorded(system: 'salon-compose-v1' | 'salon-compose-v2' | 'psyfit'): Recorded[] {
  const text = readFileSync(new URL(`../fixtures/discovery/${system}.ndjson`, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);
}

export const facts = (all: readonly Recorded[]) => all.map(({ summary, detail }) => factsOf(summary, detail));

export const bare = bareEntry('ops@host.example');

export interface Change {
  readonly name?: string;
  readonly image?: string;
  /** The whole command. */
  readonly command?: readonly string[];
  /** Replaces the environment. */
  readonly env?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly state?: 'running' | 'exited' | 'restarting';
  readonly exitCode?: number;
  readonly restart?: string;
  readonly created?: number;
  readonly aliases?: readonly string[];
  readonly network?: string;
  readonly networkMode?: string;
  readonly ports?: ContainerDetail['NetworkSettings']['Ports'];
}

/** A recorded container with some of its parts changed by hand. */
export function vary({ summary, detail }: Recorded, change: Change): Recorded {
  const name = change.name ?? detail.Name.slice(1);
  const state = change.state ?? 'running';
  const labels = change.labels ?? detail.Config.Labels ?? {};
  const [first] = Object.entries(detail.NetworkSettings.Networks ?? {});
  const networks = {
    [change.network ?? first?.[0] ?? 'app']: {
      ...first?.[1],
      Aliases: [...(change.aliases ?? first?.[1].Aliases ?? [])],
    },
  };
  return {
    summary: {
      ...summary,
      Id: `${summary.Id}-${name}`,
      Names: [`/${name}`],
      State: state,
      Labels: labels,
      Created: change.created ?? summary.Created,
    },
    detail: {
      ...detail,
      Name: `/${name}`,
      ...(change.command ? { Path: change.command[0] ?? '', Args: change.command.slice(1) } : {}),
      State: {
        ...detail.State,
        Status: state,
        Running: state === 'running',
        Restarting: state === 'restarting',
        ExitCode: change.exitCode ?? 0,
      },
      Config: {
        ...detail.Config,
        Image: change.image ?? detail.Config.Image,
        Env: change.env ?? detail.Config.Env ?? [],
        Labels: labels,
      },
      HostConfig: {
        ...detail.HostConfig,
        NetworkMode: change.networkMode ?? 'app',
        ...(change.restart === undefined ? {} : { RestartPolicy: { Name: change.restart } }),
      },
      NetworkSettings: {
        Networks: networks,
        Ports: change.ports ?? detail.NetworkSettings.Ports ?? {},
      },
    },
  };
}

/** The recorded container of a name. */
export function named(all: readonly Recorded[], name: string): Recorded {
  const found = all.find(({ detail }) => detail.Name === `/${name}`);
  if (!found) throw new Error(`no container ${name} was recorded`);
  return found;
}

/** A system with some containers changed, taken away (`undefined`) or put beside. */
export const changed = (
  all: readonly Recorded[],
  changes: Readonly<Record<string, Change | undefined>>,
  ...more: readonly Recorded[]
): Recorded[] => [
  ...all.flatMap((one) => {
    const name = one.detail.Name.slice(1);
    if (!Object.hasOwn(changes, name)) return [one];
    const change = changes[name];
    return change ? [vary(one, change)] : [];
  }),
  ...more,
];
