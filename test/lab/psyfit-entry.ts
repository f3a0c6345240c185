import { readFileSync } from 'node:fs';
import { parseHosts } from '../../src/config/parse.js';
import type { HostEntry } from '../../src/domain/host.js';
import type { Lab } from './lab.js';

const everySeconds = 5;

/**
 * The lab's psyfit system as a complete host entry: what hosts.yaml is shipped with for psyfit, reached in the lab, its
 * checks often enough for a test, and the Solid Queue that the lab's psyfit has.
 */
export function psyfitEntry(lab: Pick<Lab, 'host' | 'port' | 'user' | 'identityFile'>): HostEntry {
  const hosts = new URL('../../hosts.yaml', import.meta.url);
  const shipped = parseHosts(readFileSync(hosts, 'utf8'), 'hosts.yaml').hosts.find(
    ({ name }) => name === 'psyfit',
  );
  const [postgres] = shipped?.postgres ?? [];
  if (!shipped || !postgres) throw new Error('hosts.yaml has no psyfit with a database');
  const { host, port, user, identityFile } = lab;
  return {
    ...shipped,
    connection: { kind: 'ssh', destination: 'psyfit-lab', host, port, user, identityFile },
    queues: [{ kind: 'solid-queue', name: 'jobs', postgres: postgres.name, schema: 'public' }],
    checks: shipped.checks.map((check) => ({ ...check, everySeconds })),
  };
}
