import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
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
  test('ids are unique, and every column has a title of its own', () => {
    const ids = stepProbes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
