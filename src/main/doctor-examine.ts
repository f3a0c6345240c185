import { outputOf } from '../access/process-output.js';
import { createReaders, type LinkReaders } from '../access/readers.js';
import type { RemoteLink } from '../access/remote-link.js';
import { clockFinding } from '../doctor/clock.js';
import { loginFindings, roundTripFinding } from '../doctor/connection.js';
import { containerFindings, containerNames, type Seen } from '../doctor/containers.js';
import {
  engineFinding,
  unixForwardFinding,
  type Way,
  type WayResult,
  wayFindings,
} from '../doctor/docker.js';
import { entryFindings } from '../doctor/entry.js';
import { type Finding, failed } from '../doctor/finding.js';
import { hostFindings, pathsOf, programsOf } from '../doctor/host.js';
import { type HostFacts, hostFactsArgv, parseHostFacts } from '../doctor/host-facts.js';
import { judgeLogs, readContainerLogs } from '../doctor/logs.js';
import { type Pane, type PaneState, paneStates } from '../doctor/panes.js';
import { pooled, trial } from '../doctor/trial.js';
import type { ContainerSummary } from '../domain/docker.js';
import type { HostEntry } from '../domain/host.js';
import { msg } from '../domain/message.js';
import { nameMatches } from '../domain/name-pattern.js';
import { readCommand } from '../domain/read-commands.js';
import { wantsDocker } from '../domain/wanted.js';
import { identityOf } from '../probes/containers/identity.js';
import { parseDf } from '../probes/stats/df.js';
import { examineAws } from './doctor-aws.js';
import { tryWay } from './doctor-docker.js';
import type { Opened } from './doctor-link.js';
import { examinePlaybooks } from './doctor-playbooks.js';
import { serviceTasks } from './doctor-services.js';
import { tryForwards, trySessions, tryShell } from './doctor-ssh.js';

/** What was found out about a host. */
export interface Examination {
  readonly findings: readonly Finding[];
  readonly panes: ReadonlyMap<Pane, PaneState>;
}

export interface ExamineOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly hostsFile?: string;
  /** What is known of the entry already. */
  readonly others?: readonly Finding[];
  /** For everything together. Default 60 s. */
  readonly deadlineMs?: number;
}

const defaultDeadlineMs = 60_000;
const atOnce = 4;

/** Tries everything that cockpit would use on the host, and changes nothing there. Always settles. */
export async function examine(
  entry: HostEntry,
  opened: Opened,
  options: ExamineOptions,
): Promise<Examination> {
  const { link, drill } = opened;
  const { env, hostsFile, others = [], deadlineMs = defaultDeadlineMs } = options;
  const signal = AbortSignal.timeout(deadlineMs);
  const readers = createReaders(link, entry, {
    mode: 'watch',
    env,
    ...(drill ? { ca: [drill.connection.siteCertificate] } : {}),
  });
  try {
    return await new Doctor(entry, opened, readers, signal).examine(hostsFile, others);
  } finally {
    await readers.close().catch(() => undefined);
  }
}

type Work = (signal: AbortSignal) => Promise<readonly Finding[]>;

class Doctor {
  readonly #entry: HostEntry;
  readonly #opened: Opened;
  readonly #link: RemoteLink;
  readonly #readers: LinkReaders;
  readonly #signal: AbortSignal;
  readonly #findings: Finding[] = [];
  #facts: HostFacts | undefined;
  #containers: readonly ContainerSummary[] | undefined;
  #mounts: readonly string[] | undefined;
  #figures = false;
  /** On ECS the tasks came. */
  #tasks = false;

  constructor(entry: HostEntry, opened: Opened, readers: LinkReaders, signal: AbortSignal) {
    this.#entry = entry;
    this.#opened = opened;
    this.#link = opened.link;
    this.#readers = readers;
    this.#signal = signal;
  }

