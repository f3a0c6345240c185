import { it } from 'vitest';
import { loadPlaybooks } from '/work/main/src/config/playbooks/load.js';
import { stepProbes } from '/work/main/src/probes/steps/index.js';
import { translate } from '/work/main/src/i18n/t.js';
it('x', async () => {
  const r = await loadPlaybooks({ builtIn: '/work/main/src/playbooks', vocabulary: { probes: stepProbes } });
  for (const p of r.problems) console.log(`${p.file.slice(29)}:${p.line}:${p.column} ${translate('en', p.what)} | ${p.expected ? translate('en', p.expected) : ''} | ${p.next ? translate('en', p.next) : ''}`);
  console.log(r.playbooks.map((p) => `${p.id} (${p.steps.length})`).join(' '));
});
