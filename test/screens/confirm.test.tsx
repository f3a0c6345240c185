import { describe, test } from 'vitest';
import { expectFrame, sizes } from './playbook-frames.js';
import { questionShots } from './playbook-shots.js';

describe.each(['en', 'ja'] as const)('questions in %s', (lang) => {
  describe.each(sizes)('at %i×%i', (columns, rows) => {
    test.each(Object.entries(questionShots))('%s', (name, shot) =>
      expectFrame(shot, { lang, columns, rows, name }),
    );
  });
});
