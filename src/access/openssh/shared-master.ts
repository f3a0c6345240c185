import { stat } from 'node:fs/promises';
import type { ResolvedHost } from '../ssh/ssh-config.js';
import { MuxSocket } from './mux-socket.js';

/** A connection that the operator keeps open by ControlMaster. */
export interface SharedMaster {
  /** Its control socket. */
  readonly control: string;
  /** Process id of the ssh behind it. */
  readonly pid: number;
}

/**
 * The master that ssh would use for this host; undefined when the configuration names none, none is running, or it is
 * somebody else's: who listens at a path in a folder for all could lead us to any host, whose key nobody checks then.
 */
export async function findSharedMaster({ values, home }: ResolvedHost): Promise<SharedMaster | undefined> {
  const path = values.get('controlpath')?.[0];
  if (!path || path.toLowerCase() === 'none') return undefined;
  // A master that asks before it lets others in would ask for each of our commands.
  if (/ask$/i.test(values.get('controlmaster')?.[0] ?? '')) return undefined;
  const control = path.replace(/^~(?=\/)/, home);
  const owner = await stat(control).catch(() => undefined);
  if (!owner || owner.uid !== process.getuid?.()) return undefined;
  const mux = await MuxSocket.open(control).catch(() => undefined);
  if (!mux) return undefined;
  try {
    return { control, pid: await mux.pid() };
  } catch {
    return undefined;
  } finally {
    mux.socket.destroy();
  }
}
