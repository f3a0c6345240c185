import { setTimeout as sleep } from 'node:timers/promises';
import { LocalLink } from '../../../src/access/local/local-link.js';
import { createReaders } from '../../../src/access/readers.js';
import { parseHosts } from '../../../src/config/parse.js';
import { dataOf } from '../../../src/domain/snapshot.js';
import { startSession } from '../../../src/runtime/session.js';
import { initialState, type State } from '../../../src/store/state.js';
import { createCockpitStore } from '../../../src/store/store.js';

// Stands for `cockpit local` on the lab host: reads all panes until each has figures, prints the state as JSON.
const [entry] = parseHosts(process.env.LAB_HOSTS ?? '', 'hosts.yaml').hosts;
if (!entry) throw new Error('LAB_HOSTS has no host');
const size = { columns: 120, rows: 40 };
const store = createCockpitStore(
  initialState({ host: entry, mode: 'watch', lang: 'en', now: Date.now(), size }),
);
const link = new LocalLink();
const readers = createReaders(link, entry, { mode: 'watch' });
const session = startSession({ host: entry, store, link, readers, now: Date.now });
const deadline = Date.now() + 40_000;
const filled = ({ containers, stats, queues, checks, postgres, logs }: State['data']) =>
  [containers, stats, queues, checks, ...Object.values(postgres)].every(({ state }) => state !== 'pending') &&
  (dataOf(containers)?.rows.some(({ cpuPercent }) => cpuPercent !== undefined) ?? true) &&
  dataOf(stats)?.cpuPercent !== undefined &&
  (logs.lines > 0 || containers.state === 'failed');
while (Date.now() < deadline && !filled(store.getState().data)) await sleep(100);
const { data } = store.getState();
await session.stop();
await readers.close();
await link.close();
process.stdout.write(JSON.stringify(data));
