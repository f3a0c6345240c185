import type { CloudData } from '../domain/cloud.js';
import type { DrillState } from '../domain/drill.js';
import type { Failure } from '../domain/failure.js';
import type { GuideState } from '../domain/guide.js';
import type { IncidentSeverity, IncidentState } from '../domain/incident.js';
import type { LinkStatus } from '../domain/link.js';
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
import type { InputPurpose, Lang, ListId, LogsStatus, LogUi, Screen, Ui } from './state.js';

/** What each slot of the data holds; a Postgres server's slot carries its name. */
export interface Slots {
  containers: ContainersData;
  stats: StatsData;
  /** Only of a host on ECS. */
  cloud: CloudData;
  queues: QueuesData;
  checks: readonly CheckResult[];
  sqlAlerts: SqlAlertsData;
  detail: ContainerDetailView;
  [postgres: `postgres:${string}`]: PostgresData;
}

export type SlotId = keyof Slots;

type Sampled = {
  [Id in SlotId]: {
    readonly type: 'sampled';
    readonly slot: Id;
    readonly at: number;
    readonly data: Slots[Id];
  };
}[SlotId];

/** What happened; the only thing that changes the state. */
export type Event =
  | { readonly type: 'clock'; readonly now: number }
  | { readonly type: 'link'; readonly status: LinkStatus }
  | { readonly type: 'skew'; readonly ms: number }
  | Sampled
  | { readonly type: 'failed'; readonly slot: SlotId; readonly at: number; readonly failure: Failure }
  | { readonly type: 'logs'; readonly status: LogsStatus }
  | { readonly type: 'diagnosed'; readonly alerts: readonly Alert[]; readonly situation: Situation }
  | { readonly type: 'guide'; readonly guide: GuideState }
  | { readonly type: 'incident'; readonly incident: IncidentState }
  | { readonly type: 'drill'; readonly drill: DrillState }
  | { readonly type: 'pace'; readonly factor: number; readonly why?: Msg }
  | { readonly type: 'resized'; readonly size: Ui['size'] }
  | { readonly type: 'toast'; readonly text: Msg; readonly until: number }
  | UiEvent;

/** What the operator did to the screen; none of these reaches the host. */
export type UiEvent =
  | { readonly type: 'ui/open'; readonly screen: Screen }
  | { readonly type: 'ui/back' }
  | { readonly type: 'ui/focus'; readonly pane: PaneId }
  | { readonly type: 'ui/cycle'; readonly by: 1 | -1 }
  | { readonly type: 'ui/move'; readonly by: number }
  | { readonly type: 'ui/edge'; readonly end: 'first' | 'last' }
  | { readonly type: 'ui/next-trouble'; readonly by: 1 | -1 }
  | { readonly type: 'ui/sort'; readonly by: 1 | -1 }
  | { readonly type: 'ui/reverse' }
  | { readonly type: 'ui/tab'; readonly by: 1 | -1 }
  | { readonly type: 'ui/pick-tab'; readonly screen: string; readonly tab: string }
  | { readonly type: 'ui/source'; readonly by: 1 | -1 }
  | { readonly type: 'ui/freeze' }
  | { readonly type: 'ui/help'; readonly on: boolean }
  | {
      readonly type: 'ui/input-open';
      readonly purpose: InputPurpose;
      readonly text?: string;
      readonly severity?: IncidentSeverity;
    }
  | { readonly type: 'ui/input-key'; readonly key: string; readonly typed?: string }
  | { readonly type: 'ui/input-choice'; readonly by: number }
  | { readonly type: 'ui/input-error'; readonly error: Msg }
  | { readonly type: 'ui/input-close' }
  | { readonly type: 'ui/filter'; readonly list: ListId; readonly text: string }
  | { readonly type: 'ui/logs'; readonly logs: LogUi }
  | { readonly type: 'ui/help-lines'; readonly lines: number }
  | { readonly type: 'ui/lang'; readonly lang: Lang }
  /** The wall monitor shows another pane, at once; `held`: by a key. */
  | { readonly type: 'ui/wall-turn'; readonly by: 1 | -1; readonly held: boolean }
  /** Panes stay, or take turns again. */
  | { readonly type: 'ui/wall-hold' }
  /** The next hint of the drill. */
  | { readonly type: 'ui/hint' }
  | { readonly type: 'ui/quit' };
