import type { CloudData } from '../domain/cloud.js';
import type { DrillState } from '../domain/drill.js';
import type { GuideState } from '../domain/guide.js';
import type { HostEntry } from '../domain/host.js';
import type { IncidentSeverity, IncidentState } from '../domain/incident.js';
import { initialLink, type LinkStatus } from '../domain/link.js';
import type { Msg } from '../domain/message.js';
import type {
  Alert,
  CheckResult,
  ContainerDetailView,
  ContainersData,
  PaneId,
  PostgresData,
  QueuesData,
  Situation,
  SqlAlertsData,
  StatsData,
} from '../domain/model.js';
import type { Snapshot } from '../domain/snapshot.js';
import type { History } from './history.js';
import type { InputLine } from './input-line.js';

export type Lang = 'en' | 'ja';

/** What is known of the log tails; the lines themselves live in a ring outside the store. */
export interface LogsStatus {
  readonly version: number;
  readonly lines: number;
  /** Lines left out under a flood, since the start. */
  readonly skipped: number;
  readonly sources: readonly {
    readonly name: string;
    readonly state: 'following' | 'waiting' | 'failed';
    readonly why?: Msg;
  }[];
  readonly errors: number;
  readonly lastAt?: number;
}

/** Everything that came from the host. Frozen screens keep an older one of these. */
export interface Data {
  readonly link: LinkStatus;
  /** Host clock minus operator clock, ms. */
  readonly skewMs?: number;
  readonly containers: Snapshot<ContainersData>;
  readonly stats: Snapshot<StatsData>;
  /** Pending for ever on a host that is not on ECS. */
  readonly cloud: Snapshot<CloudData>;
  readonly postgres: Readonly<Record<string, Snapshot<PostgresData>>>;
  readonly queues: Snapshot<QueuesData>;
  readonly checks: Snapshot<readonly CheckResult[]>;
  readonly sqlAlerts: Snapshot<SqlAlertsData>;
  readonly logs: LogsStatus;
  readonly alerts: readonly Alert[];
  readonly situation: Situation;
  readonly history: History;
  readonly detail?: { readonly id: string; readonly view: Snapshot<ContainerDetailView> };
  /** How much slower than usual the host is polled, and why. */
  readonly pace: { readonly factor: number; readonly why?: Msg };
}

export type Screen =
  | { readonly id: 'overview' }
  /** What a drill has shown of whoever works on it. */
  | { readonly id: 'debrief' }
  /** The wall monitor: the state in large, and panes in turn. It is the ground of watch mode. */
  | { readonly id: 'wall' }
  | { readonly id: PaneId }
  | { readonly id: 'container'; readonly container: string; readonly name: string }
  | { readonly id: 'text'; readonly title: Msg; readonly lines: readonly string[] }
  /** The playbooks, those that fit best first. */
  | { readonly id: 'triage' }
  /** The walk that `guide.current` names. */
  | { readonly id: 'guide' }
  /** The timeline of the open incident, or the question how bad it is. */
  | { readonly id: 'incident' }
  /** Detached actions, and whatever else is under way on the host. */
  | { readonly id: 'jobs' };

/** Lists that have a cursor, a filter and a sort order of their own. */
export type ListId =
  | 'containers'
  | 'disks'
  | 'activity'
  | 'locks'
  | 'statements'
  | 'queues'
  | 'workers'
  | 'failures'
  | 'recurring'
  | 'alerts'
  | 'container'
  | 'help'
  | 'text'
  | 'usage'
  | 'triage'
  | 'debrief'
  | 'incident'
  | 'jobs';

export interface ListState {
  readonly cursorKey?: string;
  readonly cursorIndex: number;
  readonly filter: string;
  readonly sort?: string;
  readonly reversed: boolean;
}

/** How the log pane looks at the lines; the lines themselves are outside the store. */
export interface LogUi {
  readonly follow: boolean;
  /** The line that the cursor stands on while not following. */
  readonly cursor?: number;
  readonly filter?: string;
  readonly search?: string;
  readonly minLevel: 'all' | 'warn' | 'error';
  readonly source?: string;
  readonly sinceMinutes?: number;
  readonly wrap: boolean;
  readonly stamps: boolean;
  /** First column shown of long lines. */
  readonly column: number;
}

