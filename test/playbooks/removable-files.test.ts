import { expect, test } from 'vitest';
import type { StepEvidence } from '../../src/domain/evidence.js';
import { judge } from '../../src/triage/judge.js';
import { builtInTrees } from './support/trees.js';

const step = builtInTrees()
  .trees.find(({ id }) => id === 'disk-shortage')
  ?.steps.find(({ id }) => id === 'file-in-use');

const seen = (name: string, text: string): StepEvidence => ({
  name,
  command: 'find',
  where: 'host',
  exit: 0,
  lines: [{ text, stream: 'stdout' }],
  at: 0,
  ms: 1,
});

/** What the step makes of a plain file that nobody seems to have open. */
function verdictOf(file: string) {
  if (step?.kind !== 'probe') throw new Error('no such step');
  const evidence = [seen('file', `f owner ops: ${file}`), seen('open', 'looked: /proc')];
  return judge({ rules: step.rules, evidence, values: { file }, types: { file: { type: 'path' } } }).verdict;
}

test.each([
  '/swapfile',
  '/swap.img',
  '/mnt/swap/swap.1',
  '/var/lib/libvirt/images/vm.qcow2',
  '/srv/vm/disk.img',
  '/srv/mysql/shop/orders.ibd',
  '/opt/shop/db/base/16384/24601',
  '/opt/shop/db/pg_wal/000000010000000000000001',
  '/opt/mongodb/collection-1.wt',
  '/home/ops/dump[1].sql',
  '/home/ops/*.dump',
  '/home/ops/a\\b.dump',
])('%s is not offered for removal', (file) => {
  expect(verdictOf(file)).toBe('fail');
});

test.each(['/home/ops/before-migration.dump', '/var/tmp/dump.bin', '/opt/salon-gbp/backup_20260101.sql.gz'])(
  '%s is',
  (file) => {
    expect(verdictOf(file)).toBe('ok');
  },
);
