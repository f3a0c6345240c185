import { describe, expect, it } from 'vitest';
import { emptyMemory } from '../../src/diagnosis/memory.js';
import { diagnose } from '../../src/diagnosis/situation.js';
import type { HostEntry } from '../../src/domain/host.js';
import { bothLanguages, msg } from '../../src/domain/message.js';
import type { Signal } from '../../src/domain/model.js';
import type { NeedSource } from '../../src/domain/playbook.js';
import { offersOf } from '../../src/triage/offers.js';
import {
  badGateway,
  event,
  line,
  now,
  type Parts,
  salonHost,
  salonRows,
  salonView,
} from '../diagnosis/support/view.js';
import { need, playbook, suggest } from './support/playbooks.js';

const web502 = playbook('web-502', {
  suggest: [
    suggest('http.502', 5),
    suggest('container.exited', 8, ['app', 'web', 'gateway']),
    suggest('container.unhealthy', 4),
  ],
  needs: [
    need('app', 'container', [
      { kind: 'signal', tiers: ['app', 'web'] },
      { kind: 'tier', tier: 'app' },
    ]),
  ],
  title: { en: '502: @{app}', ja: '502: @{app}' },
});
const loop = playbook('restart-loop', {
  suggest: [suggest('container.restarting', 9), suggest('crash.*', 7), suggest('container.exited', 5)],
});
const celery = playbook('celery', {
  suggest: [suggest('container.exited', 9, ['jobs']), suggest('queue.*', 6)],
});
const disk = playbook('disk', { suggest: [suggest('disk.*', 9)] });
const kamal = playbook('a-kamal', {
  suggest: [suggest('http.*', 10)],
  needs: [need('service', 'name', [{ kind: 'stack', field: 'service' }])],
});
const row = playbook('stop', { row: { pane: 'containers', key: 's' } });
const playbooks = [row, kamal, disk, celery, loop, web502];

const offers = (parts: Parts, host: HostEntry = salonHost) => {
  const view = salonView(parts);
  const { situation } = diagnose(view, emptyMemory, now);
  const rows = salonRows(parts.rows);
  return { situation, offers: offersOf({ playbooks, host, situation, rows }) };
};
const stopped = (name: string, seconds: number): Parts => ({
  rows: { [name]: { state: 'exited', exitCode: 0, finishedAt: now - seconds * 1000 } },
  events: [event(name, 'stop', seconds), event(name, 'die', seconds, { exitCode: 0 })],
  checks: [badGateway],
});

describe('offers', () => {
  it('put the tree of the cause first, with the reasons, causes first', () => {
    const found = offers(stopped('salon_gbp_api', 60)).offers;
    expect(found.map((offer) => offer.playbook)).toEqual([
      'web-502',
      'restart-loop',
      'celery',
      'disk',
      'a-kamal',
    ]);
    expect(found[0]).toMatchObject({
      title: bothLanguages('502: salon_gbp_api', '502: salon_gbp_api'),
      signal: 'container.exited:salon_gbp_api',
      missing: [],
    });
    expect(found[0]?.reasons.map(({ id }) => id)).toEqual([
      'situation.container.stopped',
      'situation.http.fails',
    ]);
    expect(found[2]).toMatchObject({ playbook: 'celery', score: 0, reasons: [] });
  });

  it('prefer the tree that matches a cause to one that matches only its symptom', () => {
    const crash: Parts = {
      rows: { salon_gbp_api: { state: 'restarting', exitCode: 1, restarts: 4, health: 'none' } },
      events: [
        event('salon_gbp_api', 'die', 5, { exitCode: 1 }),
        event('salon_gbp_api', 'die', 20, { exitCode: 1 }),
      ],
      errors: [line('salon_gbp_api', 'FATAL:  password authentication failed for user "salon_gbp"')],
      checks: [badGateway],
    };
    const { offers: found, situation } = offers(crash);
    expect(situation.signals[0]?.id).toBe('crash.db-password:salon_gbp_api');
    expect(found.slice(0, 2).map((offer) => offer.playbook)).toEqual(['restart-loop', 'web-502']);
    expect(found[0]?.signal).toBe('crash.db-password:salon_gbp_api');
  });

  it('heed the tier of the container', () => {
    const found = offers({ ...stopped('salon_gbp_worker', 60), checks: [] }).offers;
    expect(found.map((offer) => offer.playbook).slice(0, 2)).toEqual(['celery', 'restart-loop']);
    expect(found.find((offer) => offer.playbook === 'web-502')?.score).toBe(0);
  });

  it('heed which server of a tier a tree is about', () => {
    const onServer = (id: string, source: NeedSource) =>
      playbook(id, {
        suggest: [suggest('container.exited', 9, ['data', 'jobs'])],
        needs: [need('server', 'container', [source])],
      });
    const trees = [
      onServer('database', { kind: 'postgres', field: 'container' }),
      onServer('redis', { kind: 'redis', field: 'container' }),
      onServer('any', { kind: 'signal', tiers: ['data'] }),
    ];
    const parts = stopped('salon_gbp_redis', 60);
    const { situation } = offers(parts);
    const found = offersOf({ playbooks: trees, host: salonHost, situation, rows: salonRows(parts.rows) });
    expect(found.map(({ playbook: id, score }) => [id, score > 0])).toEqual([
      ['any', true],
      ['redis', true],
      ['database', false],
    ]);
  });

  it('of two faults put the tree of the worse one first', () => {
    const two: Parts = {
      ...stopped('salon_gbp_api', 60),
      rows: {
        ...stopped('salon_gbp_api', 60).rows,
        ...stopped('salon_gbp_worker', 90).rows,
      },
      events: [
        ...(stopped('salon_gbp_api', 60).events ?? []),
        ...(stopped('salon_gbp_worker', 90).events ?? []),
      ],
    };
    const { offers: found, situation } = offers(two);
    expect(situation.signals.slice(0, 2).map(({ id }) => id)).toEqual([
      'container.exited:salon_gbp_api',
      'container.exited:salon_gbp_worker',
    ]);
    expect(found.slice(0, 2).map((offer) => offer.playbook)).toEqual(['web-502', 'restart-loop']);
    expect(found[2]?.playbook).toBe('celery');
  });

  it('put what can not be walked last and say what it needs', () => {
    const last = offers(stopped('salon_gbp_api', 60)).offers.at(-1);
    expect(last).toMatchObject({ playbook: 'a-kamal', missing: [bothLanguages('service', 'service。')] });
    expect(last?.score).toBeGreaterThan(0);
  });

  it('speak for nothing while all is well, whatever is merely noted', () => {
    expect(offers({}).offers.map(({ score }) => score)).toEqual([0, 0, 0, 0, 0]);
    const note: Signal = {
      id: 'disk.used:/',
      object: '/',
      severity: 'info',
      text: msg('text'),
      evidence: [],
      explains: [],
    };
    const noted = offersOf({ playbooks, host: salonHost, rows: salonRows(), situation: { signals: [note] } });
    expect(noted.every(({ score }) => score === 0)).toBe(true);
  });

  it('have the key and title that the host entry gives', () => {
    const playbooksOfHost = [{ use: 'disk', key: 'f3', title: 'ディスク', with: {} }];
    const found = offers({}, { ...salonHost, playbooks: playbooksOfHost }).offers;
    expect(found.find((offer) => offer.playbook === 'disk')).toMatchObject({
      key: 'f3',
      title: bothLanguages('ディスク', 'ディスク'),
    });
  });
});
