import { describe, expect, test } from 'vitest';
import { msg } from '../../src/domain/message.js';
import { translate } from '../../src/i18n/t.js';
import { statusReport } from '../../src/status/build-report.js';
import { perfData } from '../../src/status/perf-data.js';
import type { StatusFigure } from '../../src/status/report.js';
import { statusLine, statusText } from '../../src/status/text.js';
import type { State } from '../../src/store/state.js';
import { badGateway, minutes, now, salonHost } from '../diagnosis/support/view.js';
import { diagnosed } from './diagnosed.js';

const lines = (state: State, lang: 'en' | 'ja' = 'en') => {
  const t = (message: { id: string }) => translate(lang, message);
  return statusText(statusReport(state, { t, version: '0' }), t);
};
const figure = (id: string, value: number, more: Partial<StatusFigure> = {}): StatusFigure => ({
  id,
  object: null,
  value,
  warn: null,
  critical: null,
  max: null,
  ...more,
});
const pane = (...figures: readonly StatusFigure[]) => ({
  id: 'stats' as const,
  name: null,
  state: 'ok' as const,
  configured: true,
  answered: true,
  at: null,
  ageSeconds: null,
  figures,
});

describe('the text of a status', () => {
  test('begins as a monitoring plug-in does, then says what each pane holds', () => {
    expect(lines(diagnosed())).toMatchInlineSnapshot(`
      [
        "COCKPIT OK - salon-gbp: no trouble found | containers_running=7;;;0;7 containers_unhealthy=0;;;0; containers_missing=0;;;0; cpu=12%;;;0;100 load=0.4;;;0; memory=37.5%;;;0;100 'disk /'=34%;;;0;100 log_sources=0;;;0;0 'postgres_connections main'=6;;;0;27 'postgres_active main'=1;;;0; 'postgres_lock_waits main'=0;;;0; 'queue_depth celery'=0;;;0; 'workers celery'=1;;;0; 'redis_used broker'=2097152B;;;0;134217728 alerts_critical=0;;;0; alerts_warn=1;;;0; 'http_response site'=20ms;;;0;",
        "containers OK (0 s ago): running 7/7, unhealthy 0, missing 0",
        "stats OK (0 s ago): cpu 12 %, load 0.4, memory 38 %, disk / 34 %",
        "logs OK: sources 0/0",
        "postgres main OK (0 s ago): connections 6/27, active 1, lock waits 0",
        "queues OK (0 s ago): waiting in celery 0, workers of celery 1, redis broker 2.0 MiB/128.0 MiB",
        "alerts WARNING (0 s ago): critical 0, warnings 1, http site 20 ms",
      ]
    `);
  });

  test('names the cause first, and the signals below the panes', () => {
    const seen = diagnosed({
      rows: { salon_gbp_api: { state: 'exited', exitCode: 137, finishedAt: now - minutes(3) } },
      checks: [badGateway],
    });
    expect(lines(seen).filter((_, n, all) => n === 0 || n > all.length - 3)).toMatchInlineSnapshot(`
      [
        "COCKPIT CRITICAL - salon-gbp: 502: api exited 137, 3 min ago | containers_running=6;;;0;7 containers_unhealthy=0;;;0; containers_missing=0;;;0; cpu=12%;;;0;100 load=0.4;;;0; memory=37.5%;;;0;100 'disk /'=34%;;;0;100 log_sources=0;;;0;0 'postgres_connections main'=6;;;0;27 'postgres_active main'=1;;;0; 'postgres_lock_waits main'=0;;;0; 'queue_depth celery'=0;;;0; 'workers celery'=1;;;0; 'redis_used broker'=2097152B;;;0;134217728 alerts_critical=1;;;0; alerts_warn=1;;;0; 'http_response site'=20ms;;;0;",
        "signal critical: api exited 137",
        "signal critical: site: 502 Bad Gateway: the proxy gets no valid answer from behind it",
      ]
    `);
  });

  test('is all in Japanese where that is asked for', () => {
    expect(lines(diagnosed(), 'ja').slice(1)).toMatchInlineSnapshot(`
      [
        "コンテナ OK （0 秒前）: 稼働 7/7、ヘルスチェック失敗 0、不在 0",
        "リソース OK （0 秒前）: CPU 12 %、ロード 0.4、メモリ 38 %、ディスク / 34 %",
        "ログ OK: ソース 0/0",
        "Postgres main OK （0 秒前）: 接続 6/27、実行中 1、ロック待ち 0",
        "キュー OK （0 秒前）: 待ち celery 0、ワーカー celery 1、Redis broker 2.0 MiB/128.0 MiB",
        "アラート WARNING （0 秒前）: 重大 0、警告 1、HTTP site 20 ms",
      ]
    `);
  });

  test('has one bar in its first line, whatever the host said', () => {
    const state = diagnosed();
    const headline = msg('status.unreachable', { why: 'a | b\nc' });
    const situation = { ...state.data.situation, headline };
    const report = statusReport(
      { ...state, data: { ...state.data, situation } },
      { t: (m) => translate('en', m), version: '0' },
    );
    const line = statusLine(report);
    expect(line.split('|')).toHaveLength(2);
    expect(line).not.toContain('\n');
    expect(line).toContain('a ¦ b c');
  });
});

describe('performance data', () => {
  test('carry unit, levels and bounds; labels with blanks stand in quotes', () => {
    const text = perfData([
      pane(
        figure('cpu_percent', 12.5, { warn: 80, critical: 95, max: 100 }),
        figure('disk_percent', 61, { object: '/', max: 100 }),
        figure('http_response_ms', 23, { object: 'api' }),
        figure('redis_used_bytes', 2048, { object: "it's=here" }),
        figure('load', 0.4),
      ),
    ]);
    expect(text).toBe(
      "cpu=12.5%;80;95;0;100 'disk /'=61%;;;0;100 'http_response api'=23ms;;;0; 'redis_used it_s_here'=2048B;;;0; load=0.4;;;0;",
    );
  });

  test('carry the levels that hosts.yaml sets', () => {
    const host = {
      ...salonHost,
      thresholds: [
        { metric: 'disk.used', of: '/', warn: 70, critical: 80, forSeconds: 0 },
        { metric: 'disk.used', warn: 50, forSeconds: 0 },
      ] as const,
    };
    expect(lines(diagnosed({ host }))[0]).toContain("'disk /'=34%;70;80;0;100");
  });
});
