import type { TestProject } from 'vitest/node';
import { type LabStatus, labAvailable, startLab, stopLab } from './lab.js';

declare module 'vitest' {
  export interface ProvidedContext {
    labStatus: LabStatus;
  }
}

/** Starts the lab once for all test files. COCKPIT_LAB_KEEP=1 leaves it running, which makes the next run quick. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const status = labAvailable();
  project.provide('labStatus', status);
  if (!status.ok) {
    console.warn(`Lab tests are skipped: ${status.reason}. To run them: ${status.fix}`);
    return undefined;
  }
  await startLab();
  return process.env.COCKPIT_LAB_KEEP === '1' ? undefined : stopLab;
}
