import type { DrillContainer } from './container.js';
import { databaseRefusal, releaseOf } from './program.js';
import { type Answer, askSite } from './site.js';
import type { DrillSystem } from './system.js';
import { nginxErrorTime, nginxTime, pythonTime } from './times.js';

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
/** A request from outside: gateway and web see it, the api answers it while it can. */
export function logRequest(system: DrillSystem, now: number, n: number): void {
  const toApi = n % 3 !== 0;
  const path = toApi ? pick(calls, n * 7) : pick(pages, n * 5);
  const from = pick(visitors, n * 3);
  const answer = askSite(system, path);
  if (answer.kind !== 'answer') return;
  const write = () => writeRequest(system, system.now(), n, { path, from, toApi }, answer);
  if (answer.afterMs === undefined) writeRequest(system, now, n, { path, from, toApi }, answer);
  else setTimeout(write, answer.afterMs).unref();
}

function writeRequest(
  system: DrillSystem,
  now: number,
  n: number,
  { path, from, toApi }: { readonly path: string; readonly from: string; readonly toApi: boolean },
  answer: Extract<Answer, { kind: 'answer' }>,
): void {
  const { status, by, upstream } = answer;
  const size = status >= 400 ? answer.body.length : 180 + ((n * 7919) % 9000);
  const request = `"GET ${path} HTTP/1.1" ${status} ${size}`;
  const agent = '"Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X)"';
  const api = system.service('api');
  const address = api?.spec.ip ?? '';
  if (toApi && by === 'api') {
    const log = system.log('salon_gbp_api');
    const trouble = status === 500 || status === 503 ? troubleOf(system, path, now) : [];
    for (const line of trouble) log.write(now, 'stderr', line);
    log.write(
      now,
      'stdout',
      `INFO:     172.18.0.7:${40_000 + (n % 9000)} - "GET ${path} HTTP/1.1" ${status} ${phrases[status] ?? 'OK'}`,
    );
    if (path === '/api/salons' && status === 200) {
      log.write(now, 'stdout', `${pythonTime(now)} INFO [app] サロン一覧を取得しました (${salons.length}件)`);
    }
  }
  if (by !== 'gateway') {
    const web = system.log('salon_gbp_web');
    if (upstream) {
      const error = `${upstream}, client: 172.18.0.8, server: , request: "GET ${path} HTTP/1.1", upstream: "http://${address}:8000${path}", host: "salon-gbp.example"`;
      web.write(now, 'stderr', `${nginxErrorTime(now)} [error] 30#30: *${8000 + n} ${error}`);
    }
    web.write(now, 'stdout', `172.18.0.8 - - [${nginxTime(now)}] ${request} "-" ${agent} "${from}"`);
  }
  const gateway = system.log('gateway-app-1');
  if (by === 'gateway' && upstream) {
    const error = `${upstream}, client: ${from}, server: salon-gbp.example, request: "GET ${path} HTTP/2.0", upstream: "http://172.18.0.7:8000${path}", host: "salon-gbp.example"`;
    gateway.write(now, 'stderr', `${nginxErrorTime(now)} [error] 412#412: *${9000 + n} ${error}`);
  }
  gateway.write(
    now,
    'stdout',
    `[${nginxTime(now)}] - ${status} ${status} - GET https salon-gbp.example "${path}" [Client ${from}] [Length ${size}] [Sent-to salon_gbp_web] ${agent}`,
  );
}

const phrases: Readonly<Record<number, string>> = {
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** What the api says of a request that it could not serve. */
function troubleOf(system: DrillSystem, path: string, now: number): string[] {
  const api = system.service('api');
  if (!api) return [];
  if (releaseOf(system, api)?.fault === 'errors') {
    return [
      'ERROR:    Exception in ASGI application',
      'Traceback (most recent call last):',
      '  File "/usr/local/lib/python3.12/site-packages/fastapi/routing.py", line 165, in run_endpoint_function',
      '    return await run_in_threadpool(dependant.call, **values)',
      '  File "/app/app/notify/mail.py", line 41, in footer',
      '    return templates["footer"].format(**context)',
      "KeyError: 'salon_name'",
    ];
  }
  const refusal = databaseRefusal(system, api) ?? '';
  if (path === '/api/health') return [`${pythonTime(now)} ERROR [app] ヘルスチェック失敗: ${refusal}`];
  return [
    'ERROR:    Exception in ASGI application',
    'Traceback (most recent call last):',
    '  File "/app/app/main.py", line 19, in connect',
    '    return psycopg2.connect(settings.DATABASE_URL, connect_timeout=3, application_name="salon-gbp-api")',
    `psycopg2.OperationalError: ${refusal}`,
  ];
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

/** The first words of a program that starts. */
export function logStart(system: DrillSystem, container: DrillContainer, now: number): void {
  const { name, service } = container.spec;
  const log = system.log(name);
  if (service === 'api') {
    log.write(now, 'stderr', 'INFO:     Started server process [1]');
    const version = releaseOf(system, container)?.version ?? '';
    log.write(
      now + 1,
      'stdout',
      `${pythonTime(now)} INFO [app] 起動しました: version ${version}, データベース接続 OK`,
    );
    log.write(now + 2, 'stderr', 'INFO:     Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)');
  } else if (service === 'redis') {
    const time = new Date(now).toUTCString();
    log.write(now, 'stdout', `1:M ${time} * Ready to accept connections tcp`);
  } else if (service === 'web') {
    log.write(now, 'stderr', `${nginxErrorTime(now)} [notice] 1#1: start worker processes`);
  } else if (service === 'db') {
    const time = `${new Date(now).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
    log.write(now, 'stderr', `${time} [1] LOG:  database system is ready to accept connections`);
  }
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
