import type { ContainerDetail, ContainerSummary } from '../../../domain/docker.js';
import { FailureError, fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import { nameMatches } from '../../../domain/name-pattern.js';
import type { StepProbe, StepReaders } from '../../../domain/step-probe.js';
import { runCommand } from '../commands/command.js';
import { shown } from '../seen.js';
import { type ListedService, parseList } from './list-table.js';
import { parseStateFile, type SavedService, stateFile } from './state-file.js';

type Options = Parameters<StepProbe['read']>[2];

/** What a proxy says of one of its services, and what it has saved of it. */
export interface ProxyService {
  readonly listed: ListedService;
  /** Undefined where the file can't be read, or says otherwise than the list. */
  readonly saved: SavedService | undefined;
}

export const listCommand = (proxy: string) => ['docker', 'exec', proxy, 'kamal-proxy', 'list'];
/** In short lines, because a long one would be cut. */
const stateCommand = (proxy: string) => ['docker', 'exec', proxy, 'fold', '-b', '-w', '2000', stateFile];

/** The services of a running kamal-proxy; rejects with what it said when it does not answer. */
export async function readServices(
  from: StepReaders,
  proxy: string,
  options: Options,
): Promise<readonly ProxyService[]> {
  const [{ exit, lines }, saved] = await Promise.all([
    runCommand(from, 'host', listCommand(proxy), options),
    readState(from, proxy, options),
  ]);
  const said = (stream: string) => lines.filter((line) => line.stream === stream).map(({ text }) => text);
  const listed = exit === 0 ? parseList(said('stdout')) : undefined;
  if (!listed) {
    const detail = shown(lines.findLast(({ text }) => text.trim() !== '')?.text ?? '');
    throw fail('unreachable', msg('steps.kamal.list', { proxy }), { detail });
  }
  return listed.map((one) => ({ listed: one, saved: saved.find((other) => agrees(one, other)) }));
}

/** A proxy without a file that can be read is a proxy whose options are not known, not a failure. */
async function readState(
  from: StepReaders,
  proxy: string,
  options: Options,
): Promise<readonly SavedService[]> {
  try {
    const { exit, lines } = await runCommand(from, 'host', stateCommand(proxy), options);
    if (exit !== 0) return [];
    return parseStateFile(lines.flatMap(({ stream, text }) => (stream === 'stdout' ? [text] : [])).join(''));
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof FailureError && !options.signal.aborted)) return [];
    throw error;
  }
}

const agrees = (listed: ListedService, saved: SavedService): boolean =>
  saved.name === listed.service && saved.tls === listed.tls && saved.targets.join(',') === listed.target;

/** The container that is meant, or the one that runs kamal-proxy; rejects as missing when there is none. */
export async function proxyContainer(
  from: StepReaders,
  name: string | undefined,
  signal: AbortSignal,
): Promise<ContainerSummary> {
  const all = await from.readers.docker.list(signal);
  const role = from.host.containers.find((entry) => entry.role === 'proxy' && /kamal-proxy/.test(entry.name));
  const wanted = name ?? role?.name ?? 'kamal-proxy';
  const found = all.find((one) => one.Names.some((each) => nameMatches(wanted, each.replace(/^\//, ''))));
  if (!found) throw fail('missing', msg('steps.kamal.no-proxy', { name: wanted }));
  return found;
}

/** HOST:PORT. */
export function splitTarget(target: string): { readonly host: string; readonly port: string } {
  const [, host = target, port = '80'] = /^(.*?):(\d+)$/.exec(target) ?? [];
  return { host, port };
}

type Networks = ContainerDetail['NetworkSettings']['Networks'];

/** Whether requests for this host go to this container: by address, id, name or a further name on a network. */
export function isTarget(
  host: string,
  container: { readonly Id: string; readonly name: string; readonly networks: Networks },
): boolean {
  const { Id, name, networks = {} } = container;
  if (host === name || (host.length >= 12 && Id.startsWith(host))) return true;
  return Object.values(networks).some(
    ({ IPAddress, Aliases }) => IPAddress === host || (Aliases ?? []).includes(host),
  );
}