export type InputPurpose =
  | 'filter'
  | 'search'
  | 'log-filter'
  | 'palette'
  | 'save'
  /** The reason for skipping a step or for overruling its verdict. */
  | 'skip'
  | 'overrule'
  /** What an incident is called; its severity stands in `severity`. */
  | 'incident-title'
  | 'incident-note'
  | 'incident-follow-up'
  | 'incident-close';

/** How the wall monitor goes through the panes. */
export interface WallUi {
  /** Seconds that a pane stays; 0: the panes stay as they are. */
  readonly dwellSeconds: number;
  /** The pane on show, when one is shown alone; the screen's order begins with panes in trouble. */
  readonly pane: PaneId;
  /** Operator's clock, ms: when it came on. */
  readonly since: number;
  /** A key press holds the turn for a while. */
  readonly heldUntil?: number;
  /** The last pane without trouble that had a turn: the next one goes on from there. */
  readonly lastQuiet?: PaneId;
}

export interface Ui {
  readonly size: { readonly columns: number; readonly rows: number };
  readonly stack: readonly Screen[];
  readonly focus: PaneId;
  readonly lists: Readonly<Partial<Record<ListId, ListState>>>;
  readonly tabs: Readonly<Record<string, string>>;
  readonly postgresIndex: number;
  readonly queueIndex: number;
  readonly logs: LogUi;
  readonly wall: WallUi;
  readonly input?: {
    readonly purpose: InputPurpose;
    readonly list?: ListId;
    readonly line: InputLine;
    readonly error?: Msg;
    readonly choice: number;
    readonly severity?: IncidentSeverity;
  };
  readonly help: boolean;
  /** Lines of the help screen at its present width; the screen tells. */
  readonly helpLines: number;
  readonly toast?: { readonly text: Msg; readonly until: number };
  readonly quitting: boolean;
}

export interface State {
  readonly host: HostEntry;
  readonly mode: 'watch' | 'operate';
  readonly lang: Lang;
  /** Operator's clock, ms; moves once a second. */
  readonly now: number;
  readonly startedAt: number;
  readonly data: Data;
  readonly guide: GuideState;
  readonly incident: IncidentState;
  /** Only on the practice host. */
  readonly drill?: DrillState;
  readonly frozen?: { readonly at: number; readonly data: Data };
  readonly ui: Ui;
}

const pending = { state: 'pending' } as const;

/** The screen at the bottom of the stack, to which every way back leads. */
export const groundOf = (mode: State['mode']): Screen => ({ id: mode === 'watch' ? 'wall' : 'overview' });

export function initialState(options: {
  host: HostEntry;
  mode: State['mode'];
  lang: Lang;
  now: number;
  size: Ui['size'];
  /** Watch mode: seconds that a pane of the wall monitor stays; 0: no turns. */
  dwellSeconds?: number;
}): State {
  const { host, mode, lang, now, size, dwellSeconds = 15 } = options;
  return {
    host,
    mode,
    lang,
    now,
    startedAt: now,
    data: {
      link: { ...initialLink, since: now },
      containers: pending,
      stats: pending,
      cloud: pending,
      postgres: Object.fromEntries(host.postgres.map((p) => [p.name, pending])),
      queues: pending,
      checks: pending,
      sqlAlerts: pending,
      logs: { version: 0, lines: 0, skipped: 0, sources: [], errors: 0 },
      alerts: [],
      situation: {
        kind: 'pending',
        headline: { id: 'situation.pending' },
        severity: 'unknown',
        signals: [],
        changes: [],
      },
      history: {},
      pace: { factor: 1 },
    },
    guide: { offers: [], problems: [], walks: {} },
    incident: {},
    ui: {
      size,
      stack: [groundOf(mode)],
      focus: 'containers',
      lists: {},
      tabs: {},
      postgresIndex: 0,
      queueIndex: 0,
      logs: { follow: true, minLevel: 'all', wrap: false, stamps: true, column: 0 },
      wall: { dwellSeconds, pane: 'containers', since: now },
      help: false,
      helpLines: 0,
      quitting: false,
    },
  };
}

/** What the screens draw: the frozen data while frozen; a container that is opened then is shown as it is. */
export function shownData({ frozen, data }: State): Data {
  if (!frozen) return data;
  const { detail } = data;
  return detail === undefined || detail.id === frozen.data.detail?.id
    ? frozen.data
    : { ...frozen.data, detail };
}

export const topScreen = (ui: Ui): Screen => ui.stack[ui.stack.length - 1] ?? { id: 'overview' };

export const isWatching = ({ mode }: Pick<State, 'mode'>): boolean => mode === 'watch';
