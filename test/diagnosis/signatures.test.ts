import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSignatures } from '../../src/diagnosis/read-signature.js';
import type { ErrorLine } from '../../src/diagnosis/view.js';

const linesOf = (texts: readonly string[]): readonly ErrorLine[] =>
  texts.map((text, n) => ({ source: 'api', text, at: n }));

const recorded = (file: string): readonly ErrorLine[] =>
  linesOf(readFileSync(new URL(`../fixtures/diagnosis/${file}.log`, import.meta.url), 'utf8').split('\n'));

describe('recorded logs name their cause', () => {
  test.each([
    ['noenv.salon_gbp_api', 'secret', 'TOKEN_ENC_KEY_B64', /^TOKEN_ENC_KEY_B64$/],
    ['badenv.salon_gbp_api', 'db-password', 'salon_gbp', /FATAL: {2}password authentication failed/],
    ['dns.salon_gbp_api', 'names', 'db', /Temporary failure in name resolution/],
    ['noalias.salon_gbp_api', 'names', 'db', /Name or service not known/],
    [
      'detach.gateway-app-1',
      'names',
      'salon_gbp_web',
      /\[error\].*could not be resolved \(3: Host not found\)/,
    ],
    ['502.salon_gbp_web', 'names', 'api', /\[error\].*could not be resolved/],
    ['redisdown.salon_gbp_worker', 'names', 'redis', /Error -2 connecting to redis:6379/],
    ['redisdown.salon_gbp_beat', 'names', 'redis', /Error -2 connecting to redis:6379/],
    ['connfull.salon_gbp_api', 'db-slots', undefined, /too many clients already/],
    ['badcron.keiba-scheduler-1', 'setting', 'DATA_UPDATE_CRON', /='0 25 \* \* \*': ValueError/],
    ['badtz.keiba-scheduler-1', 'setting', 'DATA_UPDATE_TIMEZONE', /UnknownTimeZoneError/],
    ['modelmissing.keiba-inference-1', 'file-missing', '/models/model.pkl', /FileNotFoundError/],
    ['modelcorrupt.keiba-inference-1', 'file-damaged', undefined, /pickle data was truncated/],
  ])('%s: %s', (file, id, name, line) => {
    const [best] = readSignatures(recorded(file));
    expect(best?.signature.id).toBe(id);
    expect(best?.found.find((f) => f)).toBe(name);
    expect(best?.line.text).toMatch(line);
  });

  test.each([
    '504.salon_gbp_web',
    'oom.salon_gbp_api',
    'scrape403.keiba-scheduler-1',
    'vapidmissing.keiba-scheduler-1',
  ])('%s names none', (file) => {
    expect(readSignatures(recorded(file))).toEqual([]);
  });
});

/** Words of the programs that the lab lacks, as their own documentation and sources print them. */
describe('other programs', () => {
  test.each([
    [
      'master-key',
      ['ActiveSupport::MessageEncryptor::InvalidMessage', 'AEAD authentication tag verification failed'],
    ],
    ['secret', ['ATTR_ENCRYPTED_KEY environment variable must be set (RuntimeError)']],
    ['secret', ["KeyError: 'OAUTH_STATE_SECRET'"]],
    [
      'secret',
      [
        '1 validation error for Settings',
        'token_enc_key_b64',
        '  Field required [type=missing, input_value={}]',
      ],
    ],
    ['db-starting', ['FATAL:  the database system is starting up']],
    ['db-refused', ['connection to server at "db" (172.18.0.2), port 5432 failed: Connection refused']],
    ['db-refused', ['Error: connect ECONNREFUSED 172.18.0.2:5432']],
    ['db-missing', ['FATAL:  database "salon" does not exist']],
    [
      'redis-refused',
      ['redis.exceptions.ConnectionError: Error 111 connecting to redis:6379. Connection refused.'],
    ],
    ['names', ['Error: getaddrinfo EAI_AGAIN db']],
    ['names', ['nginx: [emerg] host not found in upstream "api:8000" in /etc/nginx/conf.d/default.conf:12']],
    ['no-space', ['OSError: [Errno 28] No space left on device']],
    ['migration', ["FAILED: Can't locate revision identified by 'a1b2c3d4'"]],
    ['memory', ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory']],
    ['port-taken', ['Error: listen EADDRINUSE: address already in use :::8000']],
    ['module', ["ModuleNotFoundError: No module named 'httpx'"]],
    ['permission', ["PermissionError: [Errno 13] Permission denied: '/data/media/x'"]],
  ])('%s', (id, texts) => {
    expect(readSignatures(linesOf(texts))[0]?.signature.id).toBe(id);
  });

  test.each([
    'INFO: password reset mail sent to user "x"',
    'the settings page must be set up by an admin',
    'upstream timed out (110: Connection timed out) while reading response header',
    'GET /api/database 200',
  ])('%s names none', (text) => {
    expect(readSignatures(linesOf([text]))).toEqual([]);
  });

  test('the line that names the variable is quoted, not the head of the trace', () => {
    const texts = [
      'pydantic.error_wrappers.ValidationError: 1 validation error for Settings',
      'OAUTH_STATE_SECRET',
      '  field required (type=value_error.missing)',
    ];
    expect(readSignatures(linesOf(texts))[0]?.line.text).toBe('OAUTH_STATE_SECRET');
  });

  test('repeats are counted', () => {
    const text = 'could not translate host name "db" to address: Temporary failure in name resolution';
    expect(readSignatures(linesOf([text, text, text]))[0]?.times).toBe(3);
  });
});
