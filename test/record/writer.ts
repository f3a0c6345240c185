import type { ActionRecord } from '../../src/domain/perform.js';
import { openActionLog } from '../../src/record/action-log.js';

// A cockpit that does nothing but record: `writer DIR NAME COUNT`; prints how many records are on the disk.
const [dir = '', name = '', count = '1'] = process.argv.slice(2);
const log = openActionLog({ dir });
for (let index = 0; index < Number(count); index += 1) {
  const record: ActionRecord = {
    at: new Date().toISOString(),
    event: 'started',
    id: `${name}-${index}`,
    who: 'ops@desk',
    host: 'salon',
    hostKey: 'SHA256:x',
    playbook: 'web-502',
    step: 'start-app',
    on: 'host',
    command: `docker start ${'x'.repeat(index % 5000)}`,
  };
  await log.append(record);
  process.stdout.write(`${index + 1}\n`);
}
