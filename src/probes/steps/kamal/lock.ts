import { fail } from '../../../domain/failure.js';
import { msg } from '../../../domain/message.js';
import type { StepProbe } from '../../../domain/step-probe.js';
import { textOf } from '../arguments.js';
import { runCommand } from '../commands/command.js';
import { hostClock, secondsSince } from '../live/host-clock.js';
import { required } from '../parameters.js';
import { shown, tableOf } from '../seen.js';

/**
 * Kamal makes the directory .kamal/lock-SERVICE[-DESTINATION] in the home of the login that it uses, with a file `details`
 * in base64 (lib/kamal/commands/lock.rb of v2.12.0).
 */
const script =
  'cd && for lock in .kamal/lock-"$1" .kamal/lock-"$1"-*; do [ -d "$lock" ] || continue; echo "lock $lock"; base64 -d <"$lock/details" && echo; done';
const automatic = 'Automatic deploy lock';

export const kamalLockProbe: StepProbe = {
  id: 'kamal-lock',
  about:
    "Kamal's deploy lock, from the home of cockpit's login (what `kamal lock status` tells): a row where it is held, by whom and since when; `automatic`: a deploy took it by itself, and gives it back unless it was killed; no rows where it is free or where Kamal uses another login",
  parameters: { service: required('name', 'the Kamal service') },
  fields: ['lock', 'by', 'version', 'message', 'automatic', 'age_s'],
  gives: 'rows',
  async read(from, args, options) {
    const service = textOf(args, 'service') ?? '';
    const argv = ['sh', '-c', script, 'sh', service];
    const { exit, lines } = await runCommand(from, 'host', argv, options);
    const out = lines.flatMap(({ stream, text }) => (stream === 'stdout' ? [text] : []));
    if (exit !== 0 && out.length === 0) {
      const detail = shown(lines.findLast(({ stream }) => stream === 'stderr')?.text ?? '');
      throw fail('unsupported', msg('steps.kamal.lock'), { detail });
    }
    return {
      command: `cat ~/.kamal/lock-${service}/details | base64 -d`,
      where: 'host',
      lines: [],
      table: tableOf(kamalLockProbe.fields, locksOf(out, hostClock(from))),
    };
  },
};

type Lock = {
  lock: string;
  by?: string | undefined;
  version?: string | undefined;
  message?: string | undefined;
  automatic: boolean;
  age_s?: number | undefined;
};

/** The locks in what the script printed; `now`: ms of the host's clock. */
export function locksOf(lines: readonly string[], now: number): readonly Lock[] {
  const locks: Lock[] = [];
  for (const line of lines) {
    const [, lock] = /^lock (\S+)$/.exec(line) ?? [];
    if (lock !== undefined) {
      locks.push({ lock, automatic: false });
      continue;
    }
    const last = locks.at(-1);
    const [, key, value = ''] = /^(Locked by|Version|Message): (.*)$/.exec(line) ?? [];
    if (!last || key === undefined) continue;
    if (key === 'Version') last.version = shown(value);
    if (key === 'Message') {
      last.message = shown(value);
      last.automatic = value === automatic;
    }
    if (key === 'Locked by') {
      const [, by = value, at = ''] = /^(.*) at (\S+)$/.exec(value) ?? [];
      last.by = shown(by);
      const time = Date.parse(at);
      last.age_s = secondsSince(Number.isFinite(time) ? time : undefined, now);
    }
  }
  return locks;
}