  async examine(hostsFile: string | undefined, others: readonly Finding[]): Promise<Examination> {
    const { facts } = this.#opened;
    if (facts) {
      this.#note(loginFindings(facts));
      // Alone, because each counts or times what others would use too.
      await this.#try('ssh', msg('doctor.ssh.sessions.none'), (signal) => tryShell(this.#link, signal));
      await this.#try('ssh', msg('doctor.ssh.sessions.none'), (signal) => trySessions(this.#link, signal));
    }
    await this.#try('host', msg('doctor.host.unread'), (signal) => this.#readFacts(signal));
    await this.#try('host', msg('doctor.host.no-figures'), (signal) => this.#readFigures(signal));
    const { stack } = this.#entry;
    if (stack.kind === 'ecs') await this.#tryAws({ ...this.#entry, stack });
    if (wantsDocker(this.#entry)) await this.#tryDocker();
    if (facts) {
      await this.#try('ssh', msg('doctor.ssh.tcp.unknown'), (signal) =>
        tryForwards(this.#entry, this.#link, this.#readers.docker, signal),
      );
    }
    const tasks = [
      () => this.#look('host', msg('doctor.host.no-disks'), (signal) => this.#readDisks(signal)),
      async () =>
        wantsDocker(this.#entry)
          ? this.#look('logs', msg('doctor.logs.none'), (signal) => this.#readLogs(signal))
          : [],
      ...serviceTasks(this.#entry, this.#readers, this.#facts, this.#signal),
    ];
    const found = await pooled(tasks, atOnce);
    this.#note(found.flat());
    this.#note(others);
    await this.#judgeEntry(hostsFile);
    const basis = { docker: this.#containers !== undefined || this.#tasks, figures: this.#figures };
    return { findings: this.#findings, panes: paneStates(this.#entry, this.#findings, basis) };
  }

  #note(findings: readonly Finding[]): void {
    this.#findings.push(...findings);
  }

  #look(area: Finding['area'], what: Finding['what'], work: Work): Promise<readonly Finding[]> {
    return trial({ area, what, signal: this.#signal }, work);
  }

  async #try(area: Finding['area'], what: Finding['what'], work: Work): Promise<void> {
    this.#note(await this.#look(area, what, work));
  }

  async #readFacts(signal: AbortSignal): Promise<readonly Finding[]> {
    const socket = socketOf(this.#entry);
    const argv = hostFactsArgv(programsOf(this.#entry), [socket, ...pathsOf(this.#entry)]);
    const process = await this.#link.exec(argv, signal);
    const what = msg('doctor.host.unread');
    const { stdout } = await outputOf(process, { what, maxBytes: 256 * 1024, signal });
    this.#facts = parseHostFacts(stdout);
    return hostFindings(this.#entry, this.#facts);
  }

  /** The first tick also starts the loop: the second one has the true round trip. */
  async #readFigures(signal: AbortSignal): Promise<readonly Finding[]> {
    const { host } = this.#readers;
    await host.tick([], signal);
    const tick = await host.tick([], signal);
    const skewMs = tick.hostNow + tick.rttMs / 2 - Date.now();
    this.#figures = true;
    const figures: Finding = { area: 'host', state: 'ok', what: msg('doctor.host.figures') };
    if (!this.#opened.facts) return [figures];
    return [figures, clockFinding(skewMs, tick.rttMs), roundTripFinding(tick.rttMs)];
  }

  async #tryAws(entry: Parameters<typeof examineAws>[0]): Promise<void> {
    const { findings, read } = await examineAws(entry, this.#readers, this.#signal);
    this.#note(findings);
    this.#tasks = read;
  }

  async #tryDocker(): Promise<void> {
    let socket = socketOf(this.#entry);
    const { connection, sudo } = this.#entry;
    const list = this.#readers.docker.list(AbortSignal.any([this.#signal, AbortSignal.timeout(8_000)]));
    const listed = await list.then(
      (containers) => ({ containers }),
      (error: unknown) => ({ error }),
    );
    const path = this.#readers.dockerPath;
    const used: Way | undefined = path === 'dial-stdio' && sudo === true ? 'sudo' : path;
    const results: Partial<Record<Way, WayResult>> = {};
    const tryOne = async (way: Way) => {
      const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(8_000)]);
      results[way] = await tryWay(this.#link, way, { socket, named: this.#entry.dockerSocket }, signal).catch(
        (error: unknown): WayResult => ({ ok: false, failure: failureOf(error) }),
      );
    };
    if (connection.kind === 'local') await tryOne('local');
    else {
      await tryOne('socket');
      // The engine of a login of its own, which the readers look for too.
      const own = this.#facts?.uid ? `/run/user/${this.#facts.uid}/docker.sock` : undefined;
      if (!results.socket?.ok && used === 'socket' && own) {
        socket = own;
        await tryOne('socket');
      }
      if (this.#facts?.programs.has('docker')) await tryOne('dial-stdio');
      if (sudo === true || (!results.socket?.ok && !results['dial-stdio']?.ok)) await tryOne('sudo');
    }
    const access = this.#facts?.paths.get(socket);
    const facts = { socket, results, used, ...(access ? { access } : {}) };
    const forwarding = connection.kind === 'local' ? undefined : unixForwardFinding(facts);
    this.#note([...(forwarding ? [forwarding] : []), ...wayFindings(facts)]);
    if ('error' in listed) {
      this.#note([failed('docker', msg('doctor.docker.fails'), listed.error)]);
      return;
    }
    this.#containers = listed.containers;
    await this.#try('docker', msg('doctor.docker.fails'), async (signal) => [
      engineFinding(await this.#readers.docker.info(signal)),
    ]);
    this.#note(containerFindings(this.#entry, this.#seen()));
  }

  #seen(): readonly Seen[] {
    return (this.#containers ?? []).map((container) => {
      const { name, slot, service } = identityOf(container, this.#entry.stack);
      return { name, slot, state: container.State, ...(service === undefined ? {} : { service }) };
    });
  }

  async #readLogs(signal: AbortSignal): Promise<readonly Finding[]> {
    const patterns = [...containerNames(this.#entry).keys()];
    const names = this.#seen()
      .map(({ name }) => name)
      .filter((name) => patterns.length === 0 || patterns.some((pattern) => nameMatches(pattern, name)));
    return judgeLogs(await readContainerLogs(names.slice(0, mostLogs), this.#readers.docker, signal));
  }

  async #readDisks(signal: AbortSignal): Promise<readonly Finding[]> {
    const { stdout } = await this.#readers.host.run(readCommand('df'), signal);
    this.#mounts = parseDf(stdout).map(({ mount }) => mount);
    const mounts = this.#mounts.join(', ');
    return this.#mounts.length > 0
      ? [{ area: 'host', state: 'ok', what: msg('doctor.host.disks', { mounts }) }]
      : [{ area: 'host', state: 'warn', what: msg('doctor.host.no-disks') }];
  }

  async #judgeEntry(hostsFile: string | undefined): Promise<void> {
    const containers = this.#containers && this.#seen().map(({ name }) => name);
    const known = {
      ...(containers ? { containers } : {}),
      ...(this.#mounts ? { mounts: this.#mounts } : {}),
    };
    if (this.#entry.discovered)
      this.#note([
        {
          area: 'entry',
          state: 'ok',
          what: msg('doctor.entry.discovered'),
          next: msg('doctor.entry.discovered.next'),
        },
      ]);
    else this.#note(entryFindings(this.#entry, known));
    // On ECS there are none to list, and its playbooks need none.
    const listed = this.#containers ?? (this.#entry.stack.kind === 'ecs' ? [] : undefined);
    if (!listed) return;
    const area = 'entry';
    const what = msg('doctor.playbook.unread');
    // Nothing is asked of the host: only uncompiled trees take their time.
    const bounds = { area, what, signal: this.#signal, timeoutMs: 30_000 } as const;
    this.#note(await trial(bounds, () => examinePlaybooks(this.#entry, listed, hostsFile)));
  }
}

const mostLogs = 30;

const socketOf = ({ dockerSocket }: HostEntry): string => dockerSocket ?? '/var/run/docker.sock';

const failureOf = (error: unknown) => {
  const { why, next } = failed('docker', msg('doctor.docker.fails'), error);
  return {
    kind: 'unreachable',
    what: why ?? msg('doctor.docker.hung-up'),
    ...(next ? { next } : {}),
  } as const;
};
