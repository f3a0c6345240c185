import { createLink } from '../access/create-link.js';
import { LocalLink } from '../access/local/local-link.js';
import type { RemoteLink } from '../access/remote-link.js';
import { fingerprint, matchesHost } from '../access/ssh/known-hosts.js';
import { readKnownHosts } from '../access/ssh/known-hosts-files.js';
import type { Prompter } from '../access/ssh/prompter.js';
import { resolveRoute } from '../access/ssh/ssh-config.js';
import { knownHostsName, type Route } from '../access/ssh/target.js';
import type { KnownKey, LoginFacts } from '../doctor/connection.js';
import type { Connection, HostEntry } from '../domain/host.js';
import type { Drill } from '../drill/launch.js';

export type SshSettings = Extract<Connection, { kind: 'ssh' }>;

/** Whose ~/.ssh is read, and whose agent is asked. */
export interface Place {
  readonly env: NodeJS.ProcessEnv;
  readonly home?: string;
}

/** A link that is up. */
export interface Opened {
  readonly link: RemoteLink;
  readonly facts?: LoginFacts;
  readonly drill?: Drill;
  close(): Promise<void>;
}

/** Connects once; rejects with a FailureError when the host is not reached or refuses. */
export async function openLink(
  { connection }: HostEntry,
  place: Place,
  prompter: Prompter | undefined,
): Promise<Opened> {
  if (connection.kind === 'local') {
    const link = new LocalLink();
    return { link, close: () => link.close() };
  }
  if (connection.kind === 'ssh') return openSsh(connection, place, prompter);
  const { startDrill } = await import('../drill/launch.js');
  const drill = await startDrill();
  const { SSH_AUTH_SOCK: _agent, ...env } = place.env;
  try {
    const settings = { kind: 'ssh', destination: 'drill' } as const;
    const opened = await openSsh(settings, { env, home: drill.connection.home }, undefined);
    return { ...opened, drill, close: () => opened.close().finally(() => drill.stop()) };
  } catch (error) {
    await drill.stop();
    throw error;
  }
}

async function openSsh(settings: SshSettings, place: Place, prompter: Prompter | undefined): Promise<Opened> {
  const link = createLink(settings, place);
  const asking = prompter && new NotingPrompter(prompter);
  const began = performance.now();
  try {
    await link.connectOnce(asking);
    const ms = Math.round(performance.now() - began);
    const route = await resolveRoute(settings, place).catch(() => undefined);
    const asked = asking?.asked;
    const facts: LoginFacts = {
      route: route?.map(({ user, host, port }) => `${user}@${host}:${port}`) ?? [settings.destination],
      client: link.choice?.client ?? 'built-in',
      ...(link.choice?.why ? { why: link.choice.why } : {}),
      ms,
      hostKey: await knownKey(link.hostKey ?? '', route),
      ...(asked ? { asked } : {}),
    };
    return { link, facts, close: () => link.close() };
  } catch (error) {
    await link.close();
    throw error;
  }
}

/** Where in known_hosts the accepted key stands. */
async function knownKey(accepted: string, route: Route | undefined): Promise<KnownKey> {
  const target = route?.at(-1);
  if (!target) return { fingerprint: accepted };
  const name = knownHostsName(target);
  const entries = await readKnownHosts([...target.userKnownHosts, ...target.globalKnownHosts]);
  const entry = entries.find(
    (one) => matchesHost(one.patterns, name) && fingerprint(Buffer.from(one.key, 'base64')) === accepted,
  );
  return entry
    ? { fingerprint: accepted, type: entry.type, where: `${entry.file}:${entry.line}` }
    : { fingerprint: accepted };
}

/** Passes questions on, and remembers that there were some. */
class NotingPrompter implements Prompter {
  readonly #prompter: Prompter;
  asked: LoginFacts['asked'];

  constructor(prompter: Prompter) {
    this.#prompter = prompter;
  }

  ask: Prompter['ask'] = (text, options) => {
    this.asked =
      text.id === 'link.ask.passphrase'
        ? 'passphrase'
        : text.id === 'link.ask.password'
          ? 'password'
          : 'questions';
    return this.#prompter.ask(text, options);
  };
  trust: Prompter['trust'] = (host) => this.#prompter.trust(host);
  say: Prompter['say'] = (text) => this.#prompter.say(text);
}
