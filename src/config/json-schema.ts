import { z } from 'zod';
import { hostsFile } from './schema/host.js';

/** The JSON schema of hosts.yaml, for editors that complete and check it. */
export function hostsJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(hostsFile, { io: 'input' });
  return {
    $schema,
    title: 'cockpit hosts.yaml',
    description: 'Hosts that cockpit can open, and what matters on each',
    ...rest,
  };
}
