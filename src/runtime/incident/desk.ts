import type {
  Incident,
  IncidentDesk,
  IncidentEntry,
  IncidentFact,
  IncidentFile,
  IncidentSeverity,
} from '../../domain/incident.js';
import { type Msg, msg } from '../../domain/message.js';
import type { ActionRecord } from '../../domain/perform.js';
import { maskSecrets } from '../../domain/text/mask-secrets.js';
import { foldIncident, timeOf, withEntry } from '../../incident/fold.js';
import type { CockpitStore } from '../../store/store.js';
import { factsOf, nothingTold, openSignals, recorded } from './facts.js';

export interface IncidentDeskOptions {
  readonly store: CockpitStore;
  readonly file: IncidentFile;
  /** The incident on this host that was left open. */
  readonly open?: Incident;
  /** Who operates, `user@machine`. */
  readonly who: string;
  /** Minutes to respond on this host. */
  respondMinutes(severity: IncidentSeverity): number;
  newId(at: number): string;
  readonly now: () => number;
  toast(text: Msg): void;
}

export interface RunningIncidentDesk extends IncidentDesk {
  /** A line of the record of actions. */
  noteAction(record: ActionRecord): void;
  /** Settles when all that was noted is on the disk. */
  stop(): Promise<void>;
}

/** Keeps the timeline of the open incident: what the operator says, and what the state tells by itself. */
export function createIncidentDesk(options: IncidentDeskOptions): RunningIncidentDesk {
  const { store, file, who, now, toast } = options;
  let incident: Incident | undefined;
  let told = nothingTold;
  let writing: Promise<unknown> = Promise.resolve();
  let unwritten = false;

  const show = () =>
    store.dispatch({
      type: 'incident',
      incident: { ...(incident ? { current: incident } : {}), ...(unwritten ? { unwritten } : {}) },
    });

  const put = (id: string, entry: IncidentEntry): void => {
    incident = incident ? withEntry(incident, entry) : foldIncident(id, [entry]);
    writing = Promise.all([
      writing,
      file.append(id, entry).then(
        () => {
          if (!unwritten) return;
          unwritten = false;
          show();
        },
        () => {
          if (!unwritten) toast(msg('incident.unwritten'));
          unwritten = true;
          show();
        },
      ),
    ]);
  };

  const add = (fact: IncidentFact, at = now()): void => {
    if (incident) put(incident.id, { at: new Date(at).toISOString(), ...fact });
  };

  const observe = (): void => {
    if (!incident) return;
    const seen = factsOf(store.getState(), told, now());
    told = seen.told;
    for (const { at, fact } of seen.facts) add(fact, at);
    if (seen.facts.length > 0) show();
  };

  const begin = (): void => {
    told = nothingTold;
    observe();
    show();
  };

  if (options.open) {
    incident = options.open;
    add({ kind: 'resumed', by: who });
    // What its file tells already is not told again.
    told = {
      ...factsOf(store.getState(), nothingTold, now()).told,
      signals: openSignals(incident.entries),
    };
    show();
  }
  const unsubscribe = store.subscribe((state, before) => {
    if (state.now !== before.now || state.guide !== before.guide) observe();
  });

  const needsOpen = (act: () => void): void => {
    if (!incident) return toast(msg('incident.none-open'));
    act();
    show();
  };

  return {
    declare(severity, typed) {
      const title = maskSecrets(typed);
      if (incident) return toast(msg('incident.open-already'));
      const { host, data } = store.getState();
      const at = now();
      put(options.newId(at), {
        at: new Date(at).toISOString(),
        kind: 'declared',
        severity,
        title,
        host: host.name,
        by: who,
        respondMinutes: options.respondMinutes(severity),
        situation: recorded(data.situation.headline),
      });
      begin();
      toast(msg('incident.declared', { id: incident ? (incident as Incident).id : '' }));
    },
    changeSeverity: (severity) =>
      needsOpen(() => add({ kind: 'severity', severity, respondMinutes: options.respondMinutes(severity) })),
    note: (text) => needsOpen(() => add({ kind: 'note', by: who, text: maskSecrets(text) })),
    followUp: (text) => needsOpen(() => add({ kind: 'follow-up', by: who, text: maskSecrets(text) })),
    called: (role) => needsOpen(() => add({ kind: 'called', by: who, role })),
    close: (resolution) =>
      needsOpen(() => {
        observe();
        add({ kind: 'closed', by: who, resolution: maskSecrets(resolution) });
        toast(msg('incident.closed', { id: incident?.id ?? '' }));
        incident = undefined;
      }),
    noteAction({ id, event, playbook, step, on, command, outcome, exit, detached, at }) {
      add(
        {
          kind: 'action',
          event,
          action: id,
          playbook,
          step,
          on,
          command,
          ...(outcome === undefined ? {} : { outcome }),
          ...(exit === undefined ? {} : { exit }),
          ...(detached ? { detached } : {}),
        },
        timeOf({ at }),
      );
      show();
    },
    async stop() {
      unsubscribe();
      await writing;
    },
  };
}
