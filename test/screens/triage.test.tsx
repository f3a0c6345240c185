import { describe, test } from 'vitest';
import { expectFrame, sizes } from './playbook-frames.js';
import { triageShots } from './playbook-shots.js';

describe.each(['en', 'ja'] as const)('the playbooks in %s', (lang) => {
  describe.each(sizes)('at %i×%i', (columns, rows) => {
    test.each(Object.entries(triageShots))('%s', (name, shot) =>
      expectFrame(shot, { lang, columns, rows, name }),
    );
  });
});
