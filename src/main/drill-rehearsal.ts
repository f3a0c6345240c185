import type { LoadedHosts } from '../config/load.js';
import { formatProblems } from '../config/problem.js';
import { bothLanguages, type Msg, msg } from '../domain/message.js';
import { debriefText } from '../drill/debrief/text.js';
import type { Script } from '../drill/scenario.js';
import { type Lang, translate } from '../i18n/t.js';
import type { Request } from './arguments.js';
import { type DrillDesk, openDrillDesk } from './drill-desk.js';
import { scenarioList } from './drill-list.js';
import { drillScenarios, pickScenario } from './drill-scenario.js';
import { hanging } from './hanging.js';
import { programName } from './program-name.js';
import type { ActingContext } from './run-cockpit.js';

/** How this program is called where it runs. */
const ownName = () =>
  programName(process.argv[1] ?? '', { cwd: process.cwd(), path: process.env.PATH ?? '' });

/** A drill from its scenario to its debrief. */
export interface Rehearsal {
  readonly script: Script;
  /** The screen is there. */
  begin(context: Pick<ActingContext, 'reach' | 'store' | 'now'>): void;
  /** The screen is gone: the debrief stays on the plain terminal. */
  end(lang: Lang): void;
}

/** Says what the practice host is, and picks what the command line asks for; or why there is no such scenario. */
export async function rehearse(
  request: Request,
  hostsFile: string | undefined,
  lang: Lang,
): Promise<Rehearsal | Msg> {
  const t = (message: Msg) => translate(lang, message);
  const program = ownName();
  process.stderr.write(`${t(msg('cli.drill', { program }))}\n`);
  const asked = request.kind === 'drill' && request.of.action === 'run' ? request.of : undefined;
  const picked = await pickScenario(asked ?? { action: 'run' }, hostsFile, t);
  if ('id' in picked) return picked;
  const { scenario, script, seed } = picked;
  const drawn = seed === undefined ? undefined : msg('drill.drawn', { seed, program });
  if (drawn) process.stderr.write(`${t(drawn)}\n`);
  let desk: DrillDesk | undefined;
  return {
    script,
    begin({ reach, store, now }) {
      const { drill } = reach;
      if (drill) desk = openDrillDesk({ store, drill, scenario, now, program });
    },
    end(shown) {
      desk?.stop();
      const lines = desk?.debrief() ?? [];
      if (lines.length === 0) return;
      const say = (message: Msg) => translate(shown, message);
      const title = say(bothLanguages(scenario.title.en, scenario.title.ja));
      process.stdout.write(`${title}\n${hanging(debriefText(lines, say), process.stdout.columns || 100)}`);
      if (drawn) process.stdout.write(`\n${say(drawn)}\n`);
    },
  };
}

/** `cockpit drill list`; the result is the exit code. */
export async function listScenarios(loaded: LoadedHosts, t: (message: Msg) => string): Promise<number> {
  const { scenarios, problems } = await drillScenarios(loaded.file);
  if (problems.length > 0) process.stderr.write(`${formatProblems(problems, t)}\n`);
  process.stdout.write(scenarioList(scenarios, t, ownName()));
  return 0;
}
