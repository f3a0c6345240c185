import { readFileSync } from 'node:fs';
import type { HostEntry } from '../../src/domain/host.js';
import { type Session, startSession } from '../../src/runtime/session.js';
import type { Event } from '../../src/store/events.js';
import { initialState, type State } from '../../src/store/state.js';
import { createCockpitStore } from '../../src/store/store.js';
import { connectLab, salon } from '../access/lab-host.js';
import type { Lab } from '../lab/lab.js';

/** The lab's salon system as a complete host entry. */
export const salonEntry = (lab: Lab): HostEntry => ({
  ...salon,
  environment: 'production',
  containers: ['web', 'api', 'worker', 'beat', 'db', 'redis'].map((name) => ({
    name: `salon_gbp_${name}`,
    role: name,
  })),
  queues: [
    {
      kind: 'celery',
      name: 'celery',
      redis: 'broker',
      queues: ['celery', 'scraping', 'posting'],
      prefix: '',
      worker: 'salon_gbp_worker',
      beat: 'salon_gbp_beat',
      visibilityTimeoutSeconds: 3600,
    },
  ],
  alerts: [
    {
      id: 'alerts',
      postgres: 'salon',
      query:
        "SELECT created_at AS at, 'warn' AS severity, message AS text FROM alerts ORDER BY created_at DESC LIMIT 10",
    },
  ],
  checks: [
    {
      kind: 'http',
      id: 'api',
      url: `https://${lab.serverName}/api/health`,
      expect: 200,
      from: 'host',
      everySeconds: 2,
    },
    {
      kind: 'tls',
      id: 'tls',
      host: lab.serverName,
      port: 443,
      from: 'host',
      warnDays: 14,
      criticalDays: 3,
      everySeconds: 5,
    },
    {
      kind: 'backup',
      id: 'backup',
      dir: '/opt/salon-gbp',
      pattern: 'backup_*.sql.gz',
      maxAgeHours: 25,
      minBytes: 100,
      everySeconds: 5,
    },
  ],
  logs: [],
});

export interface LabSession {
  readonly session: Session;
  readonly events: readonly Event[];
  state(): State;
  /** Settles when the state passes, rejects after the deadline with what was waited for. */
  until(what: string, passes: (state: State) => boolean, deadlineMs?: number): Promise<State>;
  stop(): Promise<void>;
}

/** A whole session, without a screen, over one real SSH connection to the lab. */
export async function startLabSession(lab: Lab, entry = salonEntry(lab)): Promise<LabSession> {
  const host = await connectLab(lab, { ca: readFileSync(lab.caFile, 'utf8'), entry });
  const events: Event[] = [];
  const store = createCockpitStore(
    initialState({
      host: entry,
      mode: 'watch',
      lang: 'en',
      now: Date.now(),
      size: { columns: 120, rows: 40 },
    }),
    (event) => events.push(event),
  );
  const session = startSession({ host: entry, store, link: host.link, readers: host.readers, now: Date.now });
  return {
    session,
    events,
    state: store.getState,
    async until(what, passes, deadlineMs = 30_000) {
      const deadline = Date.now() + deadlineMs;
      while (!passes(store.getState())) {
        if (Date.now() > deadline) throw new Error(`not within ${deadlineMs} ms: ${what}`);
        await new Promise((done) => setTimeout(done, 50));
      }
      return store.getState();
    },
    async stop() {
      await session.stop();
      await host.close();
    },
  };
}
