import type { ResolvedHost } from '../ssh/ssh-config.js';
import { MuxSocket } from './mux-socket.js';

/** A connection that the operator keeps open by ControlMaster. */
export interface SharedMaster {
  /** Its control socket. */
  readonly control: string;
  /** Process id of the ssh behind it. */
  readonly pid: number;
}

/** The master that ssh would use for this host; undefined when the configuration names none or none is running. */
export async function findSharedMaster({ values, home }: ResolvedHost): Promise<SharedMaster | undefined> {
  const path = values.get('controlpath')?.[0];
  if (!path || path.toLowerCase() === 'none') return undefined;
  // A master that asks before it lets others in would ask for each of our commands.
  if (/ask$/i.test(values.get('controlmaster')?.[0] ?? '')) return undefined;
  const control = path.replace(/^~(?=\/)/, home);
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
