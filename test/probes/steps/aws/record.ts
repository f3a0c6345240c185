import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsReader } from '../../../../src/domain/access.js';
import { FailureError } from '../../../../src/domain/failure.js';
import type { StepReaders } from '../../../../src/domain/step-probe.js';
import { stepProbes } from '../../../../src/probes/steps/index.js';
import { connectLab } from '../../../access/lab-host.js';
import { keibaEntry } from '../../../lab/keiba-entry.js';
import { startLab } from '../../../lab/lab.js';
import { readersWith } from '../support/readers.js';
import { type AwsRecording, looks } from './looks.js';

/*
 * Records what the real aws command line on the lab host answers to the step probes, under a fault of the lab or none:
 *
 *   COCKPIT_LAB_SLOT=5 node scripts/run-ts.mjs test/probes/steps/aws/record.ts well badrelease …
 */
for (const scene of process.argv.slice(2)) {
  const lab = await startLab('keiba');
  const undo = scene === 'well' ? undefined : await lab.fault(scene);
  const entry = keibaEntry(lab, 'host');
  const { readers, close } = await connectLab(lab, { entry, ca: readFileSync(lab.caFile, 'utf8') });
  const calls: AwsRecording['calls'][number][] = [];
  const aws: AwsReader = {
    async read(call, signal) {
      const answer = await readers.aws.read(call, signal);
      calls.push({ ...call, answer });
      return answer;
    },
  };
  const now = Date.now();
  const from = readersWith({ readers: { aws } as StepReaders['readers'], entry, now: () => now });
  try {
    const queue = [...looks];
    const work = async () => {
      for (let look = queue.shift(); look; look = queue.shift()) {
        const [id, args] = look;
        await stepProbes
          .find((one) => one.id === id)
          ?.read(from, args, { signal: AbortSignal.timeout(180_000), timeoutMs: 180_000 })
          .catch((error: unknown) => {
            if (!(error instanceof FailureError)) throw error;
            console.log(scene, id, error.message);
          });
      }
    };
    await Promise.all([work(), work()]);
    const host = { ...entry, connection: { kind: 'local' as const } };
    const recording: AwsRecording = { now, host, calls };
    const file = join(process.cwd(), 'test/probes/steps/aws/recorded', `${scene}.json`);
    writeFileSync(file, `${JSON.stringify(recording, null, 1)}\n`);
  } finally {
    await close();
    await undo?.();
  }
}
