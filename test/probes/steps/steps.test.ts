import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FailureError } from '../../../src/domain/failure.js';
import { catalogue } from '../../../src/i18n/catalogue.js';
import { columnTitle } from '../../../src/probes/steps/columns.js';
import { stepProbes } from '../../../src/probes/steps/index.js';
import { lookOnce, nameOf } from './support/look.js';
import { type Recording, replayedReaders } from './support/recording.js';
import { situations } from './support/situations.js';

const recordingOf = (fault: string): Recording =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/steps/${fault || 'healthy'}.json`, import.meta.url), 'utf8'),
  );

describe.each(situations)('step probes in a recorded situation: $fault', ({ fault, looks }) => {
  const from = replayedReaders(recordingOf(fault));
  test.each(looks.map((look) => [nameOf(look), look] as const))('%s', (_, look) => lookOnce(from, look));
});

describe('the list of step probes', () => {
  test('ids are unique', () => {
    const ids = stepProbes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('every column has a title in the catalogue', () => {
    const fields = stepProbes.flatMap((probe) => probe.fields).filter((field) => field !== '*');
    const without = fields.filter((field) => !(columnTitle(field).id in catalogue));
    expect(without).toEqual([]);
  });
});

describe('secrets of the recorded host', () => {
  const secrets = new Set(
    situations.flatMap(({ fault }) =>
      [...JSON.stringify(recordingOf(fault)).matchAll(/"[A-Z_0-9]*(?:PASSWORD|KEY_B64)=([^"\\]{6,})"/g)].map(
        ([, value]) => value ?? '',
      ),
    ),
  );

  test('are there to be hidden', () => {
    expect(secrets.size).toBeGreaterThanOrEqual(2);
  });

  test.each(situations)('never reach the evidence: $fault', async ({ fault, looks }) => {
    const from = replayedReaders(recordingOf(fault));
    for (const { probe: id, args = {} } of looks) {
      const probe = stepProbes.find((one) => one.id === id);
      const told = await probe
        ?.read(from, args, { signal: new AbortController().signal, timeoutMs: 5000 })
        .catch((error: unknown) => (error instanceof FailureError ? error.failure : error));
      const text = JSON.stringify(told);
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
  });
});
