import type { EvidenceLine, StepEvidence } from '../../src/domain/evidence.js';
import type { Confirm, GuideState, Offer } from '../../src/domain/guide.js';
import { bothLanguages, msg } from '../../src/domain/message.js';
import type { Outcome, Plan } from '../../src/domain/perform.js';
import type { Judgement, Visit, Walk } from '../../src/domain/walk.js';
import { otherTree, web502 } from './sample-playbook.js';
import { now } from './sample-state.js';

const said = bothLanguages;

export const out = (text: string, stream: EvidenceLine['stream'] = 'stdout'): EvidenceLine => ({
  text,
  stream,
});

export const evidence = (name: string, more: Partial<StepEvidence>): StepEvidence => ({
  name,
  command: `docker logs --tail 200 salon_gbp_api`,
  where: 'host',
  lines: [],
  at: now - 4000,
  ms: 140,
  ...more,
});

export const visit = (step: string, more: Partial<Visit> = {}): Visit => ({
  step,
  at: now - 5000,
  state: 'stands',
  evidence: [],
  choice: 0,
  ...more,
});

export const judged = (
  verdict: Judgement['verdict'],
  say: Judgement['say'],
  more: Partial<Judgement> = {},
): Judgement => ({
  verdict,
  say,
  captures: {},
  go: 'app-answers',
  ...more,
});

export const plan: Plan = {
  playbook: 'web-502',
  step: 'start-app',
  title: said('Start salon_gbp_api', 'salon_gbp_api を起動する'),
  run: { kind: 'command', on: 'host', argv: ['docker', 'start', 'salon_gbp_api'] },
  shown: 'docker start salon_gbp_api',
  risk: 'low',
  confirm: 'key',
  target: 'salon_gbp_api',
  impact: said('requests reach it again within seconds', '数秒でリクエストを再び受け付ける'),
  undo: 'docker stop salon_gbp_api',
  pins: [],
  timeoutMs: 60_000,
};

export const composePlan: Plan = {
  ...plan,
  title: said('Recreate the api', 'api を再作成する'),
  shown:
    'docker compose --project-directory /opt/salon-gbp -f /opt/salon-gbp/deploy/docker-compose.prod.yml --env-file /opt/salon-gbp/.env up -d --no-deps --force-recreate api',
  risk: 'high',
  confirm: 'name',
  impact: said(
    'every request fails for about 20 seconds while the container is made anew; running jobs of the worker are not touched',
    'コンテナを作り直す約 20 秒間、全リクエストが失敗する。実行中のジョブには影響しない',
  ),
};

export const restorePlan: Plan = {
  ...plan,
  title: said('Restore the database from the backup', 'バックアップからデータベースを復元する'),
  shown:
    'set -euo pipefail\ngzip -dc "$BACKUP" | docker exec -i salon_gbp_db psql -U salon_gbp -d salon_gbp -v ON_ERROR_STOP=1\ndocker exec salon_gbp_db psql -U salon_gbp -d salon_gbp -c \'ANALYZE\'',
  risk: 'destructive',
  confirm: 'host-and-name',
  target: 'salon_gbp_db',
  impact: said('everything written since the backup is lost', 'バックアップ以降の書き込みはすべて失われる'),
};
delete (restorePlan as { undo?: string }).undo;

export const outcome = (kind: Outcome['kind'], more: Partial<Outcome> = {}): Outcome => ({
  kind,
  lines: [],
  startedAt: now - 9000,
  endedAt: now - 5000,
  ...more,
});

/* ---------- evidence ---------- */

const title = (id: string) => bothLanguages(id, id);
const containerColumns = ['name', 'id', 'state', 'health', 'exit', 'oom', 'restarts', 'image', 'started'];

export const containerTable = (rows = 7): StepEvidence => {
  const names = ['web', 'api', 'worker', 'beat', 'db', 'redis'];
  const nameAt = (i: number) =>
    i < names.length ? `salon_gbp_${names[i] ?? ''}` : `gateway-app-${i - names.length + 1}`;
  return evidence('containers', {
    command: 'docker ps --all',
    where: 'cockpit',
    ms: 0,
    table: {
      columns: containerColumns.map((id) => ({ id, title: title(id) })),
      rows: Array.from({ length: rows }, (_, i) => ({
        name: nameAt(i),
        id: `4f1c9a77e0${i}b`,
        state: i === 1 ? 'exited' : 'running',
        health: i === 1 ? 'none' : i % 2 === 0 ? 'healthy' : 'none',
        exit: i === 1 ? 137 : null,
        oom: i === 1 ? true : null,
        restarts: i === 1 ? 4 : 0,
        image: i === 3 ? 'サロン/予約バッチ:最新' : 'salon-gbp/api:latest',
        started: '3d',
      })),
    },
  });
};

