// A reporter of vitest for test.mjs: which files failed, and how many errors belong to none.
import { writeFileSync } from 'node:fs';

export default class FailedFiles {
  onTestRunEnd(modules, unhandledErrors) {
    const failed = modules.filter((one) => one.state() === 'failed').map(({ moduleId }) => moduleId);
    const report = { failed, unhandled: unhandledErrors.length };
    writeFileSync(process.env.COCKPIT_FAILED_FILES, JSON.stringify(report));
  }
}
