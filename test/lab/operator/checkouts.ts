// Makes the operator's checkouts that the scenes of trees look at, a folder a state, in /tmp/psyfit-checkouts:
// COCKPIT_LAB_SLOT=7 node scripts/run-ts.mjs test/lab/operator/checkouts.ts
import { appendFileSync, rmSync } from 'node:fs';
import { startLab } from '../lab.js';
import { type Checkout, cloneCheckout } from './checkout.js';

const states: Readonly<Record<string, (it: Checkout) => void>> = {
  /** The release that waits in origin, as it was pushed. */
  next: ({ run }) => void run('git', 'merge', '-q', '--ff-only', 'origin/main'),
  /** What the host serves; origin has one more. */
  behind: () => {},
  older: ({ run }) => void run('git', 'reset', '-q', '--hard', 'HEAD~1'),
  detached: ({ run }) => void run('git', 'checkout', '-q', '--detach'),
  changed: ({ dir }) => appendFileSync(`${dir}/app/version.py`, '# in work\n'),
  /** Kamal would build the folder itself; a commit that nobody else has. */
  context: ({ dir, run }) => {
    appendFileSync(`${dir}/config/deploy.yml`, '\nbuilder:\n  arch: amd64\n  context: .\n');
    run('git', 'commit', '-qam', '作業フォルダーからビルドする');
    appendFileSync(`${dir}/app/version.py`, '# in work\n');
  },
};

const lab = await startLab('psyfit');
for (const [name, make] of Object.entries(states)) {
  const dir = `/tmp/psyfit-checkouts/${name}`;
  rmSync(dir, { recursive: true, force: true });
  make(cloneCheckout(lab, { dir }));
}
