import { describe, test } from 'vitest';
import { expectFrame, sizes } from './playbook-frames.js';
import { guideShots } from './playbook-shots.js';

describe.each(['en', 'ja'] as const)('the guide in %s', (lang) => {
  describe.each(sizes)('at %i×%i', (columns, rows) => {
    test.each(Object.entries(guideShots))('%s', (name, shot) =>
      expectFrame(shot, { lang, columns, rows, name }),
    );
  });
});
