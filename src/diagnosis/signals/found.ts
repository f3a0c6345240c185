import { type Msg, msg } from '../../domain/message.js';
import type { ContainerRow, Evidence, PaneId, Severity, Signal } from '../../domain/model.js';
import { dataOf } from '../../domain/snapshot.js';
import { type Tier, tierOf } from '../topology.js';
import type { DiagnosisView } from '../view.js';

/** A signal before its symptoms are known, with what the ranking needs. */
export interface Found extends Omit<Signal, 'explains' | 'id'> {
  /** The part of the id before the colon: what a rule or a playbook asks for. */
  readonly kind: string;
  /** The container that it is about. */
  readonly container?: string;
  /** Names of hosts or services that its evidence mentions. */
  readonly mentions?: readonly string[];
}

export const idOf = (found: Pick<Found, 'kind' | 'object'>): string => `${found.kind}:${found.object}`;

/** What every family of signals looks at. */
export interface Context {
  readonly view: DiagnosisView;
  /** Host clock, ms. */
  readonly now: number;
  readonly rows: readonly ContainerRow[];
  tier(name: string): Tier;
  /** How people call a container: by its compose service, where that belongs to the system that this host is for. */
  who(row: ContainerRow): string;
}

export function contextOf(view: DiagnosisView, now: number): Context {
  const rows = dataOf(view.containers)?.rows ?? [];
  const tiers = new Map(rows.map((row) => [row.name, tierOf(row, view.host)]));
  const group = mainGroup(rows);
  return {
    view,
    now,
    rows,
    tier: (name) => tiers.get(name) ?? nameTier(name, view),
    who: (row) => (row.group === group ? (row.service ?? row.name) : row.name),
  };
}

/** The project with the most containers that matter; in another project "app" would not say whose. */
function mainGroup(rows: readonly ContainerRow[]): string | undefined {
  const sizes = new Map<string, number>();
  for (const row of rows) if (row.matters) sizes.set(row.group, (sizes.get(row.group) ?? 0) + 1);
  return [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** A container that is missing has a name only. */
function nameTier(name: string, view: DiagnosisView): Tier {
  const blank: ContainerRow = {
    id: '',
    name,
    group: '',
    state: '',
    health: 'none',
    oomKilled: false,
    restarts: 0,
    createdAt: 0,
    image: '',
    imageId: '',
    memoryLimited: false,
    ports: [],
    networks: [],
    figuresFrom: 'none',
    matters: true,
    severity: 'unknown',
    tty: false,
  };
  return tierOf(blank, view.host);
}

export const evidence = (pane: PaneId, text: Msg, object?: string): Evidence =>
  object === undefined ? { pane, text } : { pane, object, text };

/** A quoted log line. */
export const quote = (line: { readonly source: string; readonly text: string }): Evidence =>
  evidence('logs', msg('situation.evidence.line', { line: line.text.slice(0, 300) }), line.source);

export function found(
  kind: string,
  object: string,
  severity: Severity,
  text: Msg,
  proof: readonly Evidence[],
  more: {
    readonly since?: number | undefined;
    readonly container?: string;
    readonly mentions?: readonly string[];
  } = {},
): Found {
  const { since, ...rest } = more;
  return {
    kind,
    object,
    severity,
    text,
    evidence: proof,
    ...rest,
    ...(since === undefined ? {} : { since }),
  };
}
