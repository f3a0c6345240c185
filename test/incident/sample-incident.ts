import type { IncidentEntry, IncidentFact } from '../../src/domain/incident.js';

const start = Date.parse('2026-03-01T03:15:00.000Z');

/** A fact so many seconds after the declaration. */
export const at = (seconds: number, fact: IncidentFact): IncidentEntry => ({
  at: new Date(start + seconds * 1000).toISOString(),
  ...fact,
});

export const declared = at(0, {
  kind: 'declared',
  severity: 'critical',
  title: '502: salon_gbp_api is stopped',
  host: 'salon-gbp',
  by: 'aoki@desk',
  respondMinutes: 15,
  situation: { en: '502 since 1m', ja: '1分前から 502' },
});

/** A 502 from its declaration to its end. */
export const sampleEntries: readonly IncidentEntry[] = [
  declared,
  at(1, { kind: 'situation', state: 'trouble', text: { en: '502: api stopped', ja: '502: api 停止' } }),
  at(20, {
    kind: 'playbook',
    event: 'begins',
    playbook: 'web-502',
    title: { en: '502 from the gateway', ja: 'ゲートウェイの 502' },
  }),
  at(21, {
    kind: 'step',
    playbook: 'web-502',
    step: 'app-state',
    verdict: 'fail',
    say: { en: 'the app is stopped', ja: 'アプリが停止している' },
    quote: 'salon_gbp_api | Exited (0)',
    command: 'docker ps -a',
  }),
  at(21, {
    kind: 'cause',
    playbook: 'web-502',
    cause: 'app-stopped',
    text: { en: 'the app container is stopped', ja: 'アプリのコンテナが停止' },
    quote: 'salon_gbp_api | Exited (0)',
  }),
  at(40, {
    kind: 'action',
    event: 'started',
    action: 'a1',
    playbook: 'web-502',
    step: 'start-app',
    on: 'host',
    command: 'docker start salon_gbp_api',
  }),
  at(42, {
    kind: 'action',
    event: 'ended',
    action: 'a1',
    playbook: 'web-502',
    step: 'start-app',
    on: 'host',
    command: 'docker start salon_gbp_api',
    outcome: 'done',
    exit: 0,
  }),
  at(50, { kind: 'situation', state: 'healthy', text: { en: 'nothing is wrong', ja: '異常なし' } }),
  at(60, { kind: 'note', by: 'aoki@desk', text: 'why was it | stopped? <b>ask</b>' }),
  at(70, { kind: 'follow-up', by: 'aoki@desk', text: 'alert on exited containers' }),
  at(75, { kind: 'called', by: 'aoki@desk', role: '開発リード' }),
  at(90, { kind: 'closed', by: 'aoki@desk', resolution: 'started again' }),
];
