import type { Walk } from './walk.js';

/** How many actions a walk ran, those of the trees that it called included. */
export const deedsOf = ({ visits }: Pick<Walk, 'visits'>): number =>
  visits.reduce((sum, { outcome, calledDeeds = 0 }) => sum + (outcome ? 1 : 0) + calledDeeds, 0);
