import { readFileSync } from 'node:fs';
import { createOperator } from '../../../src/access/operate/create-operator.js';
import { parseHosts } from '../../../src/config/parse.js';
import type { HostEntry } from '../../../src/domain/host.js';
import type { Playbook } from '../../../src/domain/playbook.js';
import { dataOf } from '../../../src/domain/snapshot.js';
import type { StepReaders } from '../../../src/domain/step-probe.js';
import { startSession } from '../../../src/runtime/session.js';
import { initialState } from '../../../src/store/state.js';
import { createCockpitStore } from '../../../src/store/store.js';
import { bindNeeds } from '../../../src/triage/bind.js';
import { offersOf } from '../../../src/triage/offers.js';
import type { Values } from '../../../src/triage/values.js';
import { connectLab } from '../../access/lab-host.js';
import { salon } from '../../journeys/lab-project.js';
import type { Lab } from '../../lab/lab.js';

/** All of cockpit but its screen, on the lab. */
export interface LabCockpit {
  readonly host: HostEntry;
  readonly from: StepReaders;
  /** The needs of a tree as they would be bound now. */
  bind(playbook: Playbook, row?: Readonly<Record<string, string>>): Values;
  /** Kinds of signals, causes first. */
  signals(): readonly string[];
  /** Trees that are offered, best first. */
  offers(playbooks: readonly Playbook[]): readonly string[];
  /** Settles when every pane has data. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** The lab host as its hosts.yaml describes it; checks are made every few seconds, so that scenes need not wait. */
export function labEntry(): HostEntry {
  const entry = parseHosts(salon, 'hosts.yaml').hosts[0];
  if (!entry) throw new Error('no host in the lab project');
  return { ...entry, checks: entry.checks.map((check) => ({ ...check, everySeconds: 5 })) };
}

export async function openLabCockpit(lab: Lab, host: HostEntry = labEntry()): Promise<LabCockpit> {
  const { link, readers, close } = await connectLab(lab, {
    entry: host,
    ca: readFileSync(lab.caFile, 'utf8'),
  });
  const now = Date.now;
  const size = { columns: 120, rows: 40 };
  const store = createCockpitStore(initialState({ host, mode: 'operate', lang: 'en', now: now(), size }));
  const session = startSession({ host, store, link, readers, now });
  const operator = createOperator(link, host, { docker: readers.docker, postgres: readers.postgres });
  const rows = () => dataOf(store.getState().data.containers)?.rows ?? [];
  const situation = () => store.getState().data.situation;

  return {
    host,
    from: {
      readers,
      live: session.live,
      commands: operator,
      host,
      compose: (signal) => operator.compose(signal),
      now,
    },
    bind(playbook, row) {
      const offer = offersOf({ playbooks: [playbook], host, rows: rows(), situation: situation() })[0];
      const signal = offer?.signal === undefined ? {} : { signal: offer.signal };
      const context = { host, rows: rows(), signals: situation().signals, ...signal };
      return bindNeeds(playbook, { ...context, ...(row ? { row } : {}) }).values;
    },
    signals: () => situation().signals.map(({ id }) => id),
    offers: (playbooks) =>
      offersOf({ playbooks, host, rows: rows(), situation: situation() })
        .filter(({ score }) => score > 0)
        .map(({ playbook }) => playbook),
    async ready() {
      const { signal } = new AbortController();
      const slots = [
        'containers',
        'stats',
        // What a host does not have is never read.
        ...(host.queues.length > 0 ? (['queues'] as const) : []),
        ...(host.checks.length > 0 ? (['checks'] as const) : []),
      ] as const;
      await Promise.all(slots.map((slot) => session.live.fresh(slot, 0, 15_000, signal)));
      // The diagnosis looks once a second.
      await new Promise((resolve) => setTimeout(resolve, 1500));
    },
    async close() {
      await session.stop();
      await operator.close();
      await close();
    },
  };
}