export const logEvidence = (lines = 200, deciding = 120): StepEvidence =>
  evidence('logs', {
    cut: true,
    lines: Array.from({ length: lines }, (_, i) =>
      i === deciding
        ? out(
            'sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) connection to server at "db" (172.18.0.3), port 5432 failed: FATAL:  password authentication failed for user "salon_gbp"',
            'stderr',
          )
        : out(
            i % 9 === 0
              ? `2026-03-01 03:14:${String(i % 60).padStart(2, '0')} 予約同期を開始します（店舗 ${i}）`
              : `INFO:     172.18.0.5:4${String(i).padStart(4, '0')} - "GET /api/health HTTP/1.1" 200 OK`,
            i % 5 === 0 ? 'stderr' : 'stdout',
          ),
    ),
  });

const refused = evidence('http', {
  command: 'curl -sS -m 5 http://localhost:8000/health',
  exit: 7,
  lines: [out('curl: (7) Failed to connect to localhost port 8000 after 0 ms: Connection refused', 'stderr')],
});
const ports = evidence('ports', {
  command: 'docker port salon_gbp_api',
  exit: 0,
  lines: [out('8000/tcp -> 127.0.0.1:8000')],
});

/* ---------- visits ---------- */

export const seesTable = visit('app-state', {
  evidence: [containerTable()],
  proposed: judged('fail', said('salon_gbp_api has exited (137)', 'salon_gbp_api は停止している（137）'), {
    deciding: { evidence: 'containers', row: 1, quote: 'salon_gbp_api exited 137' },
    cause: {
      id: 'app-stopped',
      text: said('salon_gbp_api is stopped', 'salon_gbp_api が停止している'),
      quote: 'name salon_gbp_api, state exited, exit 137',
    },
    go: 'start-app',
    rule: 0,
  }),
});

const wasRunning = visit('app-state', {
  state: 'left',
  evidence: [containerTable()],
  proposed: judged('ok', said('it is running', '動いている'), { rule: 1 }),
});

export const refusedVisit = visit('app-answers', {
  evidence: [refused, ports],
  proposed: judged('fail', said('nothing listens on port 8000', '8000 番ポートで待ち受けていない'), {
    go: 'app-logs',
    rule: 0,
  }),
});

export const seesLine = visit('app-logs', {
  evidence: [logEvidence()],
  proposed: judged(
    'fail',
    said('the database refuses the password of salon_gbp', 'DB が salon_gbp のパスワードを拒否している'),
    {
      deciding: { evidence: 'logs', line: 120, quote: logEvidence().lines[120]?.text ?? '' },
      cause: { id: 'db-password', text: said('wrong password', 'パスワード誤り'), quote: '' },
      go: 'who-changed',
      rule: 0,
    },
  ),
});

const unreadable = visit('app-logs', {
  evidence: [
    evidence('logs', {
      failure: {
        kind: 'timeout',
        what: msg('link.lost'),
        next: bothLanguages('press R to connect again', 'R で再接続'),
      },
    }),
  ],
  proposed: judged('inconclusive', said('could not look', '確認できない'), { go: 'escalate' }),
});

const left = (v: Visit): Visit => ({ ...v, state: 'left' });

/* ---------- walks ---------- */

export const walkOf = (visits: readonly Visit[], more: Partial<Walk> = {}): Walk => ({
  playbook: 'web-502',
  startedAt: now - 95_000,
  values: { app: 'salon_gbp_api', health: 'http://localhost:8000/health', minutes: '12' },
  visits,
  shown: visits.length - 1,
  undoable: [],
  ...more,
});

export const passwordCause = {
  id: 'db-password',
  text: said('the api has a wrong database password', 'api の DB パスワードが誤っている'),
  quote: logEvidence().lines[120]?.text ?? '',
  step: 'app-logs',
  at: now - 60_000,
};

