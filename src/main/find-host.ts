import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { type LoadedHosts, searchPaths } from '../config/load.js';
import { nearest } from '../config/nearest.js';
import { parseHosts } from '../config/parse.js';
import type { HostEntry } from '../domain/host.js';
import { type Msg, msg } from '../domain/message.js';
import { bareEntry, type Choice, listChoices } from './host-list.js';
import { localEntry } from './local-entry.js';

/** A host to open, and whether an entry of hosts.yaml describes it. */
export interface Found {
  readonly entry: HostEntry;
  readonly described: boolean;
}

/** The host of a name: an entry, the drill, the machine itself, an alias, or anything like `user@host`; or why there is none. */
export async function findHost(name: string, loaded: LoadedHosts): Promise<Found | Msg> {
  if (name === 'drill') return { entry: await drillEntry(loaded), described: true };
  const choices = await listChoices(loaded.hosts);
  const found = choices.find((choice) => choice.name === name);
  if (found) return foundBy(found);
  if (name === 'local') {
    const entry = localEntry(loaded.hosts);
    return { entry, described: loaded.hosts.includes(entry) };
  }
  return name.includes('@') ? { entry: bareEntry(name), described: false } : notFound(name, choices, loaded);
}

export const foundBy = ({ entry, source }: Choice): Found => ({ entry, described: source === 'hosts.yaml' });

/** The drill's entry in hosts.yaml, or in the one that comes with cockpit. */
async function drillEntry(loaded: LoadedHosts): Promise<HostEntry> {
  const isDrill = (host: HostEntry) => host.connection.kind === 'drill';
  const own = loaded.hosts.find(isDrill);
  if (own) return own;
  for (const place of ['../hosts.yaml', '../../hosts.yaml']) {
    const text = await readFile(new URL(place, import.meta.url), 'utf8').catch(() => undefined);
    const entry = text === undefined ? undefined : parseHosts(text, 'hosts.yaml').hosts.find(isDrill);
    if (entry) return entry;
  }
  return { ...bareEntry('drill'), connection: { kind: 'drill' }, environment: 'drill' };
}

function notFound(host: string, choices: readonly Choice[], loaded: LoadedHosts): Msg {
  const names = choices.map((choice) => choice.name);
  const known = names.slice(0, 12).join(', ') || '–';
  const file = loaded.file ?? 'hosts.yaml';
  const near = nearest(host, names);
  return near === undefined
    ? msg('cli.no-such-host', { host, file, known })
    : msg('cli.no-such-host.near', { host, file, known, nearest: near });
}

/** Where a hosts.yaml is looked for, for people. */
export const hostsPaths = (): string =>
  searchPaths({ cwd: process.cwd(), env: process.env, home: homedir() }).join(', ');
