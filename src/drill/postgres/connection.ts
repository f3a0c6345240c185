import type { Surroundings } from '../stores.js';
import { parseAnswer } from './answer.js';
import { holdUp } from './holdups.js';
import {
  errorMessage,
  fatal,
  greeting,
  lastState,
  type Message,
  queryMessage,
  readyForQuery,
  statementsOf,
  type TransactionState,
} from './messages.js';
import { type Backend, begin, type EndReason, rest } from './sessions/backend.js';
import { isRefusal } from './sessions/backends.js';
import type { ServerLife } from './sessions/server-life.js';
import type { SharedSession, Tenant } from './shared-session.js';
import { startupOf } from './startup.js';

/** A statement as somebody outside ran it. */
export interface Ran {
  readonly text: string;
  readonly ok: boolean;
  readonly signalled: readonly { readonly kind: 'cancel' | 'terminate'; readonly backend: Backend }[];
}

export interface ConnectionParts {
  readonly shared: SharedSession;
  readonly life: ServerLife;
  readonly around: Pick<Surroundings, 'now'>;
  onRan(ran: Ran): void;
}

/** Who holds the one session in an open transaction must let go when others wait for so long, ms. */
const patienceMs = 5000;

/** One client's session of the server. */
export class Connection implements Tenant {
  readonly #parts: ConnectionParts;
  readonly #hear: (bytes: Uint8Array) => void;
  readonly #hangUp: () => void;
  readonly #prepared = new Map<string, string>();
  #settings = new Map<string, string>();
  #backend: Backend | undefined;
  #state: TransactionState = 'I';
  #release: (() => void) | undefined;
  #patience: NodeJS.Timeout | undefined;
  #work: Promise<unknown> = Promise.resolve();

  constructor(parts: ConnectionParts, hear: (bytes: Uint8Array) => void, hangUp: () => void) {
    this.#parts = parts;
    this.#hear = hear;
    this.#hangUp = hangUp;
  }

  get pid(): number {
    return this.#backend?.pid ?? 0;
  }

  get settings(): ReadonlyMap<string, string> {
    return this.#settings;
  }

  /** A number that only its client knows, for CancelRequest. */
  get key(): number {
    return (this.pid * 7919) % 2 ** 31;
  }

