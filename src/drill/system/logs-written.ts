import type { DrillSystem } from './system.js';

const visitors = ['203.0.113.24', '198.51.100.7', '203.0.113.180', '192.0.2.66', '198.51.100.201'];
const pages = ['/', '/salons/1001', '/dashboard', '/assets/index-4f1c.js', '/media/cut-0412.webp'];
const calls = [
  '/api/salons',
  '/api/reviews?salon_id=1001',
  '/api/posts',
  '/api/health',
  '/api/dashboard/alerts',
];
const salons = ['ヘアサロン青山', '美容室さくら 渋谷店', 'Nail & Spa 銀座'];

const pick = <T>(list: readonly T[], n: number): T => list[Math.abs(Math.floor(n)) % list.length] as T;
const pad = (n: number, width = 2) => String(n).padStart(width, '0');

/** `2025-04-12 10:20:30,123`, as Python's logging writes it, in Japan's time. */
function pythonTime(now: number): string {
  const d = new Date(now + 9 * 3_600_000);
  const day = `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
  return `${day} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())},${pad(d.getUTCMilliseconds(), 3)}`;
}

/** `12/Apr/2025:10:20:30 +0900`, as nginx writes it. */
function nginxTime(now: number): string {
  const [, day, month, year, time] = new Date(now + 9 * 3_600_000).toUTCString().split(/[ ]/);
  return `${day}/${month}/${year}:${time} +0900`;
}

const nginxErrorTime = (now: number) => pythonTime(now).slice(0, 19).replaceAll('-', '/');

/** A request from outside: gateway and web see it, the api answers it while it runs. */
export function logRequest(system: DrillSystem, now: number, n: number): void {
  const toApi = n % 3 !== 0;
  const path = toApi ? pick(calls, n * 7) : pick(pages, n * 5);
  const from = pick(visitors, n * 3);
  const alive = system.container('api').running;
  const status = toApi && !alive ? 502 : 200;
  const size = status === 502 ? 157 : 180 + ((n * 7919) % 9000);
  const request = `"GET ${path} HTTP/1.1" ${status} ${size}`;
  const agent = '"Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X)"';
  if (toApi && alive) {
    system
      .log('salon_gbp_api')
      .write(now, 'stdout', `INFO:     172.18.0.7:${40_000 + (n % 9000)} - "GET ${path} HTTP/1.1" 200 OK`);
    if (path === '/api/salons') {
      system
        .log('salon_gbp_api')
        .write(now, 'stdout', `${pythonTime(now)} INFO [app] サロン一覧を取得しました (${salons.length}件)`);
    }
  }
  if (status === 502) {
    const reason = '(113: No route to host) while connecting to upstream';
    const error = `connect() failed ${reason}, client: 172.18.0.8, server: , request: "GET ${path} HTTP/1.1", upstream: "http://172.18.0.4:8000${path}", host: "salon-gbp.example"`;
    system
      .log('salon_gbp_web')
      .write(now, 'stderr', `${nginxErrorTime(now)} [error] 30#30: *${8000 + n} ${error}`);
  }
  system
    .log('salon_gbp_web')
    .write(now, 'stdout', `172.18.0.8 - - [${nginxTime(now)}] ${request} "-" ${agent} "${from}"`);
  system
    .log('gateway-app-1')
    .write(
      now,
      'stdout',
      `[${nginxTime(now)}] - ${status} ${status} - GET https salon-gbp.example "${path}" [Client ${from}] [Length ${size}] [Sent-to salon_gbp_web] ${agent}`,
    );
}

/** A task from beat to the end of its run. */
export function logTask(system: DrillSystem, now: number, n: number): void {
  const id = `${pad(n % 1e8, 8)}-7d1e-4c55-9a0b-${pad((n * 7919) % 1e12, 12)}`;
  const posts = n % 6 === 0;
  const task = posts ? 'app.worker.tasks.post_gbp' : 'app.worker.tasks.sync_reviews';
  const schedule = posts ? 'post-scheduled' : 'sync-reviews';
  const time = (t: number) => `[${pythonTime(t)}: INFO`;
  system
    .log('salon_gbp_beat')
    .write(now, 'stderr', `${time(now)}/MainProcess] Scheduler: Sending due task ${schedule} (${task})`);
  const worker = system.log('salon_gbp_worker');
  worker.write(now + 4, 'stderr', `${time(now + 4)}/MainProcess] Task ${task}[${id}] received`);
  const said = posts
    ? `GBPへ投稿しました: ${pick(salons, n / 6)} (salon_id=${1001 + (n % 3)})`
    : `口コミを同期しました: 新着 ${n % 4} 件`;
  worker.write(now + 9, 'stderr', `${time(now + 9)}/ForkPoolWorker-${1 + (n % 2)}] ${task}[${id}]: ${said}`);
  const took = (0.2 + (n % 7) / 50).toFixed(12);
  worker.write(
    now + 12,
    'stderr',
    `${time(now + 12)}/ForkPoolWorker-${1 + (n % 2)}] Task ${task}[${id}] succeeded in ${took}s: None`,
  );
}

export function logCheckpoint(system: DrillSystem, now: number, n: number): void {
  const time = `${new Date(now).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
  const log = system.log('salon_gbp_db');
  if (n % 3 === 0) {
    log.write(
      now,
      'stderr',
      `${time} [27] LOG:  checkpoint complete: wrote ${20 + (n % 60)} buffers (0.2%); write=3.${n % 10}12 s, sync=0.004 s, total=3.${n % 10}31 s`,
    );
  } else {
    const ms = (1040 + ((n * 313) % 900)).toFixed(3);
    log.write(
      now,
      'stderr',
      `${time} [${1200 + n}] LOG:  duration: ${ms} ms  statement: SELECT s.name, avg(r.rating) FROM reviews r JOIN salons s ON s.id = r.salon_id GROUP BY s.name`,
    );
  }
}

export function logStart(system: DrillSystem, now: number): void {
  const api = system.log('salon_gbp_api');
  api.write(now, 'stderr', 'INFO:     Started server process [1]');
  api.write(now + 1, 'stdout', `${pythonTime(now)} INFO [app] 起動しました: データベース接続 OK`);
  api.write(now + 2, 'stderr', 'INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)');
  system
    .log('salon_gbp_redis')
    .write(now, 'stdout', `1:M ${new Date(now).toUTCString()} * Ready to accept connections tcp`);
}

/** The last words of an api that eats its memory up. */
export function logLeak(system: DrillSystem, now: number, megabytes: number): void {
  system
    .log('salon_gbp_api')
    .write(
      now,
      'stdout',
      `${pythonTime(now)} WARNING [app.reports] 月次レポートの集計で大量のメモリを使用しています: ${megabytes} MB`,
    );
}
