import type { Entry } from '../catalogue.js';

export const steps: Record<string, Entry> = {
  'steps.unready': { en: 'This look is not there yet', ja: 'この読み取りはまだありません' },
};
