import type { Claim } from './claim.js';
import { features } from './features.js';

/** What the parts of cockpit that are no playbook serve. */
export const featureClaims: readonly Claim[] = features.map(({ name, ids, does, test }) => ({
  by: name,
  ids,
  does,
  tested: test.includes('.lab.') ? 'lab' : 'recorded',
}));
