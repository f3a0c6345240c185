import { expect, test } from 'vitest';
import { saysNothing } from '../../src/discovery/says-nothing.js';
import { keibaStack } from '../probes/aws/keiba.js';
import { hostEntry } from '../probes/support/host-entry.js';

const bare = { ...hostEntry, containers: [], postgres: [], redis: [], queues: [] };

test('an entry that names nothing is found out, but not the containers beside the bastion of one on ECS', () => {
  expect(saysNothing(bare)).toBe(true);
  expect(saysNothing({ ...bare, containers: [{ name: 'web', role: 'web' }] })).toBe(false);
  expect(saysNothing({ ...bare, stack: keibaStack })).toBe(false);
});
