import { join, resolve } from 'node:path';
import { buildDrill } from '../../scripts/build-drill.mjs';
import { createReaders, type LinkReaders } from '../../src/access/readers.js';
import type { RemoteLink } from '../../src/access/remote-link.js';
import { createSsh2Link } from '../../src/access/ssh/ssh2-link.js';
import { loadHosts } from '../../src/config/load.js';
import type { HostEntry } from '../../src/domain/host.js';
import { type Drill, drillAlias, startDrill } from '../../src/drill/launch.js';

const root = resolve(import.meta.dirname, '../..');
// A folder for each of vitest's workers: one must not rebuild what another one runs.
const worker = process.env.VITEST_POOL_ID ?? '0';
const folder = join(root, 'node_modules', '.cache', `cockpit-drill-test-${worker}`);

export interface RunningDrill extends AsyncDisposable {
  readonly drill: Drill;
  readonly entry: HostEntry;
  readonly link: RemoteLink;
  readonly readers: LinkReaders;
}

let built: Promise<void> | undefined;

/** The bundle as the tests run it, built once per worker. */
export async function drillProgram(): Promise<string> {
  built ??= buildDrill(folder);
  await built;
  return join(folder, 'drill.mjs');
}

/** A busy machine may let the first attempts run into their deadline. */
async function connected(link: Pick<ReturnType<typeof createSsh2Link>, 'connectOnce'>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await link.connectOnce();
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

/** Starts a practice host and reaches it by the same code as any other host. */
export async function runDrill(options: Parameters<typeof startDrill>[0] = {}): Promise<RunningDrill> {
  const drill = await startDrill({ timeoutMs: 150_000, ...options, program: await drillProgram() });
  const { hosts } = await loadHosts({ cwd: root, env: {}, home: root });
  const entry = hosts.find((host) => host.name === 'drill');
  if (!entry) throw new Error('hosts.yaml has no drill');
  const { home, siteCertificate } = drill.connection;
  const link = createSsh2Link({ kind: 'ssh', destination: drillAlias }, { home, env: {} });
  await connected(link);
  const readers = createReaders(link, entry, { mode: 'watch', ca: [siteCertificate] });
  return {
    drill,
    entry,
    link,
    readers,
    [Symbol.asyncDispose]: async () => {
      await readers.close();
      await link.close();
      await drill.stop();
    },
  };
}
