import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePlaybook } from '../../src/config/playbooks/parse.js';
import { bothLanguages } from '../../src/domain/message.js';
import type { Signal } from '../../src/domain/model.js';
import { stepProbes } from '../../src/probes/steps/index.js';
import { offersOf } from '../../src/triage/offers.js';
import { keibaHost } from '../probes/aws/keiba.js';

const folder = join(import.meta.dirname, '../../src/playbooks');
const playbooks = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    return parsePlaybook(text, file, { probes: stepProbes }, 'built-in').playbook ?? [];
  });

const crash = (kind: string): Signal => ({
  id: `${kind}:production-keiba-backend`,
  object: 'production-keiba-backend',
  severity: 'critical',
  text: bothLanguages(kind, kind),
  evidence: [],
  explains: [],
});

const offersFor = (signal: Signal) =>
  offersOf({ playbooks, host: keibaHost(), rows: [], situation: { signals: [signal] } });

describe('on ECS, where there are tasks and no containers,', () => {
  it.each([
    ['crash.secret', 'ecs-service'],
    ['crash.setting', 'ecs-service'],
    ['crash.migration', 'ecs-service'],
    ['crash.module', 'ecs-service'],
    ['crash.permission', 'ecs-service'],
    ['crash.file-missing', 'ecs-service'],
    ['crash.db-slots', 'rds-trouble'],
    ['crash.db-refused', 'rds-trouble'],
  ])('%s speaks first for %s', (kind, tree) => {
    const [first] = offersFor(crash(kind));
    expect(first).toMatchObject({ playbook: tree, missing: [] });
    expect(first?.score).toBeGreaterThan(0);
  });

  it('a tree about a container lacks it, even where the service has a name that a container could have', () => {
    const loop = offersFor(crash('crash.secret')).find(({ playbook }) => playbook === 'restart-loop');
    expect(loop?.missing).toHaveLength(1);
  });
});
