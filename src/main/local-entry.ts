import { hostname } from 'node:os';
import type { HostEntry } from '../domain/host.js';
import { sanitizeLine } from '../domain/text/sanitize.js';
import { bareEntry } from './host-list.js';

/** What `cockpit local` opens: the only entry with `local: true`, else a bare one that bears the machine's name. */
export function localEntry(hosts: readonly HostEntry[]): HostEntry {
  const [only, another] = hosts.filter(({ connection }) => connection.kind === 'local');
  if (only && !another) return only;
  const [name = ''] = sanitizeLine(hostname()).split('.');
  return { ...bareEntry(name || 'local'), connection: { kind: 'local' } };
}
