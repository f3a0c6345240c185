import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { describeLab } from '../../lab/describe-lab.js';
import { type Lab, startLab } from '../../lab/lab.js';
import { type LabReaders, labReaders } from './support/lab-readers.js';
import { lookOnce, nameOf } from './support/look.js';
import { type Recording, recordingReaders } from './support/recording.js';
import { type Situation, situations } from './support/situations.js';

/**
 * COCKPIT_RECORD=1 writes what the host said to test/fixtures/steps, from which the unit tests replay it:
 * `COCKPIT_RECORD=1 npx vitest run --project lab test/probes/steps`
 */
const records = process.env.COCKPIT_RECORD === '1';
const folder = fileURLToPath(new URL('../../fixtures/steps/', import.meta.url));
const patienceMs = 40_000;

describeLab(
  'step probes on the lab',
  () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await startLab();
    });

    for (const situation of situations) situationSuite(situation);

    function situationSuite({ fault, looks }: Situation): void {
      describe(fault === '' ? 'healthy' : `with the fault ${fault}`, () => {
        let undo: (() => Promise<void>) | undefined;
        let readers: LabReaders;
        let recording: Recording;
        let from: LabReaders['from'];
        beforeAll(async () => {
          readers = await labReaders(lab);
          ({ from, recording } = recordingReaders(readers.from, fault));
          if (fault !== '') undo = await lab.fault(fault);
        });
        afterAll(async () => {
          if (records) write(recording);
          await undo?.();
          await readers.close();
        });

        test.each(looks.map((look) => [nameOf(look), look] as const))('%s', async (_, look) => {
          const deadline = Date.now() + patienceMs;
          for (;;) {
            try {
              return await lookOnce(from, look);
            } catch (error) {
              if (Date.now() > deadline) throw error;
              await new Promise((done) => setTimeout(done, 1000));
            }
          }
        });
      });
    }
  },
  { keepsFaults: true },
);

/** One line an answer, so that a new recording shows what changed. */
function write({ live, calls, ...rest }: Recording): void {
  const lines = (values: Readonly<Record<string, unknown>>) =>
    Object.entries(values)
      .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(',\n');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}${rest.fault || 'healthy'}.json`,
    `{\n${lines(rest)},\n"live": {\n${lines(live)}\n},\n"calls": {\n${lines(calls)}\n}\n}\n`,
  );
}