const passed = [wasRunning, left(refusedVisit), left(seesLine)];
const caused = { cause: passwordCause };
const answered = visit('who-changed', { state: 'left', answer: 'yes, today' });

const images = evidence('images', {
  command: 'docker image ls salon-gbp/api',
  exit: 0,
  table: {
    columns: ['tag', 'built', 'size', 'note'].map((id) => ({ id, title: title(id) })),
    rows: Array.from({ length: 12 }, (_, i) => ({
      tag: i === 0 ? 'latest' : `2026-02-${28 - i}`,
      built: `2026-02-${28 - i} 18:04`,
      size: `${412 + i}MB`,
      note: i === 2 ? '予約 API の修正' : '',
    })),
  },
});

const starting = visit('start-app', { plan });

export const walks: Readonly<Record<string, Walk>> = {
  'guide-table': walkOf([seesTable]),
  'guide-exit': walkOf([wasRunning, refusedVisit]),
  'guide-line': walkOf([wasRunning, left(refusedVisit), seesLine], caused),
  'guide-reading': walkOf([
    wasRunning,
    left(refusedVisit),
    visit('app-logs', { state: 'reading', at: now - 1200 }),
  ]),
  'guide-inconclusive': walkOf([wasRunning, left(refusedVisit), unreadable]),
  'guide-overruled': walkOf([
    wasRunning,
    {
      ...refusedVisit,
      overruled: { verdict: 'ok', go: 'gateway', reason: 'the port is bound to another address on purpose' },
    },
  ]),
  'guide-ask': walkOf([...passed, visit('who-changed', { choice: 1 })], caused),
  'guide-pick': walkOf(
    [
      ...passed,
      answered,
      visit('pick-image', { evidence: [images], offered: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], choice: 2 }),
    ],
    caused,
  ),
  'guide-action': walkOf([...passed, answered, { ...starting, plan: composePlan }], caused),
  'guide-unmet': walkOf(
    [
      ...passed,
      answered,
      {
        ...starting,
        plan: restorePlan,
        unmet: [
          {
            step: 'app-state',
            say: said('the newest backup is 26 hours old', '最新のバックアップが 26 時間前'),
          },
        ],
      },
    ],
    caused,
  ),
  'guide-acting': walkOf([...passed, answered, { ...starting, plan: composePlan, state: 'acting' }], caused),
  'guide-done': walkOf(
    [
      ...passed,
      answered,
      { ...starting, outcome: outcome('done', { exit: 0, lines: [out('salon_gbp_api')] }) },
    ],
    caused,
  ),
  'guide-failed': walkOf(
    [
      ...passed,
      answered,
      {
        ...starting,
        outcome: outcome('failed', {
          exit: 1,
          lines: [
            out('Error response from daemon: driver failed programming external connectivity', 'stderr'),
            out('Error: failed to start containers: salon_gbp_api', 'stderr'),
          ],
        }),
      },
    ],
    caused,
  ),
  'guide-unknown': walkOf(
    [
      ...passed,
      answered,
      {
        ...starting,
        outcome: outcome('unknown', {
          why: { kind: 'unreachable', what: msg('link.lost') },
          reconciled: {
            done: true,
            say: said('salon_gbp_api is running since 03:14:57', 'salon_gbp_api は 03:14:57 から稼働'),
          },
        }),
      },
    ],
    caused,
  ),
  'guide-wait': walkOf(
    [
      ...passed,
      answered,
      left(starting),
      visit('healthy', {
        state: 'waiting',
        evidence: [containerTable()],
        wait: { until: now + 42_000, held: 1, of: 3, reads: 9 },
      }),
    ],
    caused,
  ),
  'guide-note': walkOf([...passed, visit('tell')], caused),
  'guide-undo': walkOf([...passed, visit('undo')], {
    ...caused,
    undoable: [
      {
        values: {},
        step: 'start-app',
        title: said('Stop salon_gbp_api', 'salon_gbp_api を停止する'),
        plan: { ...plan, shown: 'docker stop salon_gbp_api' },
      },
      {
        values: {},
        step: 'pick-image',
        title: said('Tag the image back', 'イメージのタグを戻す'),
        plan: { ...plan, shown: 'docker tag salon-gbp/api:2026-02-27 salon-gbp/api:latest' },
      },
    ],
  }),
  'guide-end': walkOf(
    [...passed, answered, { ...left(starting), outcome: outcome('done', { exit: 0 }) }, visit('fixed')],
    {
      ...caused,
      ended: {
        outcome: 'resolved',
        say: said(
          'salon_gbp_api answers on http://localhost:8000/health again',
          'salon_gbp_api が再び応答する',
        ),
        at: now - 2000,
      },
      undoable: [
        {
          step: 'start-app',
          title: said('Stop salon_gbp_api', 'salon_gbp_api を停止する'),
          plan,
          values: {},
        },
      ],
    },
  ),
  'guide-undone': walkOf(
    [
      ...passed,
      answered,
      { ...left(starting), outcome: outcome('done', { exit: 0 }), undone: true },
      visit('fixed'),
    ],
    { ...caused, shown: passed.length + 1 },
  ),
  'guide-back': walkOf([...passed, visit('who-changed')], { ...caused, shown: 1 }),
  'guide-skipped': walkOf(
    [wasRunning, { ...left(refusedVisit), skipped: { reason: 'curl is not installed here' } }, seesLine],
    {
      ...caused,
      shown: 1,
    },
  ),
};

