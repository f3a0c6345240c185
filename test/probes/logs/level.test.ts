import { describe, expect, test } from 'vitest';
import { levelOf, withContinuation } from '../../../src/probes/logs/level.js';
import { parseStamp } from '../../../src/probes/logs/stamp.js';
import { recordedFrames } from './frames.js';

describe('levels', () => {
  test.each([
    // uvicorn
    ['INFO:     127.0.0.1:54712 - "GET /api/health HTTP/1.1" 200 OK', 'info'],
    ['INFO:     127.0.0.1:54712 - "POST /api/x HTTP/1.1" 502 Bad Gateway', 'error'],
    ['ERROR:    Exception in ASGI application', 'error'],
    // celery
    ['[2026-11-22 04:06:48,532: WARNING/ForkPoolWorker-2] retry', 'warn'],
    ['[2026-11-22 04:06:48,532: CRITICAL/MainProcess] Unrecoverable error', 'fatal'],
    // PostgreSQL
    ['2026-11-22 04:03:10.428 UTC [51] LOG:  checkpoint starting: time', 'info'],
    ['2026-11-22 04:03:10.428 UTC [51] ERROR:  relation "x" does not exist at character 15', 'error'],
    ['2026-11-22 04:03:10.428 UTC [51] FATAL:  sorry, too many clients already', 'fatal'],
    ['2026-11-22 04:03:10.428 UTC [51] STATEMENT:  select * from error', 'none'],
    // Redis
    ['1:M 22 Nov 2026 03:43:09.418 # Server initialized', 'warn'],
    ['1:M 22 Nov 2026 03:43:09.418 * Ready to accept connections', 'info'],
    // nginx
    ['10.0.0.1 - - [22/Nov/2026:03:43:14 +0000] "GET /api HTTP/1.1" 502 157 "-" "curl"', 'error'],
    ['10.0.0.1 - - [22/Nov/2026:03:43:14 +0000] "GET /x HTTP/2.0" 404 157 "-" "ERROR bot"', 'warn'],
    ['2026/11/22 03:43:14 [error] 12#12: *3 connect() failed (111: Connection refused)', 'error'],
    ['2026/11/22 03:43:14 [emerg] 1#1: host not found in upstream', 'fatal'],
    ['2026/11/22 03:43:14 [notice] 1#1: start worker process 12', 'info'],
    // Rails
    ['E, [2026-11-22T03:43:14.123456 #1] ERROR -- : boom', 'error'],
    ['I, [2026-11-22T03:43:14.1 #1]  INFO -- : [ab12] Completed 500 Internal Server Error in 12ms', 'error'],
    ['I, [2026-11-22T03:43:14.1 #1]  INFO -- : [ab12] Completed 200 OK in 12ms', 'info'],
    ['Completed 503 Service Unavailable in 3ms', 'error'],
    // structured
    ['{"level":"error","msg":"x"}', 'error'],
    ['{"time":"x","severity":"WARNING","message":"INFO"}', 'warn'],
    ['{"level":30,"msg":"x"}', 'info'],
    ['{"msg":"no level"}', 'none'],
    ['ts=2026 level=warn msg="slow"', 'warn'],
    // Python, Node, Java
    ['Traceback (most recent call last):', 'error'],
    ['sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) could not connect', 'error'],
    ['TypeError: x is not a function', 'error'],
    ['npm warn deprecated x', 'none'],
    ['2026-11-22 03:43:14.123  WARN 1 --- [main] o.s.b: x', 'warn'],
    // Japanese
    ['【エラー】予約の同期に失敗しました', 'error'],
    ['警告: ディスク残量が少なくなっています', 'warn'],
    ['同期完了 エラー: 0件', 'none'],
    ['エラーなし', 'none'],
    ['エラーはありません', 'none'],
    // talk about levels
    ['GET /errors/ERROR.html handled', 'none'],
    ['loaded log-level config', 'none'],
    [`${'x'.repeat(300)} ERROR`, 'none'],
    ['', 'none'],
  ])('%s', (text, level) => {
    expect(levelOf(text)).toBe(level);
  });

  test.each(['{"level":"constructor"}', 'level=constructor', '{"level":"__proto__"}'])(
    'a word that objects have by themselves is no level: %s',
    (line) => {
      expect(levelOf(line)).toBe('none');
    },
  );

  test('indented lines below a bad line belong to it, others do not', () => {
    expect(withContinuation('  File "x.py", line 1', 'none', 'error')).toBe('error');
    expect(withContinuation('  item', 'none', 'info')).toBe('none');
    expect(withContinuation('next', 'none', 'error')).toBe('none');
  });

  test('recorded: every line of uvicorn, celery and PostgreSQL in normal work is information', () => {
    for (const name of ['salon_gbp_api', 'salon_gbp_db']) {
      const texts = recordedFrames(name).flatMap(({ chunk }) =>
        new TextDecoder().decode(chunk).split('\n').filter(Boolean),
      );
      const levels = new Set(texts.map((line) => levelOf(line.slice(parseStamp(line)!.end))));
      levels.delete('none');
      expect([...levels]).toEqual(['info']);
    }
  });
});
