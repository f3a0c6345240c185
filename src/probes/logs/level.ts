import type { LogLevel } from '../../domain/model.js';

/** Levels stand near the beginning; further in, the words are talk about levels. */
const headLength = 200;

const names: ReadonlyMap<string, LogLevel> = new Map(
  Object.entries<LogLevel>({
    trace: 'debug',
    debug: 'debug',
    verbose: 'debug',
    info: 'info',
    information: 'info',
    notice: 'info',
    log: 'info',
    warn: 'warn',
    warning: 'warn',
    err: 'error',
    error: 'error',
    severe: 'error',
    critical: 'fatal',
    crit: 'fatal',
    alert: 'fatal',
    emerg: 'fatal',
    emergency: 'fatal',
    fatal: 'fatal',
    panic: 'fatal',
  }),
);

/** `"level":"error"`, `"severity": "ERROR"`, `"level":50` (pino, bunyan). */
const json = /"(?:level|severity|lvl|levelname|log\.level|log_level)"\s*:\s*(?:"(\w+)"|(\d+))/;
const logfmt = /(?:^|\s)(?:level|lvl|severity)=["']?(\w+)/;
/** A level word in capitals as loggers write it: uvicorn, celery, PostgreSQL, Rails, Java; and `[error]` of nginx. */
const word =
  /(?:^|[^\w/.-])(TRACE|DEBUG\d?|VERBOSE|INFO|NOTICE|LOG|WARN|WARNING|ERROR|ERR|SEVERE|CRITICAL|CRIT|ALERT|EMERG|FATAL|PANIC)(?=[\s:/\]|,)]|$)|\[(trace|debug|info|notice|warn|warning|error|crit|alert|emerg|fatal)\]/;
/** The status of an access log line, after the quoted request: nginx, uvicorn, gunicorn, Apache. */
const access = /"(?:[A-Z]{3,8} )?[^"]* HTTP\/[\d.]+"\s(\d)\d\d\b/;
const rails = /\bCompleted (\d)\d\d /;
const exception =
  /^(?:Traceback \(most recent call last\)|Exception in |Unhandled|Caused by: |(?:[\w.]+\.)?[A-Z]\w*(?:Error|Exception|Exit|Interrupt)(?::| \(|$)|[\w./:]+Error \()/;
/** Redis: role, date, and one character for the level. */
const redis = /^\d+:[XCSM] \d\d \w{3} \d{4} [\d:.]+ ([.*#-]) /;
const lowercase = /^(?:\S+: )?(fatal|panic|error|warning)(?::|\[)/i;
const japaneseError =
  /(?:致命的|エラー|異常終了)(?!(?:は|が)?(?:なし|無し|ありません|ない)|\s*[:：]?\s*0\s*件)/;
const japaneseWarning = /警告(?!(?:は|が)?(?:なし|無し|ありません|ない)|\s*[:：]?\s*0\s*件)/;
const beyondLatin = /[\u3000-\u9fff]/;

const redisLevels: Readonly<Record<string, LogLevel>> = {
  '.': 'debug',
  '-': 'debug',
  '*': 'info',
  '#': 'warn',
};

/** How bad a line says it is; 'none' when it does not say. */
export function levelOf(text: string): LogLevel {
  if (text.charCodeAt(0) === 123) {
    const found = jsonLevel(text);
    if (found) return found;
  }
  const head = text.length > headLength ? text.slice(0, headLength) : text;
  const request = head.indexOf(' HTTP/') > 0 ? access.exec(text) : null;
  if (request) return ofStatus(request[1]);
  const said = word.exec(head);
  if (said) {
    const level = names.get((said[1] ?? said[2] ?? '').toLowerCase().replace(/\d$/, '')) ?? 'none';
    // Rails logs a failed request as INFO.
    const completed = level === 'info' ? rails.exec(head) : null;
    return completed?.[1] === '5' ? 'error' : level;
  }
  return rareLevel(head);
}

function rareLevel(head: string): LogLevel {
  const sign = redis.exec(head)?.[1];
  if (sign) return redisLevels[sign] ?? 'none';
  const pair = logfmt.exec(head)?.[1];
  if (pair) return names.get(pair.toLowerCase()) ?? 'none';
  if (exception.test(head)) return 'error';
  const lower = lowercase.exec(head)?.[1];
  if (lower) return names.get(lower.toLowerCase()) ?? 'none';
  const completed = rails.exec(head);
  if (completed) return ofStatus(completed[1]);
  if (!beyondLatin.test(head)) return 'none';
  return japaneseError.test(head) ? 'error' : japaneseWarning.test(head) ? 'warn' : 'none';
}

function jsonLevel(text: string): LogLevel | undefined {
  const [, name, number] = json.exec(text.length > 2000 ? text.slice(0, 2000) : text) ?? [];
  if (name) return names.get(name.toLowerCase());
  if (number === undefined) return undefined;
  const value = Number(number);
  if (value >= 60) return 'fatal';
  if (value >= 50) return 'error';
  if (value >= 40) return 'warn';
  return value >= 30 ? 'info' : 'debug';
}

/** By the first digit: a request that the server failed is an error, one that it refused a warning. */
function ofStatus(digit: string | undefined): LogLevel {
  return digit === '5' ? 'error' : digit === '4' ? 'warn' : 'info';
}

const isBad = (level: LogLevel) => level === 'warn' || level === 'error' || level === 'fatal';

/** Lines of a stack trace say no level of their own: an indented line has that of the bad line above it. */
export function withContinuation(text: string, level: LogLevel, above: LogLevel): LogLevel {
  const first = text.charCodeAt(0);
  return level === 'none' && isBad(above) && (first === 32 || first === 9) ? above : level;
}
