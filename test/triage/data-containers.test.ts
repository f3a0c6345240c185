import { expect, test } from 'vitest';
import { msg } from '../../src/domain/message.js';
import type { Plan, Run } from '../../src/domain/perform.js';
import { withDataFloor } from '../../src/triage/data-containers.js';
import { hostEntry, postgresEntry } from '../probes/support/host-entry.js';

const host = {
  ...hostEntry,
  postgres: [{ ...postgresEntry, address: { kind: 'container', container: 'shop-db-*' } as const }],
};
const plan = (run: Run, confirm: Plan['confirm'] = 'key'): Plan => ({
  playbook: 'p',
  step: 's',
  title: msg('keys.triage'),
  run,
  shown: '',
  risk: 'low',
  confirm,
  target: 'shop-db-1',
  impact: msg('keys.triage'),
  pins: [],
  timeoutMs: 1,
});
const docker = (...argv: string[]): Run => ({ kind: 'command', on: 'host', argv: ['docker', ...argv] });
const asks = (run: Run) => withDataFloor(plan(run), host).confirm;

test('restarting or stopping a database, or opening a shell in it, wants its typed name', () => {
  expect(asks(docker('restart', 'shop-db-1'))).toBe('name');
  expect(asks(docker('stop', 'shop-db-1'))).toBe('name');
  expect(asks({ kind: 'shell', argv: ['docker', 'exec', '-it', 'shop-db-1', 'sh'] })).toBe('name');
  expect(withDataFloor(plan(docker('restart', 'shop-db-1')), host).risk).toBe('high');
});

test('starting it, and whatever another container is concerned, stays with a key', () => {
  expect(asks(docker('start', 'shop-db-1'))).toBe('key');
  expect(asks(docker('restart', 'shop-web-1'))).toBe('key');
  expect(asks({ kind: 'sql', server: 'main', text: 'SELECT 1', params: ['shop-db-1'] })).toBe('key');
});

test('what asks for more already is left as it is', () => {
  const strict = plan(docker('restart', 'shop-db-1'), 'host-and-name');
  expect(withDataFloor(strict, host)).toBe(strict);
});