  /** Lets it in, or says why not and hangs up. */
  start(given: ReadonlyMap<string, string>, client: string | undefined): Promise<unknown> {
    return this.#then(async () => {
      const { life, around, shared } = this.#parts;
      await this.#unpaused();
      life.step();
      const startup = startupOf(given, client);
      const backend = isRefusal(startup) ? startup : life.backends.open(startup.login, around.now());
      if (isRefusal(startup) || isRefusal(backend)) {
        const { code, text } = backend as { code: string; text: string };
        life.log.fatal(around.now(), life.backends.nextPid(), text);
        this.#refuse(code, text);
        return;
      }
      this.#backend = backend;
      this.#settings = new Map(startup.settings);
      backend.onEnd = (how) => this.#ended(how);
      this.#release = await shared.acquire();
      const { error } = await shared.enter(this);
      this.#letGo();
      if (error) this.#refuse(error.code, error.message);
      else this.#hear(greeting(this.pid, this.key));
    });
  }

  /** Answers messages up to Sync, a query or Flush. */
  run(batch: readonly Message[]): Promise<unknown> {
    return this.#then(async () => {
      const backend = this.#backend;
      if (!backend) return;
      await this.#unpaused();
      const texts = statementsOf(batch, this.#prepared);
      const reply = await this.#answer(backend, batch, texts);
      if (this.#backend === backend) this.#hear(reply);
    });
  }

  /** The client has gone, or must. */
  async leave(): Promise<void> {
    const backend = this.#backend;
    this.#backend = undefined;
    if (backend) this.#parts.life.backends.close(backend);
    clearTimeout(this.#patience);
    await this.#then(() => this.#tidy());
  }

  async #answer(backend: Backend, batch: readonly Message[], texts: readonly string[]): Promise<Uint8Array> {
    const { shared, life, around, onRan } = this.#parts;
    const text = texts.join('; ');
    clearTimeout(this.#patience);
    if (texts.length > 0) begin(backend, around.now(), text);
    const stopped = texts.length > 0 ? await holdUp(text, backend, this.#settings, life, around) : undefined;
    backend.wait = undefined;
    this.#release ??= await shared.acquire();
    await shared.enter(this);
    if (stopped) return this.#stop(backend, stopped);
    life.step();
    if (this.#state !== 'E') await shared.show(backend.pid);
    const reply = await shared.raw(Buffer.concat(batch.map(({ bytes }) => bytes)));
    const signalled = await this.#signals(text, reply);
    this.#state = lastState(reply) ?? this.#state;
    if (this.#state === 'I' && /\b(?:set|reset|discard|set_config)\b/i.test(text)) await this.#readSettings();
    this.#settle(backend);
    const ok = !parseAnswer(reply).error;
    for (const each of texts) onRan({ text: each, ok, signalled });
    return reply;
  }

  /** The statement ends with an error that PGlite knows nothing of. */
  async #stop(backend: Backend, { code, text }: { code: string; text: string }): Promise<Uint8Array> {
    const { shared } = this.#parts;
    // Fails the transaction there too.
    if (this.#state === 'T') await shared.raw(queryMessage('SELECT 1/0'));
    if (this.#state === 'T') this.#state = 'E';
    this.#settle(backend);
    return Buffer.concat([errorMessage('ERROR', code, text), readyForQuery(this.#state)]);
  }

  /** Delivers what the statement asked for, after its answer is known as on a server. */
  async #signals(text: string, reply: Uint8Array): Promise<Ran['signalled']> {
    const { shared, life } = this.#parts;
    if (!/_backend|execute/i.test(text) || lastState(reply) === 'E') return [];
    const { results } = await shared.ask("SELECT pg_catalog.current_setting('drill.signals', true)");
    const asked = [...(results[0]?.rows[0]?.[0] ?? '').matchAll(/([ct])(\d+) /g)];
    return asked.flatMap(([, letter, pid]) => {
      const backend = life.backends.find(Number(pid));
      if (!backend) return [];
      const kind = letter === 'c' ? ('cancel' as const) : ('terminate' as const);
      const before = { ...backend };
      if (kind === 'cancel') life.cancel(backend);
      else life.terminate(backend);
      return [{ kind, backend: before }];
    });
  }

  /** What the session is after the answer. */
  #settle(backend: Backend): void {
    const now = this.#parts.around.now();
    if (this.#state === 'I') {
      rest(backend, now);
      this.#letGo();
      return;
    }
    backend.state = this.#state === 'T' ? 'idle in transaction' : 'idle in transaction (aborted)';
    backend.stateChange = now;
    backend.wait = ['Client', 'ClientRead'];
    backend.blockedBy = [];
    backend.locks = [];
    this.#beePatient();
  }

  #beePatient(): void {
    this.#patience = setTimeout(() => {
      if (this.#parts.shared.waiting === 0) this.#beePatient();
      else this.#refuse('25P03', 'terminating connection due to idle-in-transaction timeout');
    }, patienceMs);
    this.#patience.unref();
  }

  async #readSettings(): Promise<void> {
    const { results } = await this.#parts.shared.ask(
      "SELECT name, setting FROM pg_catalog.pg_settings WHERE source = 'session' AND name NOT LIKE 'drill.%'",
    );
    this.#settings = new Map(
      (results[0]?.rows ?? []).map(([name, value]) => [name ?? '', withViews(name ?? '', value ?? '')]),
    );
    const app = this.#settings.get('application_name');
    if (this.#backend && app !== undefined) this.#backend.app = app;
  }

  #ended(how: EndReason): void {
    this.#backend = undefined;
    const why = 'terminating connection due to administrator command';
    if (how !== 'crash') this.#hear(fatal('57P01', why));
    this.#hangUp();
  }

  #refuse(code: string, text: string): void {
    this.#hear(fatal(code, text));
    this.#hangUp();
  }

  #letGo(): void {
    this.#release?.();
    this.#release = undefined;
  }

  async #tidy(): Promise<void> {
    const { shared } = this.#parts;
    const named = [...this.#prepared.keys()].some((name) => name !== '');
    if (!this.#release && !named && this.#settings.size === 0) return;
    this.#release ??= await shared.acquire();
    if (this.#state !== 'I') await shared.ask('ROLLBACK');
    // Also what this client prepared, locked and put into temporary tables.
    await shared.ask('DISCARD ALL');
    shared.leave(this);
    this.#letGo();
  }

  async #unpaused(): Promise<void> {
    while (this.#parts.life.paused) await new Promise((resolve) => setTimeout(resolve, 100));
  }

  #then(work: () => Promise<void>): Promise<unknown> {
    this.#work = this.#work.then(work).catch((error: Error) => {
      this.#letGo();
      this.#refuse('XX000', error.message);
    });
    return this.#work;
  }
}

/** The views of the practice server stay in front, whatever path a client sets. */
const withViews = (name: string, value: string): string =>
  name === 'search_path' && !/^drill\b/.test(value) ? `drill, pg_catalog${value ? `, ${value}` : ''}` : value;