/* ---------- offers ---------- */

const offer = (
  playbook: string,
  en: string,
  ja: string,
  score: number,
  more: Partial<Offer> = {},
): Offer => ({
  playbook,
  title: said(en, ja),
  about: said(`About ${en.toLowerCase()}`, `${ja}の切り分け`),
  score,
  reasons: [],
  missing: [],
  ...more,
});

export const offers: readonly Offer[] = [
  offer('web-502', '502 Bad Gateway', '502 Bad Gateway', 13, {
    about: said('The site answers 502 or 504, or not at all', 'サイトが 502 / 504 を返す、または応答しない'),
    key: 'f2',
    reasons: [
      said(
        'salon_gbp_api exited 137 (out of memory) 3m5s ago',
        'salon_gbp_api がメモリ不足で停止 (137) 3分5秒前',
      ),
      said('https://salon.example answers 502', 'https://salon.example が 502 を返す'),
    ],
  }),
  offer('restart-loop', 'Restart loop', '再起動の繰り返し', 4, {
    reasons: [said('salon_gbp_api restarts 80 times an hour', 'salon_gbp_api が 1 時間に 80 回再起動')],
  }),
  offer('celery-stuck', 'Celery tasks do not run', 'Celery タスクが実行されない', 0, { key: 'f3' }),
  offer('db-slots', 'Database connections', 'DB 接続エラー', 0),
  offer('disk-full', 'Disk shortage', 'ディスク不足', 0, {
    missing: [said('backup folder', 'バックアップの場所')],
  }),
];

export const playbooks = [
  web502,
  otherTree('restart-loop', 'Restart loop', '再起動の繰り返し', ['SG32']),
  otherTree('celery-stuck', 'Celery tasks do not run', 'Celery タスクが実行されない', ['SG34']),
  otherTree('db-slots', 'Database connections', 'DB 接続エラー', ['PF08']),
  otherTree('disk-full', 'Disk shortage', 'ディスク不足', ['SG35']),
];

export const guideState = (more: Partial<GuideState> = {}): GuideState => ({
  playbooks,
  offers,
  problems: [],
  walks: {},
  ...more,
});

export const guideWith = (walk: Walk, more: Partial<GuideState> = {}): GuideState =>
  guideState({ walks: { 'web-502': walk }, current: 'web-502', ...more });

export const confirm = (more: Partial<Confirm> = {}): Confirm => ({
  plan,
  undoing: false,
  mode: 'run',
  evidence: [
    { text: 'name salon_gbp_api, state exited, exit 137', at: now - 8000 },
    { text: 'curl: (7) Failed to connect to localhost port 8000: Connection refused', at: now - 140_000 },
  ],
  asks: 'key',
  typed: '',
  expiresAt: now + 47_000,
  ...more,
});

export const acting = {
  plan: composePlan,
  startedAt: now - 12_000,
  lines: [
    out(' Container salon_gbp_api  Recreate', 'stderr'),
    out(' Container salon_gbp_api  Recreated', 'stderr'),
    out(' Container salon_gbp_api  Starting', 'stderr'),
  ],
};
