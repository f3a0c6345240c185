import { hostname, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Msg, msg } from '../domain/message.js';
import type { ActionLog, ActionRecord, Operator } from '../domain/perform.js';
import { stepProbes } from '../probes/steps/index.js';
import { openActionLog } from '../record/action-log.js';
import { readDetached } from '../record/read-actions.js';
import { createGuide } from '../runtime/guide/guide.js';
import { recordFolder } from './record-folder.js';
import type { ActingContext } from './run-cockpit.js';

export interface GuideOptions extends ActingContext {
  readonly operator: Operator;
  /** Hears of each record that is on the disk. */
  onRecord?(record: ActionRecord): void;
}

/** A record of actions to which somebody else listens. */
const heard = (log: ActionLog, listen: GuideOptions['onRecord']): ActionLog => ({
  async append(record) {
    await log.append(record);
    listen?.(record);
  },
});

const toastMs = 4000;
/** Nobody reads a question and answers it faster. */
const readingMs = 250;

/** The guide of one host; its playbooks come a moment later, so that the first frame need not wait for them. */
export function openGuide(options: GuideOptions): ReturnType<typeof createGuide> {
  const { reach, store, session, operator, mode, now, copy, suspend, hostsFile } = options;
  const dir = recordFolder(process.env);
  const since = reach.drill ? now() : 0;
  const guide = createGuide({
    store,
    host: reach.entry,
    operator,
    stepProbes,
    readers: reach.readers,
    live: session.live,
    log: heard(openActionLog({ dir }), options.onRecord),
    // A practice host is a new one each time: what ran on another is not to be looked for on it.
    recorded: async () =>
      (await readDetached(dir, reach.entry.name)).filter(({ record }) => Date.parse(record.at) >= since),
    now,
    mode,
    readingMs,
    who: `${userInfo().username}@${hostname()}`,
    copy,
    suspend,
    toast: (text: Msg) => store.dispatch({ type: 'toast', text, until: now() + toastMs }),
  });
  void loadTrees(hostsFile).then(
    ({ playbooks, problems }) => guide.setPlaybooks(playbooks, problems),
    (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      guide.setPlaybooks([], [msg('guide.not-loaded', { why })]);
    },
  );
  return guide;
}

async function loadTrees(hostsFile: string | undefined) {
  const { loadPlaybooks } = await import('../config/playbooks/load.js');
  const { builtInPlaybooks } = await import('./built-in-playbooks.js');
  const { problems, playbooks } = await loadPlaybooks({
    builtIn: builtInPlaybooks(),
    ...(hostsFile === undefined ? {} : { team: join(dirname(resolve(hostsFile)), 'playbooks') }),
    vocabulary: { probes: stepProbes },
  });
  return {
    playbooks,
    problems: problems.map(({ file, line, column, what }) =>
      msg('guide.problem', { file, line, column, what }),
    ),
  };
}
