import type { Surroundings } from '../stores.js';
import { type Answer, parseAnswer } from './answer.js';
import { queryMessage } from './messages.js';
import { searchPath } from './schema.js';
import { activityRow, timestamp } from './sessions/activity.js';
import type { ServerLife } from './sessions/server-life.js';

/** The one session of PGlite. */
export interface Session {
  /** Answers protocol bytes; calls must not overlap. */
  raw(bytes: Uint8Array): Promise<Uint8Array>;
  run(sql: string): Promise<void>;
}

/** Settings of whoever has the session. */
export interface Tenant {
  readonly pid: number;
  readonly settings: ReadonlyMap<string, string>;
}

/** Not remembered, segments of 16 MB would be kept for later use. */
const always = { wal_recycle: 'off', search_path: searchPath, timezone: 'UTC' };
const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Lends the one session to one tenant at a time, with the tenant's own settings and the present state of the server. */
export class SharedSession {
  readonly #session: Promise<Session>;
  readonly #life: ServerLife;
  readonly #around: Pick<Surroundings, 'now' | 'service'>;
  #turn: Promise<unknown> = Promise.resolve();
  #tenant: Tenant | undefined;
  #waiting = 0;

  constructor(session: Promise<Session>, life: ServerLife, around: Pick<Surroundings, 'now' | 'service'>) {
    this.#session = session;
    this.#life = life;
    this.#around = around;
  }

  /** How many wait for their turn. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Waits for the session; the caller has it until it calls what it gets. */
  async acquire(): Promise<() => void> {
    const before = this.#turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#turn = promise;
    this.#waiting++;
    await before;
    this.#waiting--;
    return resolve;
  }

  /** Makes the session that of a tenant, outside of transactions; the answer has an error when a setting is refused. */
  async enter(tenant: Tenant): Promise<Answer> {
    if (tenant === this.#tenant) return { results: [], notices: [] };
    this.#tenant = undefined;
    const settings = Object.entries({ ...always, ...Object.fromEntries(tenant.settings) });
    const calls = settings.map(([name, value]) => `set_config(${quote(name)}, ${quote(value)}, false)`);
    const answer = await this.ask(`RESET ALL; SELECT ${calls.join(', ')}`);
    if (!answer.error) this.#tenant = tenant;
    return answer;
  }

  /** Settings are those of nobody any more. */
  leave(tenant: Tenant): void {
    if (this.#tenant === tenant) this.#tenant = undefined;
  }

  /** Tells the views how the server stands now; not in a failed transaction. */
  async show(pid: number): Promise<void> {
    const now = this.#around.now();
    const { backends, totals } = this.#life;
    const values = {
      pid: String(pid),
      started: timestamp(this.#around.service('db').startedAt),
      signals: '',
      sessions: JSON.stringify(backends.all.map((backend) => activityRow(backend, now))),
      totals: JSON.stringify({ database: totals.database(now), statements: totals.statements(now) }),
    };
    await this.ask(
      Object.entries(values)
        .map(([name, value]) => `SET drill.${name} = ${quote(value)}`)
        .join('; '),
    );
  }

  async ask(sql: string): Promise<Answer> {
    return parseAnswer(await this.raw(queryMessage(sql)));
  }

  async raw(bytes: Uint8Array): Promise<Uint8Array> {
    return (await this.#session).raw(bytes);
  }
}
