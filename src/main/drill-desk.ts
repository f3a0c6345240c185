import type { DebriefLine, DrillDeed, Noted, Scenario } from '../domain/drill.js';
import { bothLanguages } from '../domain/message.js';
import type { Bilingual } from '../domain/playbook.js';
import { debriefOf } from '../drill/debrief/debrief.js';
import { type Drill, drillAlias } from '../drill/launch.js';
import type { CockpitStore } from '../store/store.js';
import { recordDrill } from './drill-recorder.js';

/** A drill that is under way. */
export interface DrillDesk {
  debrief(): readonly DebriefLine[];
  stop(): void;
}

/** Puts the drill into the store, and what the machine tells and the operator does into its debrief. */
export function openDrillDesk(options: {
  readonly store: CockpitStore;
  readonly drill: Pick<Drill, 'listen' | 'connection' | 'ended'>;
  readonly scenario: Scenario;
  readonly now: () => number;
  /** How this program is called here; default `cockpit`. */
  readonly program?: string;
}): DrillDesk {
  const { store, drill, scenario, now, program = 'cockpit' } = options;
  const noted: Noted[] = [];
  const deeds: DrillDeed[] = [];
  let times: { began?: number; solved?: number } = {};
  let gone = false;
  let stopped = false;
  const debrief = () => debriefOf({ scenario, ...times, noted, deeds });
  // Some repairs are made by hand on the machine: this is how another terminal gets there.
  const ssh = `ssh -F ${drill.connection.home}/.ssh/config ${drillAlias}`;
  const own = ({ en, ja }: Bilingual) =>
    bothLanguages(en.replaceAll('@{ssh}', ssh), ja.replaceAll('@{ssh}', ssh));
  const show = () =>
    store.dispatch({
      type: 'drill',
      drill: {
        title: own(scenario.title),
        story: own(scenario.story),
        program,
        hints: scenario.hints.map(own),
        hinted: store.getState().drill?.hinted ?? 0,
        ...times,
        ...(gone ? { gone } : {}),
        debrief: debrief(),
      },
    });
  show();
  const stopRecording = recordDrill(store, now, (one) => {
    noted.push(one);
    show();
  });
  const stopListening = drill.listen((event) => {
    if (event.event === 'deed') deeds.push(event.deed);
    else times = { ...times, [event.event]: event.at };
    show();
  });
  void drill.ended.then(() => {
    if (stopped) return;
    gone = true;
    show();
  });
  return {
    debrief,
    stop: () => {
      stopped = true;
      stopRecording();
      stopListening();
    },
  };
}
