import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ActionRecord } from '../../src/domain/perform.js';
import { openActionLog } from '../../src/record/action-log.js';
import { readActions, readDetached } from '../../src/record/read-actions.js';
import { started } from '../runtime/guide/support/jobs.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cockpit-detached-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const write = async (...lines: readonly ActionRecord[]) => {
  const log = openActionLog({ dir });
  for (const line of lines) await log.append(line);
};
const ends = async () => (await readDetached(dir, 'salon')).map(({ end }) => end);
const states = async () => (await readDetached(dir, 'salon')).map(({ record, state }) => [record.id, state]);

test('the record tells of each detached action on a host whether its end is known', async () => {
  await write(
    started('open'),
    started('ended'),
    { ...started('ended'), event: 'ended', outcome: 'failed', exit: 1 },
    started('unknown'),
    { ...started('unknown'), event: 'ended', outcome: 'unknown' },
    started('looked up'),
    { ...started('looked up'), event: 'ended', outcome: 'unknown' },
    { ...started('looked up'), event: 'reconciled', outcome: 'done' },
    started('elsewhere', { host: 'psyfit' }),
  );
  const { detached: _no, ...attached } = started('attached');
  await write(attached);
  expect(await states()).toEqual([
    ['open', 'open'],
    ['ended', 'ended'],
    ['unknown', 'unknown'],
    ['looked up', 'ended'],
  ]);
  expect(await ends()).toEqual([undefined, { kind: 'failed', exit: 1 }, undefined, { kind: 'done' }]);
});

test('an end that was recorded without its beginning is an end', async () => {
  await write({ ...started('a'), event: 'ended', outcome: 'done', exit: 0 });
  expect(await states()).toEqual([['a', 'ended']]);
});

test('one that was begun and not ended runs, or its end was not seen; an attached one is not recorded', async () => {
  const { detached: _no, ...attached } = started('attached');
  await write(started('detached'), attached);
  const { actions } = await readActions(dir);
  expect(actions.map(({ outcome }) => outcome)).toEqual(['running', 'unrecorded']);
});
