import { openSocket } from '../access/open-socket.js';
import { outputOf } from '../access/process-output.js';
import type { RemoteLink, RemoteProcess } from '../access/remote-link.js';
import { endpointsOf } from '../access/service-address.js';
import {
  type Forwarding,
  noiseFinding,
  sessionsFinding,
  tcpFinding,
  wantedSessions,
} from '../doctor/connection.js';
import { type Finding, failed } from '../doctor/finding.js';
import type { DockerReader } from '../domain/access.js';
import { FailureError } from '../domain/failure.js';
import type { HostEntry } from '../domain/host.js';
import { msg } from '../domain/message.js';

const openTimeoutMs = 3_000;

/** What the login shell says and how long it takes, with a command that does nothing. */
export async function tryShell(link: RemoteLink, signal: AbortSignal): Promise<readonly Finding[]> {
  const began = performance.now();
  const what = msg('doctor.ssh.sessions.none');
  const process = await link.exec(['true'], signal);
  const { stdout, stderr } = await outputOf(process, { what, maxBytes: 64 * 1024, signal });
  return [noiseFinding(stdout || stderr, Math.round(performance.now() - began))];
}

/** Opens a few commands that wait for the end of their input, and ends them. */
export async function trySessions(link: RemoteLink, signal: AbortSignal): Promise<readonly Finding[]> {
  const open: RemoteProcess[] = [];
  let refusal: Finding | undefined;
  try {
    while (open.length < wantedSessions) {
      const patience = AbortSignal.any([signal, AbortSignal.timeout(openTimeoutMs)]);
      const process = await link.exec(['cat'], patience);
      // Kept flowing, so that its end is seen.
      process.stdout.resume();
      process.stderr.resume();
      open.push(process);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    refusal = failed('ssh', msg('doctor.ssh.sessions.none'), error);
  } finally {
    for (const process of open) process.close();
    await Promise.race([Promise.all(open.map(({ exit }) => exit)), aborted(signal)]);
  }
  // A link that has learnt a limit lets commands wait for each other: they all began, but not at once.
  const atOnce = Math.min(open.length, link.execLimit ?? open.length);
  return [sessionsFinding(atOnce, refusal)];
}

/** The discard port: closed nearly everywhere, and then sshd says that it tried. */
const closedPort = 9;

/** Whether sshd forwards to addresses at all. */
const probeTcp = (link: RemoteLink): Promise<Forwarding> => openTcp(link, '127.0.0.1', closedPort);

async function openTcp(link: RemoteLink, host: string, port: number): Promise<Forwarding> {
  try {
    const socket = await openSocket(link.tcp(host, port), openTimeoutMs);
    socket.destroy();
    return 'allowed';
  } catch (error) {
    const id = error instanceof FailureError ? error.failure.what.id : '';
    if (id === 'link.tcp.prohibited') return 'prohibited';
    return id === 'link.open.failed' ? 'allowed' : 'unknown';
  }
}

/** Opens a connection to each service of the entry, and closes it. */
export async function tryForwards(
  { postgres, redis }: HostEntry,
  link: RemoteLink,
  docker: DockerReader,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const inspect = (container: string) => docker.inspect(container, signal);
  const services = [
    ...postgres.map(({ address }) => endpointsOf(address, 5432, inspect)),
    ...redis.map(({ address }) => endpointsOf(address, 6379, inspect)),
  ];
  const opened = await Promise.all(
    services.map(async (endpoints): Promise<Forwarding> => {
      // A container that is missing or stopped is another finding.
      const [first] = await endpoints.catch(() => []);
      return first?.kind === 'tcp' ? openTcp(link, first.host, first.port) : 'unknown';
    }),
  );
  const count = (outcome: Forwarding) => opened.filter((one) => one === outcome).length;
  return [tcpFinding(await probeTcp(link), { reached: count('allowed'), refused: count('prohibited') })];
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
