import { resolveRoute } from '../access/ssh/ssh-config.js';
import { loadHosts } from '../config/load.js';
import { ConfigError } from '../config/problem.js';
import { type Placed, sameHostFinding } from '../doctor/entry.js';
import type { Finding } from '../doctor/finding.js';
import { pooled } from '../doctor/trial.js';
import { FailureError } from '../domain/failure.js';
import type { HostEntry } from '../domain/host.js';
import type { Place } from './doctor-link.js';

const atOnce = 4;

/** Other entries of the file that lead to the same machine. */
export async function neighbours(
  entry: HostEntry,
  hostsFile: string | undefined,
  place: Place,
): Promise<readonly Finding[]> {
  if (hostsFile === undefined) return [];
  const own = await placeOf(entry, place);
  if (!own) return [];
  const hosts = await hostsOf(hostsFile, place);
  const others = await pooled(
    hosts.filter(({ name }) => name !== entry.name).map((host) => () => placeOf(host, place)),
    atOnce,
  );
  const finding = sameHostFinding(
    own,
    others.filter((other) => other !== undefined),
  );
  return finding ? [finding] : [];
}

async function hostsOf(explicitPath: string, { env, home }: Place): Promise<readonly HostEntry[]> {
  try {
    const options = { explicitPath, cwd: process.cwd(), env, home: home ?? env.HOME ?? '' };
    return (await loadHosts(options)).hosts;
  } catch (error) {
    if (error instanceof ConfigError) return [];
    throw error;
  }
}

/** Where an entry leads; undefined for this machine, and for what can't be told without its ssh. */
async function placeOf({ name, connection }: HostEntry, place: Place): Promise<Placed | undefined> {
  if (connection.kind !== 'ssh') return undefined;
  try {
    const target = (await resolveRoute(connection, place)).at(-1);
    return target && { name, host: target.host, port: target.port };
  } catch (error) {
    if (error instanceof FailureError) return undefined;
    throw error;
  }
}
