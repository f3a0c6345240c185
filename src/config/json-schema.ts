import { z } from 'zod';
import { playbook } from './playbooks/schema/playbook.js';
import { scenarioFile } from './scenarios/schema.js';
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

/** The JSON schema of a playbook; what it can't say (targets, templates, guards) `cockpit playbooks lint` does. */
export function playbookJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(playbook, { io: 'input' });
  return {
    $schema,
    title: 'cockpit playbook',
    description: 'A triage tree: docs/playbooks.md',
    ...rest,
  };
}

/** The JSON schema of a scenario of the drill. */
export function scenarioJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(scenarioFile, { io: 'input' });
  return {
    $schema,
    title: 'cockpit drill scenario',
    description: 'A fault of the practice host: docs/drill.md',
    ...rest,
  };
}
