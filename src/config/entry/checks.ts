import type { Check } from '../../domain/host.js';
import { baseName } from '../../domain/plain-change.js';
import type { CheckInput, CommandInput } from '../schema/checks.js';
import { parseBytes, parseSeconds } from '../units.js';

const seconds = (text: string | undefined, otherwise: number) =>
  (text === undefined ? undefined : parseSeconds(text)) ?? otherwise;

/** A check with its defaults: web every 15 s, certificates every 10 min, backups every minute, crontab every 5 min, commands every minute. */
export function checkOf(input: CheckInput): Check {
  if ('http' in input) {
    const http = typeof input.http === 'string' ? { url: input.http } : input.http;
    const { protocol, host, pathname } = new URL(http.url);
    return {
      kind: 'http',
      id: http.id ?? `${protocol === 'http:' ? 'http' : 'https'}:${host}${pathname === '/' ? '' : pathname}`,
      url: http.url,
      expect: http.expect ?? 200,
      from: http.from ?? 'host',
      everySeconds: seconds(http.every, 15),
      ...(http.body_includes === undefined ? {} : { bodyIncludes: http.body_includes }),
      ...(http.address === undefined ? {} : { address: http.address }),
      ...(http.slow === undefined ? {} : { slowMs: Math.round(seconds(http.slow, 0) * 1000) }),
    };
  }
  if ('tls' in input) {
    const tls = typeof input.tls === 'string' ? { host: input.tls } : input.tls;
    return {
      kind: 'tls',
      id: tls.id ?? `tls:${tls.host}`,
      host: tls.host,
      port: tls.port ?? 443,
      from: tls.from ?? 'host',
      warnDays: tls.warn_days ?? 14,
      criticalDays: tls.critical_days ?? Math.min(3, tls.warn_days ?? 3),
      everySeconds: seconds(tls.every, 600),
      ...(tls.address === undefined ? {} : { address: tls.address }),
    };
  }
  if ('backup' in input) {
    const { backup } = input;
    return {
      kind: 'backup',
      id: backup.id ?? `backup:${backup.dir}/${backup.pattern}`,
      dir: backup.dir,
      pattern: backup.pattern,
      maxAgeHours: seconds(backup.max_age, 25 * 3600) / 3600,
      minBytes: parseBytes(backup.min_size ?? '1k') ?? 1024,
      everySeconds: seconds(backup.every, 60),
    };
  }
  if ('command' in input) return commandCheck(input.command);
  const cron = typeof input.cron === 'string' ? { includes: input.cron } : input.cron;
  return {
    kind: 'cron',
    id: cron.id ?? `cron:${cron.includes}`,
    includes: cron.includes,
    everySeconds: seconds(cron.every, 300),
  };
}

const commandCheck = (command: CommandInput): Check => ({
  kind: 'command',
  id: command.id ?? `command:${baseName(command.run[0] ?? '')}`,
  argv: command.run,
  everySeconds: seconds(command.every, 60),
  timeoutSeconds: seconds(command.timeout, 10),
  watch: command.watch ?? 'never',
  ...(command.dir === undefined ? {} : { dir: command.dir }),
});
