import { afterAll, expect, test } from 'vitest';
import { bothLanguages } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import { describeLab } from '../lab/describe-lab.js';
import { startLab } from '../lab/lab.js';
import { isDocumented, writeFaults, writesFaults } from './faults-table.js';
import { type LabGuide, shippedSalon, startLabGuide } from './lab-guide.js';
import { openTree } from './open-tree.js';
import { walkToEnd } from './walk-through.js';

const beside = '/lab/systems/salon/bin/ollama-beside';

describeLab('Ollama', () => {
  let live: LabGuide | undefined;
  afterAll(async () => {
    await live?.stop();
    await (await startLab()).run(`${beside} down`);
  });

  test('stopped and without its model: started, the model pulled, and the backend reaches it', async () => {
    const lab = await startLab();
    const { code, stderr } = await lab.run(`${beside} up && docker stop -t 1 lab-ollama`);
    expect(code, stderr).toBe(0);
    const entry = await shippedSalon(lab);
    const health = 'http://127.0.0.1:8100/api/v1/ai/health';
    live = await startLabGuide(lab, {
      entry: {
        ...entry,
        containers: [...entry.containers, { name: 'lab-ollama', role: 'ollama' }],
        playbooks: [
          ...(entry.playbooks ?? []),
          { use: 'ollama-down', with: { health, backend: 'lab-backend' } },
        ],
      },
    });
    await live.until(
      'its tree is offered first',
      (s) => s.guide.offers[0]?.playbook === 'ollama-down' && s.guide.offers[0].score > 0,
      60_000,
    );
    const began = Date.now();
    await openTree(live, 'ollama-down');
    await live.until('the cause is named', () => live?.walk()?.cause !== undefined, 60_000);
    const found = { keys: live.keys.length, seconds: (Date.now() - began) / 1000 };
    const { commands, ended } = await walkToEnd(live);
    const walk = live.walk();
    expect(ended, walk?.visits.map(({ step }) => step).join(' → ')).toBe('resolved');
    expect(commands).toEqual(['docker start lab-ollama', 'docker exec lab-ollama ollama pull gemma3:12b']);
    expect(translate('en', walk?.cause?.text ?? bothLanguages('', ''))).toBe('lab-ollama is stopped');
    expect((await lab.run('docker exec lab-ollama ollama list | grep -q gemma3:12b')).code).toBe(0);
    expect((await lab.run(`curl -s ${health}`)).stdout).toContain('"ollama_reachable":true');
    const what = {
      fault: 'docker stop',
      says: 'Ollama is stopped, and its model is gone',
      suggested: 'ollama-down',
    };
    const cause = 'lab-ollama is stopped';
    if (writesFaults)
      writeFaults('ollama', [
        { ...what, ...found, cause, quote: walk?.cause?.quote ?? '', repair: commands },
      ]);
    else expect(isDocumented(what)).toBe(true);
  }, 240_000);
});
